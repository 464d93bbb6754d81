import CGitShim
import Foundation

/// libgit2's start for the whole process, and what its return codes become.
enum LibGit2 {
    private static let cacheBytes = 16 << 20
    /// What is mapped of packs counts as this process's memory while it is.
    private static let (windowBytes, mappedBytes) = (1 << 20, 16 << 20)
    /// Only a last bound: packs are refused by ``GitLimits/packObjects`` before libgit2 sees them.
    private static let packObjects = 20_000_000

    private static let started: Int32 = {
        // A remote or a child may have closed what is written to.
        signal(SIGPIPE, SIG_IGN)
        var options = muster_git_options(
            cache_bytes: cacheBytes, window_bytes: windowBytes, mapped_bytes: mappedBytes, pack_objects: packObjects)
        return muster_git_start(&options)
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

    init(code: Int32, domain: Int32, text: String) {
        (self.code, self.domain, self.text) = (code, domain, text)
    }

    /// An object that is not even looked at.
    init(tooLarge what: String, bytes: Int, limit: Int) {
        self.init(
            code: -1, domain: Self.tooLarge, text: "\(what) has \(bytes) bytes, more than the limit of \(limit)")
    }

    /// More objects than are taken.
    init(tooLarge what: String, objects: Int, limit: Int) {
        self.init(
            code: -1, domain: Self.tooLarge, text: "\(what) has \(objects) objects, more than the limit of \(limit)")
    }

    /// There is no memory for something.
    static let outOfMemory = LibGit2Error(
        code: -1, domain: Int32(GIT_ERROR_NOMEMORY.rawValue), text: "out of memory")

    /// Beside libgit2's own classes.
    private static let tooLarge: Int32 = -1

    var isTooLarge: Bool { domain == Self.tooLarge }
    /// Whether a name could stand for several things, or for none.
    var isUnclear: Bool { code == GIT_EAMBIGUOUS.rawValue || code == GIT_EINVALIDSPEC.rawValue }
    var isMissing: Bool { code == GIT_ENOTFOUND.rawValue }

    /// Whether there was no memory for it: in a worker, because it has reached its limit.
    var isOutOfMemory: Bool { domain == Int32(GIT_ERROR_NOMEMORY.rawValue) }

    var isSystem: Bool { domain == Int32(GIT_ERROR_OS.rawValue) || domain == Int32(GIT_ERROR_FILESYSTEM.rawValue) }

    /// The words on one line, cut to a length that fits a sentence.
    var shortText: String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 200 ? line.prefix(200) + "…" : line
    }
}
