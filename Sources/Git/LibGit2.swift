import CGitShim
import Foundation

/// libgit2's start for the whole process, and what its return codes become.
enum LibGit2 {
    private static let cacheBytes = 16 << 20
    private static let packObjects = 20_000_000

    private static let started: Int32 = {
        // libgit2 writes once more when it closes a connection that the other side has closed.
        signal(SIGPIPE, SIG_IGN)
        return muster_git_start(cacheBytes, packObjects)
    }()

    /// Starts libgit2 once; every handle is opened after this.
    static func start() throws(LibGit2Error) {
        try check(started)
    }

    /// Turns a negative return code into an error with libgit2's own words.
    static func check(_ code: Int32) throws(LibGit2Error) {
        guard code < 0 else { return }
        let last = git_error_last()
        let text = last.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "no further words"
        throw LibGit2Error(code: code, domain: last.map { Int32($0.pointee.klass) } ?? 0, text: text)
    }
}

/// A failed call of libgit2.
struct LibGit2Error: Error {
    let code: Int32
    /// libgit2's "class": which part of it failed.
    let domain: Int32
    /// libgit2's words; shown only after secrets were removed.
    let text: String

    var isMissing: Bool { code == GIT_ENOTFOUND.rawValue }

    /// Whether the words come from the connection rather than from the objects.
    var isNetwork: Bool {
        [GIT_ERROR_NET, GIT_ERROR_SSL, GIT_ERROR_SSH, GIT_ERROR_HTTP].contains { Int32($0.rawValue) == domain }
    }

    var isSystem: Bool { domain == Int32(GIT_ERROR_OS.rawValue) || domain == Int32(GIT_ERROR_FILESYSTEM.rawValue) }

    /// The words on one line, cut to a length that fits a sentence.
    var shortText: String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 200 ? line.prefix(200) + "…" : line
    }
}
