import Git

/// What a remote is shown, from the operator's credentials file as it is now.
extension CatalogService {
    /// What a remote is shown, and what is unknown about that.
    struct RemoteCredential: Sendable {
        /// Nil when there is nothing for it.
        var credential: Credential?
        /// Why there may be something after all: the file, or an entry of it, cannot be read.
        var doubt: String?
    }

    /// What the credentials file has for a remote; a folder of this machine needs nothing.
    ///
    /// - Throws: ``CredentialsError`` when there is an entry for it that cannot be used: nothing is asked of it without.
    func credential(for url: RemoteURL) async throws -> RemoteCredential {
        guard url.transport != .local else { return RemoteCredential() }
        guard let credentials = try await operatorFiles.readCredentials() else {
            let trouble = operatorFiles.troubles.first { $0.subject == .credentials }
            return RemoteCredential(doubt: trouble?.message)
        }
        return RemoteCredential(
            credential: try credentials.credential(for: url), doubt: credentials.uncertainty(about: url)?.description)
    }

    /// Runs what asks a remote; a failure says what is unknown about the credential, which may be why.
    func asking<T: Sendable>(_ doubt: String?, _ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let failure as GitFailure where failure.code != .cancelled {
            guard let doubt else { throw failure }
            throw failure.adding("what it should have been shown is unknown: \(doubt)")
        }
    }
}
