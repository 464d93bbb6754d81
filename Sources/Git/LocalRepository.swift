import Foundation

/// What lies at a path of this machine.
public enum LocalCatalogKind: Sendable, Hashable {
    /// A git repository, bare or with a work tree: use ``GitMirror``.
    case repository
    /// A folder that is no repository: use ``FolderSource``.
    case plainFolder
    /// No folder at all.
    case missing

    /// Looks at a path; parents are not searched for a repository.
    public init(at path: String) {
        var isDirectory = ObjCBool(false)
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue else {
            self = .missing
            return
        }
        self = (try? Repository(opening: path)) == nil ? .plainFolder : .repository
    }
}

/// A repository of this machine as a remote.
enum LocalRepository {
    /// The most that is copied as it is; from larger ones only the wanted branch is taken, which needs longer.
    private static let copiedBytes = 512 << 20

    /// The most packs that are copied, as many as git itself lets come together. Of more, the wanted branch is fetched as
    /// one: a mirror with many packs is cloned anew, and would be again and again.
    private static let copiedPacks = 50

    static func check(_ url: RemoteURL) throws(GitFailure) {
        switch LocalCatalogKind(at: url.path) {
        case .repository: return
        case .plainFolder:
            throw GitFailure(
                .notFound, "the folder \(url.display) is no git repository; run git init there, or give another path")
        case .missing:
            throw GitFailure(.notFound, "there is no folder \(url.display); check the path")
        }
    }

    /// Copies the packs of a repository as they lie, which is many times faster than packing their objects anew.
    /// Only a head start: whatever is missing afterwards is fetched, so every failure is silent.
    ///
    /// Loose objects are fetched, so that they come as a pack: libgit2 1.5 never ends reading one that is cut off.
    static func copyPacks(of source: String, to mirror: String, _ request: UpdateRequest) {
        guard let repository = try? Repository(opening: source), let common = repository.commonDirectory else { return }
        let (from, to) = (common + "objects/pack", "\(mirror)/objects/pack")
        // Objects borrowed from another repository would not come along.
        guard !FileManager.default.fileExists(atPath: "\(common)objects/info/alternates") else { return }
        guard let files = packFiles(in: from), files.count <= 2 * copiedPacks,
            files.reduce(0, { $0 + $1.size }) <= copiedBytes
        else { return }
        for file in files {
            if request.cancellation.isSet { return }
            try? FileManager.default.copyItem(atPath: "\(from)/\(file.name)", toPath: "\(to)/\(file.name)")
        }
    }

    /// Packs with their indexes; indexes last, so that none is there without its pack.
    private static func packFiles(in folder: String) -> [(name: String, size: Int)]? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        let files = names.compactMap { name -> (name: String, size: Int)? in
            guard name.hasSuffix(".pack") || name.hasSuffix(".idx"),
                let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)"),
                attributes[.type] as? FileAttributeType == .typeRegular
            else { return nil }
            return (name, attributes[.size] as? Int ?? 0)
        }
        return files.sorted { !$0.name.hasSuffix(".idx") && $1.name.hasSuffix(".idx") }
    }
}
