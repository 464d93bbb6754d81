import Foundation

/// What lies at a path of this machine.
package enum LocalCatalogKind: Sendable, Hashable {
    /// A git repository, bare or with a work tree, damaged or not: use ``GitMirror``.
    case repository
    /// A folder that is no repository: use ``FolderSource``.
    case plainFolder
    /// No folder at all.
    case missing

    /// Looks at a path; parents are not searched for a repository.
    ///
    /// What has one of the files of a repository is one, so that damage to the others is noticed.
    package init(at path: String) {
        guard Self.type(of: path, followsLinks: true) == S_IFDIR else {
            self = .missing
            return
        }
        let isRepository =
            Self.type(of: "\(path)/.git") != nil || Self.type(of: "\(path)/objects") == S_IFDIR
            || ["HEAD", "config"].contains { [S_IFREG, S_IFLNK].contains(Self.type(of: "\(path)/\($0)")) }
        self = isRepository ? .repository : .plainFolder
    }

    /// Looks at a catalog's path. It stays a repository when its mirror has a commit of it, whatever is left of it: a repository
    /// whose files are gone is no empty folder.
    ///
    /// - Parameters:
    ///   - url: the catalog's URL, which must be a path of this machine.
    ///   - mirror: the folder of the catalog's mirror, which need not exist.
    package init(of url: RemoteURL, mirror: String) {
        self.init(at: url.path)
        guard self == .plainFolder, let source = MirrorState.source(in: mirror) else { return }
        if source.hasSuffix("\n\(url.display)\n") { self = .repository }
    }

    /// The kind of file at a path; nil when there is none.
    private static func type(of path: String, followsLinks: Bool = false) -> mode_t? {
        var status = stat()
        guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }
}

extension LocalCatalogKind {
    /// Fails unless there is a repository, damaged or not.
    static func check(_ url: RemoteURL, mirror: String) throws(GitFailure) {
        switch LocalCatalogKind(of: url, mirror: mirror) {
        case .repository: return
        case .plainFolder:
            throw GitFailure(
                .notFound, "the folder \(url.display) is no git repository; run git init there, or give another path")
        case .missing:
            throw GitFailure(.notFound, "there is no folder \(url.display); check the path")
        }
    }
}
