import CGitShim

/// A failed transfer, and whether this machine's own mirror may be at fault.
struct TransferError: Error {
    let failure: GitFailure
    let mayBeLocal: Bool

    init(_ failure: GitFailure, mayBeLocal: Bool = false) {
        self.failure = failure
        self.mayBeLocal = mayBeLocal
    }
}

/// One connection to a remote with the branch that was chosen there. Used by one thread.
final class Transfer {
    let branch: RemoteBranch
    private let connection: RemoteConnection
    private let session: TransferSession
    private let repository: Repository
    private let request: UpdateRequest

    /// Connects and chooses the branch: the cheap probe.
    init(_ request: UpdateRequest, into repository: Repository) throws(TransferError) {
        let session: TransferSession
        do throws(GitFailure) {
            let budget = request.budget()
            session = TransferSession(channel: try request.channel(budget), budget: budget)
        } catch {
            throw TransferError(error)
        }
        let references: [RemoteConnection.Reference]?
        do throws(LibGit2Error) {
            // The real address is the channel's business, so libgit2 never sees a credential.
            let address = request.url.transport == .local ? request.url.path : "muster://remote"
            connection = try RemoteConnection(repository, address: address, session: session)
            references = try connection.references(limit: request.limits.references)
        } catch {
            throw Self.error(error, session, request)
        }
        do throws(GitFailure) {
            branch = try RemoteBranch.choose(from: references, request)
        } catch {
            throw TransferError(error)
        }
        self.session = session
        self.repository = repository
        self.request = request
    }

    /// Fetches what is missing; the commit that the branch is at.
    func run() throws(TransferError) -> git_oid {
        do throws(LibGit2Error) {
            if !repository.contains(branch.tip) { try connection.download(branch.reference) }
            return try repository.commit(branch.tip)
        } catch {
            throw Self.error(error, session, request)
        }
    }

    private static func error(
        _ error: LibGit2Error, _ session: TransferSession, _ request: UpdateRequest
    ) -> TransferError {
        if let failure = session.failure { return TransferError(failure) }
        return TransferError(request.failure(error), mayBeLocal: !error.isNetwork && !error.isSystem)
    }
}
