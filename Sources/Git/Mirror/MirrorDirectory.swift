import Foundation

/// The folder of a mirror on disk: many may read it, one may put another in its place.
///
/// `@unchecked Sendable`: `path` never changes and the lock is made for use from many threads.
final class MirrorDirectory: @unchecked Sendable {
    let path: String
    private let lock: UnsafeMutablePointer<pthread_rwlock_t>

    init(path: String) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        lock = .allocate(capacity: 1)
        pthread_rwlock_init(lock, nil)
    }

    deinit {
        pthread_rwlock_destroy(lock)
        lock.deallocate()
    }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Runs `body` while the folder stays in its place.
    func reading<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
        pthread_rwlock_rdlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        return try body()
    }

    /// A path beside the folder for a new one; leftovers of earlier attempts are removed.
    func makeRoomBeside() throws(GitFailure) -> String {
        let parent = (path as NSString).deletingLastPathComponent
        let name = (path as NSString).lastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: parent.isEmpty ? "." : parent, withIntermediateDirectories: true)
            for entry in try FileManager.default.contentsOfDirectory(atPath: parent.isEmpty ? "." : parent)
            where entry.hasPrefix(".\(name).new-") || entry.hasPrefix(".\(name).old-") {
                try? FileManager.default.removeItem(atPath: (parent as NSString).appendingPathComponent(entry))
            }
        } catch {
            throw GitFailure(.disk, "the folder \(parent) cannot be written; check that it exists and who owns it")
        }
        return sibling("new")
    }

    /// Removes what a process that was killed while it wrote has left: locks, which nobody would ever let go of, and packs
    /// that were never finished. Only for a process that alone uses the mirror and does not write to it now.
    func removeStaleLocks() {
        for file in staleLocks { try? FileManager.default.removeItem(atPath: file) }
    }

    /// Whether there is something for ``removeStaleLocks()``.
    var hasStaleLocks: Bool { !staleLocks.isEmpty }

    private var staleLocks: [String] {
        ["", "refs", "refs/muster", "objects/pack"].flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
            return names.filter {
                $0.hasSuffix(".lock") || folder == "objects/pack" && $0.hasPrefix("pack_git2_")
            }.map { "\(path)/\(folder)/\($0)" }
        }
    }

    /// Puts the folder at `fresh` in this one's place; what was here is removed.
    func replace(with fresh: String) throws(GitFailure) {
        let old = sibling("old")
        pthread_rwlock_wrlock(lock)
        let moved = rename(path, old) == 0
        let failed = rename(fresh, path) != 0
        if failed, moved { rename(old, path) }
        pthread_rwlock_unlock(lock)
        if failed {
            throw GitFailure(.disk, "the folder \(path) cannot be replaced; check who owns it and its parent")
        }
        try? FileManager.default.removeItem(atPath: old)
    }

    /// Removes the folder; one that is not there is as good.
    func remove() throws(GitFailure) {
        let old = sibling("old")
        pthread_rwlock_wrlock(lock)
        let moved = rename(path, old) == 0
        let reason = errno
        pthread_rwlock_unlock(lock)
        guard moved || reason == ENOENT else {
            throw GitFailure(.disk, "the folder \(path) cannot be removed; check who owns it and its parent")
        }
        try? FileManager.default.removeItem(atPath: old)
    }

    private func sibling(_ kind: String) -> String {
        let parent = (path as NSString).deletingLastPathComponent
        let name = ".\((path as NSString).lastPathComponent).\(kind)-\(UInt32.random(in: 0...UInt32.max))"
        return (parent as NSString).appendingPathComponent(name)
    }
}
