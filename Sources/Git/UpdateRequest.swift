/// One update of a mirror: what to fetch, how, and within which bounds.
struct UpdateRequest: Sendable {
    let url: RemoteURL
    let branch: String?
    let credential: Credential
    let deadlines: Deadlines
    let limits: GitLimits
    let cancellation: CancellationFlag
    /// Is told whenever bytes have come.
    var heard: (@Sendable () -> Void)?

    func budget() -> TransferBudget {
        TransferBudget(
            deadlines: deadlines, limitBytes: limits.transferBytes, cancellation: cancellation, display: url.display,
            heard: heard)
    }

    /// The connection for the URL's transport; nil for a folder of this machine.
    func channel(_ budget: TransferBudget) throws(GitFailure) -> (any SmartChannel)? {
        switch url.transport {
        case .local: nil
        case .http, .https: try HTTPChannel(self, budget)
        case .git: GitDaemonChannel(self, budget)
        case .ssh: try SSHChannel(self, budget)
        }
    }

    /// A failure with this request's secrets removed from its text.
    func failure(_ code: GitFailure.Code, _ message: String) -> GitFailure {
        GitFailure(code, message, hiding: credential.secrets)
    }

    /// The failure for an error of libgit2 itself, when no channel has said why.
    func failure(_ error: LibGit2Error) -> GitFailure {
        let words = error.shortText
        if error.isSystem {
            return failure(.disk, "what \(url.display) sent could not be written: \(words)")
        }
        if words.contains("remote error") || words.contains("ERR ") { return remoteRefusal(words) }
        return failure(
            .damagedTransfer, "what \(url.display) sent is damaged or ended early (\(words)); it will be tried again")
    }

    /// The server answered with git's own error line; servers say "not found" and "access denied" in many words.
    private func remoteRefusal(_ words: String) -> GitFailure {
        failure(
            .notFound,
            "\(url.display) refuses the repository (\(words)); check its path and that the server may serve it")
    }
}
