import CGitShim
import Foundation
import Lanes
import Synchronization

extension GitMirror {
    /// How many commits of the mirror a remote is told, for it to leave out what belongs to them.
    private static let toldCommits = 32

    /// Updates the mirror: asks the remote, has a worker take in what came, and puts a new mirror in the place of a damaged one.
    func update(_ request: UpdateRequest) async throws(GitFailure) -> MirrorUpdate {
        do throws(UpdateStop) {
            return try await update(request, isAnew: suspect.load(ordering: .relaxed))
        } catch {
            // What the remote did is final. Trouble with objects may be this mirror's own: a fresh one shows.
            guard error.mayBeLocal else { throw error.failure }
        }
        do throws(UpdateStop) {
            return try await update(request, isAnew: true)
        } catch {
            throw error.failure
        }
    }

    private func update(_ request: UpdateRequest, isAnew: Bool) async throws(UpdateStop) -> MirrorUpdate {
        switch try await arrival(request, isAnew: isAnew) {
        case .unchanged(let update): return update
        case .work(let job, let size, let plan):
            do throws(UpdateStop) {
                let update = try await finish(plan, try await work(job, size, plan))
                await discard(plan)
                return update
            } catch {
                await discard(plan)
                throw error
            }
        }
    }

    /// What has to be taken in: of a remote, after everything has come; of this machine, the repository as it lies.
    private func arrival(_ request: UpdateRequest, isAnew: Bool) async throws(UpdateStop) -> Arrival {
        let isLocal = request.url.transport == .local
        return try await (isLocal ? Lane.reading : .transfers).git(for: owner) { () throws(UpdateStop) in
            do throws(GitFailure) {
                if isLocal { try LocalCatalogKind.check(request.url, mirror: self.directory.path) }
                let plan = try UpdatePlan(
                    for: self.directory, limits: self.limits, isAnew: isAnew,
                    isVerified: self.verified.load(ordering: .relaxed))
                return isLocal ? Self.lookAt(request, plan) : try Self.fetch(request, plan)
            } catch {
                throw UpdateStop(error)
            }
        }
    }

    private static func lookAt(_ request: UpdateRequest, _ plan: UpdatePlan) -> Arrival {
        .work(
            .importLocal(LocalImport(mirror: plan.job(request), source: request.url.path, choice: request.choice)), nil,
            plan)
    }

    /// Asks the remote for its references, and fetches what is missing into a file.
    private static func fetch(_ request: UpdateRequest, _ plan: UpdatePlan) throws(GitFailure) -> Arrival {
        let conversation = try RemoteConversation(request)
        defer { conversation.end() }
        let branch = try conversation.branch()
        let mirror = plan.isNew ? nil : try? Repository(openingMirror: plan.target)
        if let mirror, !plan.isUnverified, let last = plan.last, last.commit == branch.tip.hex {
            let state = MirrorState(mirror, last: last, path: plan.target, limits: request.limits)
            state.remember(MirrorState.source(branch.name, request.url.display))
            return .unchanged(MirrorUpdate(plan, commit: last.commit, branch: branch.name, rewritten: false))
        }
        var size: PackSize?
        if mirror?.contains(branch.tip) != true {
            let receiver = try PackReceiver(path: plan.packFile, request)
            let commits = mirror.map { Self.commits(of: plan, in: $0) } ?? []
            try conversation.receive(branch.tip, having: commits, into: receiver)
            size = receiver.size
        }
        let job = PackImport(
            mirror: plan.job(request), pack: size == nil ? nil : plan.packFile, tip: branch.tip.hex,
            branch: branch.name)
        return .work(.importPack(job), size, plan)
    }

    /// The last commit, and some that it follows: after a rewrite, one of them may be known to the remote.
    private static func commits(of plan: UpdatePlan, in mirror: Repository) -> [git_oid] {
        guard let last = plan.last.flatMap({ git_oid(hex: $0.commit) }), mirror.contains(last) else { return [] }
        return [last] + mirror.firstParents(of: last, atMost: toldCommits - 1)
    }

    private func work(
        _ job: WorkerJob, _ size: PackSize?, _ plan: UpdatePlan
    ) async throws(UpdateStop) -> ImportedCommit {
        do throws(WorkerFailure) {
            let outcome = try await worker.run(job, for: owner, size: size, tidy: plan.removeUnfinished)
            guard case .imported(let commit) = outcome else {
                throw WorkerFailure(GitFailure(.configuration, "the program that reads \(job.display) is another one"))
            }
            return commit
        } catch {
            throw UpdateStop(error)
        }
    }

    private func finish(_ plan: UpdatePlan, _ commit: ImportedCommit) async throws(UpdateStop) -> MirrorUpdate {
        if plan.isNew {
            try await Lane.reading.git(for: owner) { () throws(UpdateStop) in
                do throws(GitFailure) { try self.directory.replace(with: plan.target) } catch {
                    throw UpdateStop(error)
                }
            }
            suspect.store(false, ordering: .relaxed)
        }
        verified.store(true, ordering: .relaxed)
        return MirrorUpdate(plan, commit: commit.commit, branch: commit.branch, rewritten: commit.rewritten)
    }

    /// Removes what is left of an update. A cancelled task has no turn in a lane any more, and leftovers go all the same.
    private func discard(_ plan: UpdatePlan) async {
        guard plan.hasLeftovers else { return }
        await Task { try? await Lane.reading.run(for: owner) { plan.removeLeftovers() } }.value
    }
}

extension MirrorUpdate {
    fileprivate init(_ plan: UpdatePlan, commit: String, branch: String, rewritten: Bool) {
        self.init(
            commit: commit, branch: branch, changed: plan.last?.commit != commit, rewritten: rewritten,
            recloned: plan.recloned)
    }
}
