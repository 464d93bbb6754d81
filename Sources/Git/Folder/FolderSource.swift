package import Lanes

/// A plain folder, no git repository, as a catalog: for authors who want to see their work before they commit it.
///
/// It is read as it lies on disk, in the same shape as a commit. Symbolic links and hidden folders are left out.
package struct FolderSource: Sendable {
    private let path: String
    private let limits: GitLimits
    private let owner: LaneOwner

    /// The folder at a path, which is read in the turns of its owner.
    package init(path: String, limits: GitLimits = GitLimits(), owner: LaneOwner = .process) {
        self.path = path
        self.limits = limits
        self.owner = owner
    }

    /// Reads every file once, to know what each holds. Costs as much as reading the whole folder.
    package func scan() async throws(GitFailure) -> FolderSnapshot {
        try await scan(only: nil)
    }

    /// As ``scan()``, of one template's folder alone: nothing beside it is read, and the snapshot is of nothing else.
    ///
    /// - Parameter templateFolder: its path `TOP/FOLDER`. The snapshot is empty when it is no folder there, or a link.
    package func scan(templateFolder: String) async throws(GitFailure) -> FolderSnapshot {
        try await scan(only: templateFolder)
    }

    private func scan(only templateFolder: String?) async throws(GitFailure) -> FolderSnapshot {
        try await Lane.reading.git(for: owner) { () throws(GitFailure) in
            var scan = FolderScan(path, limits: limits)
            return try scan.run(only: templateFolder, owner)
        }
    }
}
