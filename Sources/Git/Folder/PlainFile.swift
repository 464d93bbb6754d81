import Catalog
import Foundation

/// One regular file of a plain folder.
struct PlainFile {
    private static let attempts = 3
    /// Bytes that are read at once.
    private static let partBytes = 256 << 10

    let root: String
    let path: String

    /// Whether there is a regular file.
    var isThere: Bool {
        var status = stat()
        return lstat("\(root)/\(path)", &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The whole content, of at most `limit` bytes, and whether the file is executable. Reads again when the file
    /// changed meanwhile. Never follows a symbolic link at the end of the path.
    func read(limit: Int) throws(GitFailure) -> (bytes: [UInt8], isExecutable: Bool) {
        var content: [UInt8] = []
        let status = try read(limit: limit) { part, isFirst, size in
            if isFirst {
                content = []
                content.reserveCapacity(size)
            }
            content.append(contentsOf: part)
        }
        return (content, status.st_mode & S_IXUSR != 0)
    }

    /// The content's id, its size and whether the file is executable, as ``read(limit:)`` with only a part of the content in
    /// memory at a time.
    func identify(limit: Int) throws(GitFailure) -> (id: ContentID?, size: Int, isExecutable: Bool) {
        var hash = GitObjectHash(.blob, size: 0)
        let status = try read(limit: limit) { part, isFirst, size in
            if isFirst { hash = GitObjectHash(.blob, size: size) }
            hash.add(part)
        }
        return (hash.id(), Int(status.st_size), status.st_mode & S_IXUSR != 0)
    }

    static func changed(_ root: String, _ path: String) -> GitFailure {
        GitFailure(
            .contentChanged, "the file \(path) of \(root) changed while it was read; it will be read again")
    }

    /// A part of a content, whether it is the first one, and the size of the whole.
    private typealias Take = (UnsafeRawBufferPointer, _ isFirst: Bool, _ size: Int) -> Void

    private func read(limit: Int, _ take: Take) throws(GitFailure) -> stat {
        for _ in 0..<Self.attempts {
            if let status = try readOnce(limit: limit, take) { return status }
        }
        throw Self.changed(root, path)
    }

    /// Nil when the file changed between its first and its last byte.
    private func readOnce(limit: Int, _ take: Take) throws(GitFailure) -> stat? {
        let number = open("\(root)/\(path)", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 else {
            if errno == ENOENT || errno == ELOOP { throw Self.changed(root, path) }
            let reason = String(cString: strerror(errno))
            throw GitFailure(.disk, "the file \(path) of \(root) cannot be read (\(reason)); check who owns it")
        }
        defer { close(number) }
        var (before, after) = (stat(), stat())
        guard fstat(number, &before) == 0, before.st_mode & S_IFMT == S_IFREG else { throw Self.changed(root, path) }
        let size = Int(before.st_size)
        guard size <= limit else {
            throw GitFailure(
                .tooLarge, "the file \(path) of \(root) has \(size) bytes, more than the limit of \(limit)")
        }
        guard Self.readAll(number, size, take), fstat(number, &after) == 0, after.st_size == before.st_size,
            after.st_mtim.tv_sec == before.st_mtim.tv_sec, after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
        else { return nil }
        return before
    }

    /// Whether the file had exactly so many bytes.
    private static func readAll(_ number: Int32, _ size: Int, _ take: Take) -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(size + 1, partBytes), alignment: MemoryLayout<Int>.alignment)
        defer { buffer.deallocate() }
        var done = 0
        while true {
            let count = Glibc.read(number, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0, done + count <= size else { return false }
            if count > 0 || done == 0 { take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), done == 0, size) }
            done += count
            if count == 0 { return done == size }
        }
    }
}
