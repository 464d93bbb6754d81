import Foundation
import Synchronization

/// Tells which template folders of a plain folder change, while they do. Linux's inotify.
///
/// Hidden folders are not looked at. Links are not followed.
package final class FolderWatch: Sendable {
    /// What changed since the last look.
    package struct Changes: Sendable, Hashable {
        /// The folders `TOP/FOLDER` in which something changed.
        package var folders: Set<String> = []
        /// Whether folders, or files of the catalog as a whole, came or went, or more happened than could be told.
        package var isEverything = false

        /// Whether nothing changed.
        package var isEmpty: Bool { folders.isEmpty && !isEverything }
    }

    /// Gives an element whenever there are changes to take; ends with the watch.
    package let signals: AsyncStream<Void>

    private let root: String
    private let descriptor: Int32
    private let continuation: AsyncStream<Void>.Continuation
    private let state = Mutex(State())

    private struct State {
        var folders: [Int32: String] = [:]
        var changes = Changes()
        var isStopped = false
    }

    private static let mask = UInt32(
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR | IN_DONT_FOLLOW)
    /// How often the thread looks whether it is to stop, in milliseconds.
    private static let stopInterval: Int32 = 200
    /// No catalog has folders deeper than that.
    private static let deepest = 32

    /// Watches a folder from now on.
    package init(path: String) throws(GitFailure) {
        root = path
        (signals, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0 else {
            throw GitFailure(.configuration, "folders cannot be watched here (\(String(cString: strerror(errno))))")
        }
        do throws(GitFailure) {
            try add("")
        } catch {
            close(descriptor)
            throw error
        }
        let thread = Thread { [self] in run() }
        thread.name = "folder-watch"
        thread.start()
    }

    /// What changed since the last call.
    package func takeChanges() -> Changes {
        state.withLock { state in
            defer { state.changes = Changes() }
            return state.changes
        }
    }

    /// Whether something changed since the last look.
    package var hasChanges: Bool { state.withLock { !$0.changes.isEmpty } }

    /// Ends the watch and ``signals``.
    package func stop() { state.withLock { $0.isStopped = true } }

    // MARK: Watching

    private func add(_ folder: String, depth: Int = 0) throws(GitFailure) {
        let number = inotify_add_watch(descriptor, folder.isEmpty ? root : "\(root)/\(folder)", Self.mask)
        guard number >= 0 else {
            // Gone again, or not to be read: nothing to watch.
            if [ENOENT, ENOTDIR, EACCES, ELOOP].contains(errno), !folder.isEmpty { return }
            let reason = String(cString: strerror(errno))
            let help = errno == ENOSPC ? "; raise fs.inotify.max_user_watches" : ""
            throw GitFailure(.configuration, "the folder \(root)/\(folder) cannot be watched (\(reason))\(help)")
        }
        state.withLock { $0.folders[number] = folder }
        guard depth < Self.deepest else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? [] {
            guard !name.hasPrefix(".") else { continue }
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            var status = stat()
            guard lstat("\(root)/\(path)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { continue }
            try add(path, depth: depth + 1)
        }
    }

    private func run() {
        defer {
            close(descriptor)
            continuation.finish()
        }
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while !state.withLock({ $0.isStopped }) {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, Self.stopInterval) > 0 else { continue }
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { continue }
            take(buffer[..<count])
            continuation.yield()
        }
    }

    /// Takes up events, each of which is a header of 16 bytes and a name that ends in zeros.
    private func take(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while rest.count >= Self.headerBytes {
            let (number, mask, length) = rest.withUnsafeBytes { event in
                (
                    event.loadUnaligned(fromByteOffset: 0, as: Int32.self),
                    event.loadUnaligned(fromByteOffset: 4, as: UInt32.self),
                    Int(event.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
                )
            }
            let name = rest.dropFirst(Self.headerBytes).prefix(length).prefix { $0 != 0 }
            take(String(decoding: name, as: UTF8.self), number, Int32(bitPattern: mask))
            rest = rest.dropFirst(Self.headerBytes + length)
        }
    }

    private static let headerBytes = 16

    private func take(_ name: String, _ number: Int32, _ mask: Int32) {
        guard mask & Int32(IN_Q_OVERFLOW) == 0 else { return state.withLock { $0.changes.isEverything = true } }
        guard let folder = state.withLock({ $0.folders[number] }) else { return }
        if mask & Int32(IN_IGNORED) != 0 { return state.withLock { $0.folders[number] = nil } }
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        let parts = path.split(separator: "/")
        let isFolder = mask & Int32(bitPattern: UInt32(IN_ISDIR)) != 0
        let hasCome = mask & Int32(IN_CREATE | IN_MOVED_TO) != 0
        if isFolder, hasCome, !name.hasPrefix(".") { try? add(path, depth: parts.count) }
        state.withLock { state in
            if parts.count > 2 || parts.count == 2 && isFolder {
                state.changes.folders.insert(parts.prefix(2).joined(separator: "/"))
            } else if isFolder || folder.isEmpty {
                state.changes.isEverything = true
            }
        }
    }
}
