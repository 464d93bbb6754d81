import Foundation

/// How many files and connections the process may have open at a time.
enum OpenFiles {
    /// What is asked for: far more than the clients that may wait for events, each of which has a connection of its own.
    /// There are systems whose limit is a thousand million, and programs that try to close each of them.
    private static let wanted: rlim_t = 65_536

    /// What the store, mirrors, workers and logs may need beside the connections of clients.
    private static let ownFiles = 256

    /// Raises the limit that processes begin with, often 1,024, as far as the system lets this one.
    static func allowMany() {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max, limit.rlim_cur < wanted else { return }
        limit.rlim_cur = min(limit.rlim_max, wanted)
        // Where that is refused, fewer clients are served at a time.
        _ = setrlimit(resource, &limit)
    }

    /// Opens `/dev/null` in the place of standard streams that whoever started the program has closed: the next file to be opened,
    /// such as the database, would take the log for its own.
    static func replaceClosedStreams() {
        for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 { _ = open("/dev/null", O_RDWR) }
    }

    /// How many connections may be open at a time, of `wanted` ones: with more, files could not be opened any more.
    static func connections(wanted: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return wanted }
        return max(16, min(wanted, (Int(exactly: limit.rlim_cur) ?? .max) - ownFiles))
    }

    #if canImport(Glibc)
        private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let resource = RLIMIT_NOFILE
    #endif
}
