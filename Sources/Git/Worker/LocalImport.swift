import CGitShim
import Foundation

/// Brings a mirror to where a branch of a repository of this machine is: looks at its references, and takes what is missing.
struct LocalImport: Codable, Sendable {
    let mirror: MirrorJob
    /// The repository's path.
    let source: String
    let choice: ReferenceChoice

    func run(within limits: WorkerLimits) throws(WorkerFailure) -> ImportedCommit {
        let repository = try openSource()
        let branch = try branch(in: repository)
        let state = try mirror.open()
        do throws(LibGit2Error) {
            if mirror.isNew { try copyPacks(of: repository, within: limits) }
            if !state.repository.contains(branch.tip) {
                try fetch(branch.tip, from: repository, into: state.repository)
            }
        } catch {
            throw WorkerFailure(error, damaged(error))
        }
        return try mirror.publish(branch.tip.hex, branch.name, in: state)
    }

    private func openSource() throws(WorkerFailure) -> Repository {
        do throws(LibGit2Error) {
            return try Repository(openingForeign: source)
        } catch {
            guard error.isMissing else { throw WorkerFailure(error, damaged(error)) }
            throw WorkerFailure(incomplete)
        }
    }

    /// The failure of a path that has something of a repository, or had, and is none.
    private var incomplete: GitFailure {
        let folder = access("\(source)/.git", F_OK) == 0 ? "\(source)/.git" : source
        let missing = ["HEAD", "objects", "refs"].filter { access("\(folder)/\($0)", F_OK) != 0 }
        let what = missing.isEmpty ? "is damaged" : "has no \(missing.joined(separator: ", no "))"
        return GitFailure(
            .damagedRepository,
            "the repository \(mirror.display) \(what); put it back, or remove the catalog and add it again")
    }

    private func branch(in repository: Repository) throws(WorkerFailure) -> RemoteBranch {
        do {
            var references = OfferedReferences(choice, symbolicHead: repository.symbolicHead)
            try repository.forEachReference { name, id throws(GitFailure) in try references.add(name.utf8, id) }
            return try references.choose()
        } catch let failure as GitFailure {
            throw WorkerFailure(failure)
        } catch let error as LibGit2Error {
            throw WorkerFailure(error, damaged(error))
        } catch {
            throw WorkerFailure(
                GitFailure(.damagedRepository, "the repository \(mirror.display) is damaged (\(error))"))
        }
    }

    private func damaged(_ error: LibGit2Error) -> GitFailure {
        .unreadable("the repository \(mirror.display)", error)
    }

    /// Takes in the packs of a repository as they lie, which is many times faster than packing their objects anew. Only a head
    /// start: what is missing afterwards is fetched, so a pack that cannot be taken, or is beyond a limit, is passed over.
    private func copyPacks(of repository: Repository, within limits: WorkerLimits) throws(LibGit2Error) {
        guard let common = repository.commonDirectory else { return }
        let objects = common + "objects"
        let folders = [objects] + ObjectDatabase.lenders(of: objects)
        let indexer = PackIndexer(folder: "\(mirror.path)/objects/pack")
        for pack in LocalPacks(folders.map { "\($0)/pack" }).largest {
            do {
                let size = try PackScanner.size(of: pack, display: mirror.display, limits: mirror.limits)
                // Larger limits may be had.
                guard size.memory <= limits.memoryBytes else { throw LibGit2Error.outOfMemory }
                try indexer.index(pack)
            } catch let error as LibGit2Error where error.isOutOfMemory {
                throw error
            } catch {
                continue
            }
        }
    }

    /// Takes the objects that the mirror lacks, as one pack.
    private func fetch(
        _ commit: git_oid, from source: Repository, into target: Repository
    ) throws(LibGit2Error) {
        var missing = MissingObjects(in: target, of: source, limits: mirror.limits)
        try missing.collect(from: commit)
        guard !missing.ids.isEmpty else { return }
        try PackWriter(folder: "\(mirror.path)/objects/pack", limits: mirror.limits).write(missing.ids, of: source)
    }
}

/// The packs in some folders, as many as it is worth to take as they are.
private struct LocalPacks {
    /// Bytes that are copied as they are; from larger repositories only the wanted branch is taken, which needs longer.
    private static let copiedBytes = 512 << 20
    /// As many packs as git itself lets come together: a mirror with many packs is cloned anew, and would be again and again.
    private static let copiedPacks = 50

    /// The paths of packs, the largest first.
    let largest: [String]

    init(_ folders: [String]) {
        var bytesLeft = Self.copiedBytes
        let packs = folders.flatMap(Self.packs).sorted { $0.size > $1.size }.prefix(Self.copiedPacks)
        largest = packs.compactMap { pack in
            guard pack.size <= bytesLeft else { return nil }
            bytesLeft -= pack.size
            return pack.path
        }
    }

    private static func packs(in folder: String) -> [(path: String, size: Int)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { name in
            var status = stat()
            let path = "\(folder)/\(name)"
            guard name.hasSuffix(".pack"), lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                return nil
            }
            return (path, Int(status.st_size))
        }
    }
}

extension PackScanner {
    /// Reads through a pack on the disk.
    static func size(of path: String, display: String, limits: GitLimits) throws -> PackSize {
        var scanner = try PackScanner(display: display, limits: limits)
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw GitFailure(.disk, "the pack \(path) cannot be opened")
        }
        while let data = try file.read(upToCount: 256 << 10), !data.isEmpty {
            try data.withUnsafeBytes { try scanner.take($0) }
        }
        guard scanner.isAtEnd else { throw GitFailure(.damagedRepository, "the pack \(path) is cut off") }
        return scanner.size
    }
}
