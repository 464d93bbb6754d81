import CGitShim
import Catalog
import Foundation

/// Where each content of a scanned folder lies.
struct FolderIndex: Sendable {
    let root: String
    let paths: [ContentID: String]

    /// Reads a content again; it must still be what it was.
    func content(_ id: ContentID, limit: Int) throws(GitFailure) -> [UInt8] {
        guard let path = paths[id] else {
            throw GitFailure(.contentMissing, "the folder \(root) has no file content \(id.hex)")
        }
        let bytes = try PlainFile(root: root, path: path).read(limit: limit).bytes
        guard GitObjectHash.of(bytes, GIT_OBJECT_BLOB) == id else { throw PlainFile.changed(root, path) }
        return bytes
    }
}

/// Ids as git makes them, without a repository.
enum GitObjectHash {
    static func of(_ bytes: [UInt8], _ type: git_object_t) -> ContentID? {
        guard (try? LibGit2.start()) != nil else { return nil }
        var oid = git_oid()
        let code = bytes.withUnsafeBytes { git_odb_hash(&oid, $0.baseAddress, $0.count, type) }
        return code == 0 ? oid.contentID : nil
    }
}

/// One regular file of a plain folder.
struct PlainFile {
    private static let attempts = 3
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
        for _ in 0..<Self.attempts {
            if let content = try readOnce(limit: limit) { return content }
        }
        throw Self.changed(root, path)
    }

    static func changed(_ root: String, _ path: String) -> GitFailure {
        GitFailure(
            .contentChanged, "the file \(path) of \(root) changed while it was read; it will be read again")
    }

    /// Nil when the file changed between its first and its last byte.
    private func readOnce(limit: Int) throws(GitFailure) -> (bytes: [UInt8], isExecutable: Bool)? {
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
        let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
            while count < buffer.count {
                let part = Glibc.read(number, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                if part > 0 { count += part } else if part == 0 || errno != EINTR { break }
            }
        }
        guard bytes.count == size, fstat(number, &after) == 0, after.st_size == before.st_size,
            after.st_mtim.tv_sec == before.st_mtim.tv_sec, after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
        else { return nil }
        return (bytes, before.st_mode & S_IXUSR != 0)
    }
}
