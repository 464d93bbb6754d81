import Foundation

/// A program started with `posix_spawn`, its streams on files.
///
/// Foundation's `Process` cannot be used beside sshd: it takes a program that closes its inherited descriptors for
/// ended, and then waits for it in the one thread that watches over all others.
final class ChildProgram: Sendable {
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// A clean environment, so that no setting of whoever runs the tests changes them.
    static let environment = [
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*",
    ]

    private let pid: pid_t

    init(_ name: String, _ arguments: [String], input: String = "/dev/null", output: String, error: String) throws {
        let path = try Self.find(name)
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        if output == error {
            posix_spawn_file_actions_adddup2(&files, 1, 2)
        } else {
            posix_spawn_file_actions_addopen(&files, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let settings = Self.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var pid: pid_t = 0
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        let code = posix_spawn(&pid, path, &files, &attributes, words, settings)
        guard code == 0 else { throw Failed(description: "\(name): \(String(cString: strerror(code)))") }
        self.pid = pid
    }

    /// Threads of the test runner block signals, which a child would inherit, and then not end by SIGTERM.
    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var (none, defaults) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }

    func terminate() {
        Glibc.kill(pid, SIGTERM)
    }

    /// Ends it at once.
    func kill() {
        Glibc.kill(pid, SIGKILL)
        wait()
    }

    /// The exit status, or -1 when a signal ended it.
    @discardableResult
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
    }

    /// Where a program is. A missing one fails the test, which says so.
    static func find(_ name: String) throws -> String {
        let folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/lib/git-core"]
        guard let folder = folders.first(where: { access("\($0)/\(name)", X_OK) == 0 }) else {
            throw Failed(description: "the program \(name) is not installed; the tests need it")
        }
        return "\(folder)/\(name)"
    }
}

/// Runs programs to their end.
enum Command {
    @discardableResult
    static func run(_ name: String, _ arguments: [String], input: String? = nil) throws -> String {
        let output = try bytes(name, arguments, input: input.map { Array($0.utf8) })
        return String(decoding: output, as: UTF8.self)
    }

    static func bytes(_ name: String, _ arguments: [String], input: [UInt8]? = nil) throws -> [UInt8] {
        let scratch = try Scratch()
        if let input { try Data(input).write(to: URL(fileURLWithPath: scratch.file("in"))) }
        let (output, error) = (scratch.file("out"), scratch.file("err"))
        let program = try ChildProgram(
            name, arguments, input: input == nil ? "/dev/null" : scratch.file("in"), output: output, error: error)
        let status = program.wait()
        guard status == 0 else {
            let words = (try? String(contentsOfFile: error, encoding: .utf8)) ?? ""
            throw ChildProgram.Failed(description: "\(name) \(arguments) ended with \(status): \(words)")
        }
        return Array(try Data(contentsOf: URL(fileURLWithPath: output)))
    }
}
