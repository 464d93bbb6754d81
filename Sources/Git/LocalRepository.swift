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

    /// Copies the objects of a repository as they lie, which is many times faster than packing them anew.
    /// Only a head start: whatever is missing afterwards is fetched, so every failure is silent.
    static func copyObjects(of source: String, to mirror: String, _ request: UpdateRequest) {
        guard let repository = try? Repository(opening: source), let common = repository.commonDirectory else { return }
        let (from, to) = (common + "objects", "\(mirror)/objects")
        // Objects borrowed from another repository would not come along.
        guard !FileManager.default.fileExists(atPath: "\(from)/info/alternates") else { return }
        guard let files = objectFiles(below: from), files.reduce(0, { $0 + $1.size }) <= copiedBytes else { return }
        for file in files {
            if request.cancellation.isSet { return }
            let target = "\(to)/\(file.name)"
            try? FileManager.default.createDirectory(
                atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try? FileManager.default.copyItem(atPath: "\(from)/\(file.name)", toPath: target)
        }
    }

    /// Packs with their indexes, and loose objects; indexes last, so that none is there without its pack.
    private static func objectFiles(below path: String) -> [(name: String, size: Int)]? {
        guard let folders = try? FileManager.default.contentsOfDirectory(atPath: path) else { return nil }
        var files: [(name: String, size: Int)] = []
        for folder in folders where folder == "pack" || folder.count == 2 {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? [] {
                let isObject = folder == "pack" ? name.hasSuffix(".pack") || name.hasSuffix(".idx") : name.count == 38
                let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(folder)/\(name)")
                guard isObject, attributes?[.type] as? FileAttributeType == .typeRegular else { continue }
                files.append(("\(folder)/\(name)", attributes?[.size] as? Int ?? 0))
            }
        }
        return files.sorted { !$0.name.hasSuffix(".idx") && $1.name.hasSuffix(".idx") }
    }
}
