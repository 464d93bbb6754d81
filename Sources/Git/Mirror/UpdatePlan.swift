import Foundation

/// How an update of a mirror goes about: in the mirror, or in a new one beside it that takes its place.
struct UpdatePlan: Sendable {
    /// Where objects go: the mirror's folder, or the new one's.
    let target: String
    /// The file for the pack that comes.
    let packFile: String
    let isNew: Bool
    /// Whether the mirror was damaged, or is to be cloned anew for another reason than its size.
    let recloned: Bool
    /// Whether the mirror was not read through yet since the program started.
    let isUnverified: Bool
    /// The last commit that was fetched.
    let last: FetchedCommit?

    /// Looks at the mirror on the disk.
    ///
    /// - Parameters:
    ///   - isAnew: whether the mirror turned out to be damaged.
    ///   - isVerified: whether it was read through since the program started.
    init(
        for directory: MirrorDirectory, limits: GitLimits, isAnew: Bool, isVerified: Bool
    ) throws(GitFailure) {
        let exists = directory.exists
        if exists, !isVerified { directory.removeStaleLocks() }
        let state = MirrorState(directory, limits: limits)
        let isDamaged = isAnew || state == nil
        let isFull = (state?.packCount() ?? 0) > limits.packs
        isNew = !exists || isDamaged || isFull
        recloned = exists && isDamaged
        isUnverified = !isVerified
        last = exists ? state?.last ?? MirrorState.lastKnown(directory) : nil
        let room = try directory.makeRoomBeside()
        target = isNew ? room : directory.path
        packFile = room + ".pack"
    }

    /// The mirror's part of a worker's job.
    func job(_ request: UpdateRequest) -> MirrorJob {
        MirrorJob(
            path: target, isNew: isNew, isUnverified: isUnverified && !isNew, last: last, display: request.url.display,
            limits: request.limits)
    }

    /// Whether something lies beside the mirror, or was left in it.
    var hasLeftovers: Bool {
        access(packFile, F_OK) == 0 || isNew && access(target, F_OK) == 0
            || MirrorDirectory(path: target).hasStaleLocks
    }

    /// Removes what a worker left that did not come to its end.
    func removeUnfinished() {
        if isNew {
            try? FileManager.default.removeItem(atPath: target)
        } else {
            MirrorDirectory(path: target).removeStaleLocks()
        }
    }

    /// Removes everything but the mirror, however the update ended.
    func removeLeftovers() {
        removeUnfinished()
        unlink(packFile)
    }
}

/// What has come for a mirror.
enum Arrival: Sendable {
    /// Nothing new.
    case unchanged(MirrorUpdate)
    /// Something for a worker to take in.
    case work(WorkerJob, PackSize?, UpdatePlan)
}

/// An update that cannot go on, and whether this machine's own mirror may be at fault.
struct UpdateStop: Error, GitLaneError {
    let failure: GitFailure
    let mayBeLocal: Bool

    init(_ failure: GitFailure) {
        self.failure = failure
        mayBeLocal = false
    }

    init(_ failure: WorkerFailure) {
        self.failure = failure.failure
        mayBeLocal = failure.cause == .mirror
    }
}
