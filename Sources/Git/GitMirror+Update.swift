import CGitShim
import Foundation
import Synchronization

extension GitMirror {
    /// Updates the mirror on the calling thread.
    func update(_ request: UpdateRequest) throws(GitFailure) -> MirrorUpdate {
        if request.url.transport == .local { try LocalRepository.check(request.url) }
        guard directory.exists else { return try clone(request, replacing: nil) }
        if !verified.load(ordering: .relaxed) { directory.removeStaleLocks() }
        guard !suspect.load(ordering: .relaxed), let state = MirrorState(directory, limits: limits) else {
            return try clone(request, replacing: MirrorState.lastKnown(directory), recloned: true)
        }
        guard verified.load(ordering: .relaxed) || state.isReadable() else {
            return try clone(request, replacing: state.last, recloned: true)
        }
        verified.store(true, ordering: .relaxed)
        if state.packCount() > limits.packs { return try clone(request, replacing: state.last) }
        return try fetch(request, into: state)
    }

    private func fetch(_ request: UpdateRequest, into state: MirrorState) throws(GitFailure) -> MirrorUpdate {
        let (branch, commit): (RemoteBranch, git_oid)
        do throws(TransferError) {
            let transfer = try Transfer(request, into: state.repository)
            (branch, commit) = (transfer.branch, try transfer.run())
        } catch {
            // What the remote did is final. Trouble with objects may be this mirror's own: a fresh one shows.
            guard error.mayBeLocal else { throw error.failure }
            return try clone(request, replacing: state.last, recloned: true)
        }
        if state.last?.commit.equals(commit) == true {
            state.remember(branch, request)
            return MirrorUpdate(
                commit: commit.hex, branch: branch.name, changed: false, rewritten: false, recloned: false)
        }
        guard state.isReadable(commit) else { return try clone(request, replacing: state.last, recloned: true) }
        let rewritten = state.isRewritten(by: commit, branch, request)
        try state.publish(commit, branch, request)
        return MirrorUpdate(
            commit: commit.hex, branch: branch.name, changed: true, rewritten: rewritten, recloned: false)
    }

    private func clone(
        _ request: UpdateRequest, replacing last: MirrorState.Last?, recloned: Bool = false
    ) throws(GitFailure) -> MirrorUpdate {
        let fresh = try directory.makeRoomBeside()
        do throws(GitFailure) {
            let (commit, branch) = try Self.fill(fresh, request)
            let rewritten = MirrorState.isRewritten(last, by: commit, branch, request, in: fresh)
            try directory.replace(with: fresh)
            suspect.store(false, ordering: .relaxed)
            verified.store(true, ordering: .relaxed)
            return MirrorUpdate(
                commit: commit.hex, branch: branch.name, changed: last?.commit.equals(commit) != true,
                rewritten: rewritten, recloned: recloned)
        } catch {
            try? FileManager.default.removeItem(atPath: fresh)
            throw error
        }
    }

    private static func fill(
        _ path: String, _ request: UpdateRequest
    ) throws(GitFailure) -> (commit: git_oid, branch: RemoteBranch) {
        let repository: Repository
        do throws(LibGit2Error) {
            repository = try Repository(creatingBareAt: path)
        } catch {
            throw GitFailure(.disk, "no mirror can be made in \(path): \(error.shortText)")
        }
        if request.url.transport == .local { LocalRepository.copyPacks(of: request.url.path, to: path, request) }
        let (branch, commit): (RemoteBranch, git_oid)
        do throws(TransferError) {
            let transfer = try Transfer(request, into: repository)
            (branch, commit) = (transfer.branch, try transfer.run())
        } catch {
            throw error.failure
        }
        let state = MirrorState(repository, last: nil, path: path, limits: request.limits)
        guard state.isReadable(commit) else {
            throw request.failure(
                .damagedTransfer, "\(request.url.display) sent a commit whose files are not all there")
        }
        try state.publish(commit, branch, request)
        return (commit, branch)
    }
}
