import Diagnostics

/// Why a remote, a mirror or a folder could not be read.
///
/// The message never holds a credential, and nothing that a remote could steer a terminal with: known secrets are removed, and
/// controls and direction marks replaced, when the failure is made.
package struct GitFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is. More may be added.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's text, for example `branch-missing`.
        package let description: String
        init(_ description: String) { self.description = description }

        /// No connection could be made: no such host, refused, or no route.
        package static let unreachable = Code("unreachable")
        /// A connection was made, and then nothing more came for too long.
        package static let silent = Code("silent")
        /// Something kept coming, but not all of it in time.
        package static let tooSlow = Code("too-slow")
        /// The server's TLS certificate is not to be trusted.
        package static let certificate = Code("certificate")
        /// The server asks for a login and none is known.
        package static let authenticationRequired = Code("authentication-required")
        /// The server refused the login.
        package static let authenticationFailed = Code("authentication-failed")
        /// There is no repository (or folder) there.
        package static let notFound = Code("not-found")
        /// The repository has no such branch.
        package static let branchMissing = Code("branch-missing")
        /// The repository has no commit.
        package static let emptyRepository = Code("empty-repository")
        /// What came is not what git sends, or ended before its end.
        package static let damagedTransfer = Code("damaged-transfer")
        /// The repository at a path of this machine is damaged: there is one, and it cannot be read.
        package static let damagedRepository = Code("damaged-repository")
        /// The mirror on this machine's disk is damaged.
        package static let damagedMirror = Code("damaged-mirror")
        /// The ssh host key is not among the known ones.
        package static let hostKeyUnknown = Code("host-key-unknown")
        /// The ssh host key is another one than the known one.
        package static let hostKeyChanged = Code("host-key-changed")
        /// A limit on size, number or depth was reached.
        package static let tooLarge = Code("too-large")
        /// This machine's disk could not be written or read.
        package static let disk = Code("disk")
        /// The task was cancelled.
        package static let cancelled = Code("cancelled")
        /// The URL cannot be used this way.
        package static let invalidURL = Code("invalid-url")
        /// The server answered with an error of its own, or sent us somewhere we do not go.
        package static let serverError = Code("server-error")
        /// There is no such object or file in what is here.
        package static let contentMissing = Code("content-missing")
        /// A file changed while it was read.
        package static let contentChanged = Code("content-changed")
        /// The process that reads what strangers wrote ended without an answer.
        package static let interrupted = Code("interrupted")
        /// A program or setting of this machine is missing or wrong.
        package static let configuration = Code("configuration")
    }

    /// What kind of failure it is.
    package let code: Code
    /// One plain sentence: what failed, where, and what to do.
    package let message: String

    init(_ code: Code, _ message: String, hiding secrets: [String] = []) {
        self.code = code
        let hidden = secrets.filter { $0.utf8.count > 2 }.sorted { $0.utf8.count > $1.utf8.count }
            .reduce(message) { $0.replacing($1, with: "•••") }
        self.message = hidden.printable
    }

    /// Whether trying again later may help without anybody mending anything.
    package var isTransient: Bool {
        [
            .unreachable, .silent, .tooSlow, .damagedTransfer, .serverError, .cancelled, .contentChanged, .interrupted,
        ].contains(code)
    }

    /// The same failure with something more to be said of it.
    package func adding(_ remark: String) -> GitFailure { GitFailure(code, "\(message); \(remark)") }

    /// The message.
    package var description: String { message }
}
