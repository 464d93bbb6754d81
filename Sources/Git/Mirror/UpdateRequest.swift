/// One update of a mirror: what to fetch, how, and within which bounds.
struct UpdateRequest: Sendable {
    let url: RemoteURL
    let branch: String?
    let credential: Credential
    let deadlines: Deadlines
    let limits: GitLimits
    /// Is told whenever bytes have come.
    var heard: (@Sendable () -> Void)?

    /// What is looked for among the remote's references.
    var choice: ReferenceChoice { ReferenceChoice(branch: branch, display: url.display, limits: limits) }

    func budget() -> TransferBudget {
        TransferBudget(
            deadlines: deadlines, limitBytes: limits.transferBytes, display: url.display, heard: heard)
    }

    /// A failure with this request's secrets removed from its text.
    func failure(_ code: GitFailure.Code, _ message: String) -> GitFailure {
        GitFailure(code, message, hiding: credential.secrets)
    }

    /// The connection ended before everything came.
    func endedEarly() -> GitFailure {
        failure(
            .damagedTransfer, "\(url.display) ended the connection before everything was sent; it will be tried again")
    }

    /// The server answered with git's own error line; servers say "not found" and "access denied" in many words.
    func refusal(_ line: some Collection<UInt8>) -> GitFailure {
        failure(
            .notFound,
            "\(url.display) refuses the repository (\(Self.words(line))); check its path and that the server may serve it"
        )
    }

    /// What a server says, on one line that fits a sentence.
    static func words(_ bytes: some Collection<UInt8>) -> String {
        let text = String(decoding: bytes.prefix(400), as: UTF8.self)
        let line = text.split { $0.isNewline || $0.unicodeScalars.allSatisfy { $0.value < 0x20 } }.joined(
            separator: " ")
        return line.count > 200 ? line.prefix(200) + "…" : line
    }
}
