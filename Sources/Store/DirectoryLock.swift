import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Holds a data directory for one process. The system lets go of it when the process ends, however it ends.
final class DirectoryLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// Takes the directory, which is made with access for its owner alone when it is missing.
    ///
    /// - Throws: ``StoreError`` with who holds it, or with why it cannot be made.
    init(directory: String) throws(StoreError) {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreError(.readOnly, "the data directory \(directory) cannot be made; check the path and its owner")
        }
        let path = directory + "/lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.readOnly, "\(path) cannot be written; check the owner and the permissions of the folder")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            let text = (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .newlines)
            // Empty while the other process is about to write it.
            let holder = text.flatMap { Int32($0) }.map(String.init) ?? "?"
            throw StoreError(
                .inUse,
                "the data directory \(directory) is in use by process \(holder); stop it, or use another directory")
        }
        ftruncate(descriptor, 0)
        let pid = Array("\(getpid())\n".utf8)
        _ = write(descriptor, pid, pid.count)
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Lets go of the directory; a second call does nothing.
    func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor {
                // A child that is being started has the descriptor too, until its program begins; the lock must not wait.
                flock(open, LOCK_UN)
                close(open)
            }
            descriptor = nil
        }
    }
}
