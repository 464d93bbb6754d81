import CGitShim
import Foundation

/// Objects that lie in files of their own, below a folder that strangers wrote to. A zlib stream each: kind, size, a zero byte
/// and the bytes. Read within limits; one that is cut off, or holds something else than it says, is an error that names it.
final class LooseObjects {
    private static let kinds: [String: git_object_t] = [
        "commit": GIT_OBJECT_COMMIT, "tree": GIT_OBJECT_TREE, "blob": GIT_OBJECT_BLOB, "tag": GIT_OBJECT_TAG,
    ]
    /// More than any kind and size take.
    private static let headBytes = 32

    /// Bytes of the largest object that is read.
    private static let largest = 64 << 20

    /// There is no memory for a content.
    private struct OutOfMemory: Error {}

    private let folder: String

    init(folder: String) {
        self.folder = folder
    }

    /// This store as libgit2 takes it, which then owns it.
    func backend() throws(LibGit2Error) -> UnsafeMutablePointer<git_odb_backend> {
        let context = Unmanaged.passRetained(self)
        var objects = muster_loose_objects(
            context: context.toOpaque(),
            read: { context, backend, id, data, size, kind in
                LooseObjects.at(context).read(id.pointee, backend, data, size, kind)
            },
            exists: { context, id in access(LooseObjects.at(context).path(of: id.pointee.hex), F_OK) == 0 ? 1 : 0 },
            complete: { context, prefix, digits, whole in
                LooseObjects.at(context).complete(prefix.pointee, digits, whole)
            },
            release: { context in Unmanaged<LooseObjects>.fromOpaque(context).release() })
        var backend: UnsafeMutablePointer<git_odb_backend>?
        let code = muster_loose_backend(&backend, &objects)
        guard code >= 0, let backend else {
            context.release()
            throw .outOfMemory
        }
        return backend
    }

    private static func at(_ context: UnsafeMutableRawPointer) -> LooseObjects {
        Unmanaged<LooseObjects>.fromOpaque(context).takeUnretainedValue()
    }

    private func path(of hex: String) -> String { "\(folder)/\(hex.prefix(2))/\(hex.dropFirst(2))" }

    private func read(
        _ id: git_oid, _ backend: UnsafeMutablePointer<git_odb_backend>,
        _ data: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
        _ size: UnsafeMutablePointer<Int>, _ kind: UnsafeMutablePointer<git_object_t>
    ) -> Int32 {
        do {
            guard let file = try LooseFile(at: path(of: id.hex)) else { return GIT_ENOTFOUND.rawValue }
            let head = try file.readHead(Self.headBytes)
            guard let found = Self.kinds[head.kind] else { throw LooseFile.Damage(what: "is of no known kind") }
            (size.pointee, kind.pointee) = (head.size, found)
            guard let data else { return 0 }
            guard head.size <= Self.largest else {
                throw LooseFile.Damage(what: "has \(head.size) bytes, more than the limit of \(Self.largest)")
            }
            data.pointee = try Self.content(of: file, head.size, backend)
            return 0
        } catch is OutOfMemory {
            // libgit2 has set its own error.
            return -1
        } catch {
            git_error_set_str(Int32(GIT_ERROR_ODB.rawValue), "the loose object \(id.hex) \(error)")
            return -1
        }
    }

    /// The content in memory that libgit2 frees.
    private static func content(
        of file: LooseFile, _ size: Int, _ backend: UnsafeMutablePointer<git_odb_backend>
    ) throws -> UnsafeMutableRawPointer {
        // Some of libgit2's readers look for a zero byte behind the end.
        guard let room = git_odb_backend_data_alloc(backend, size + 1) else { throw OutOfMemory() }
        do {
            try file.readContent(into: UnsafeMutableRawBufferPointer(start: room, count: size))
        } catch {
            git_odb_backend_data_free(backend, room)
            throw error
        }
        room.storeBytes(of: 0, toByteOffset: size, as: UInt8.self)
        return room
    }

    /// Finds the only object whose id begins with some digits.
    private func complete(_ prefix: git_oid, _ digits: Int, _ whole: UnsafeMutablePointer<git_oid>) -> Int32 {
        let hex = prefix.hex.prefix(digits)
        guard digits >= 2,
            let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(hex.prefix(2))")
        else { return GIT_ENOTFOUND.rawValue }
        var found: git_oid?
        for name in names where name.hasPrefix(hex.dropFirst(2)) {
            guard let id = git_oid(hex: "\(hex.prefix(2))\(name)") else { continue }
            if found != nil { return GIT_EAMBIGUOUS.rawValue }
            found = id
        }
        guard let found else { return GIT_ENOTFOUND.rawValue }
        whole.pointee = found
        return 0
    }
}
