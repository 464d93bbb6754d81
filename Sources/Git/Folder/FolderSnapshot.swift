package import Catalog
package import Lanes

/// A plain folder as it was at one moment. Contents are read again when asked for, and refused when they changed.
package struct FolderSnapshot: Sendable {
    /// Stands for the folder's whole content, as a commit does for a repository: 40 hexadecimal digits.
    package let commit: String
    /// Every folder `TOP/FOLDER` with all regular files below, in byte order of their paths.
    package let templateFolders: [TemplateFolder]
    private let index: FolderIndex
    private let limits: GitLimits
    private let owner: LaneOwner

    init(
        commit: String, templateFolders: [TemplateFolder], index: FolderIndex, limits: GitLimits, owner: LaneOwner
    ) {
        self.commit = commit
        self.templateFolders = templateFolders
        self.index = index
        self.limits = limits
        self.owner = owner
    }

    /// The bytes of one file's content, of at most `limit` bytes.
    package func content(of id: ContentID, limit: Int? = nil) async throws -> [UInt8] {
        try await withReader { try $0.content(id, limit: limit) }
    }

    /// The bytes of a regular file at the folder's root as it is now, of at most `limit` bytes; nil when there is none.
    package func rootFile(_ name: String, limit: Int) async throws -> [UInt8]? {
        let file = PlainFile(root: index.root, path: name)
        return try await Lane.reading.git(for: owner) { () throws(GitFailure) in
            try file.isThere ? file.read(limit: limit).bytes : nil
        }
    }

    /// Runs `body` on the threads of `Lane.reading`, where it may read contents one after another without suspending. The
    /// reader must not leave `body`, and `body` must not wait for the same lane.
    package func withReader<T: Sendable>(_ body: @Sendable (GitReader) throws -> T) async throws -> T {
        try await Lane.reading.run(for: owner) { try body(GitReader(reading: index, limits: limits)) }
    }

    /// As ``withReader(_:)``, on a thread of another lane than that of reading.
    package func withReader<T: Sendable>(
        in lane: Lane, _ body: @Sendable (GitReader) throws -> T
    ) async throws -> T {
        try await lane.run(for: owner) { try body(GitReader(reading: index, limits: limits)) }
    }
}
