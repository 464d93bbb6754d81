import Foundation

/// How many files and connections the process may have open at a time.
enum OpenFiles {
    /// What is asked for: far more than the clients that may wait for events, each of which has a connection of its own.
    /// There are systems whose limit is a thousand million, and programs that try to close each of them.
    private static let wanted: rlim_t = 65_536

    /// Raises the limit that processes begin with, often 1,024, as far as the system lets this one.
    static func allowMany() {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max, limit.rlim_cur < wanted else { return }
        limit.rlim_cur = min(limit.rlim_max, wanted)
        // Where that is refused, fewer clients are served at a time.
        _ = setrlimit(resource, &limit)
    }

    #if canImport(Glibc)
        private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let resource = RLIMIT_NOFILE
    #endif
}
