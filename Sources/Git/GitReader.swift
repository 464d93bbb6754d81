package import Catalog
import CGitShim

/// Reads file contents one after another on the thread it was made on. See ``GitMirror/withReader(_:)`` and
/// ``FolderSnapshot/withReader(_:)``.
package struct GitReader {
    private enum Source {
        case repository(Repository)
        case folder(FolderIndex)
    }

    private let source: Source
    private let limits: GitLimits

    init(reading repository: Repository, limits: GitLimits) {
        source = .repository(repository)
        self.limits = limits
    }

    init(reading folder: FolderIndex, limits: GitLimits) {
        source = .folder(folder)
        self.limits = limits
    }

    /// The bytes of a file's content, of at most `limit` bytes (or the source's own limit, when that is smaller).
    ///
    /// Throws ``GitFailure`` with `contentMissing`, `tooLarge`, `damagedMirror`, or, for a plain folder,
    /// `contentChanged`.
    package func content(_ id: ContentID, limit: Int? = nil) throws(GitFailure) -> [UInt8] {
        let limit = min(limit ?? limits.contentBytes, limits.contentBytes)
        switch source {
        case .repository(let repository): return try Self.content(id, in: repository, limit: limit)
        case .folder(let folder): return try folder.content(id, limit: limit)
        }
    }

    private static func content(_ id: ContentID, in repository: Repository, limit: Int) throws(GitFailure) -> [UInt8] {
        let oid = git_oid(id)
        let size: Int
        let isBlob: Bool
        do throws(LibGit2Error) {
            let header = try repository.header(oid)
            isBlob = header.type == GIT_OBJECT_BLOB
            size = header.size
        } catch {
            throw error.isMissing ? missing(id) : damaged(id, error)
        }
        guard isBlob else { throw missing(id) }
        guard size <= limit else {
            throw GitFailure(.tooLarge, "the content \(id.hex) has \(size) bytes, more than the limit of \(limit)")
        }
        do throws(LibGit2Error) {
            return try repository.read(oid).bytes
        } catch {
            throw damaged(id, error)
        }
    }

    private static func missing(_ id: ContentID) -> GitFailure {
        GitFailure(.contentMissing, "the mirror has no file content \(id.hex)")
    }

    private static func damaged(_ id: ContentID, _ error: LibGit2Error) -> GitFailure {
        GitFailure(
            .damagedMirror,
            "the content \(id.hex) cannot be read from the mirror (\(error.shortText)); the next refresh clones it anew"
        )
    }
}
