import Catalog
import Git
import Lanes
import Store
import Synchronization

/// The mirrors that were used since the start, one object each: a mirror remembers what it met on the disk.
final class OpenMirrors: Sendable {
    private let mirrors = Mutex<[String: GitMirror]>([:])

    /// The mirror in a folder, which need not exist yet, and whose catalog it is for.
    func mirror(in directory: String, for owner: LaneOwner = .process) -> GitMirror {
        mirrors.withLock { mirrors in
            if let open = mirrors[directory] { return open }
            let mirror = GitMirror(directory: directory, owner: owner)
            mirrors[directory] = mirror
            return mirror
        }
    }

    /// Forgets the mirror of a folder that is moved or removed.
    func forget(_ directory: String) {
        mirrors.withLock { $0[directory] = nil }
    }
}

/// A catalog's content at one commit, ready to be read: a bare mirror brought up to date, or a folder as it lies.
enum CatalogSource: Sendable {
    case mirror(GitMirror, MirrorUpdate)
    case folder(FolderSnapshot)
    /// What a mirror has, without looking at its remote.
    case kept(GitMirror, commit: String)

    /// The commit, or the digest that stands for a folder's content.
    var commit: String {
        switch self {
        case .mirror(_, let update): update.commit
        case .folder(let snapshot): snapshot.commit
        case .kept(_, let commit): commit
        }
    }

    /// Every template folder with its files.
    func templateFolders() async throws -> [TemplateFolder] {
        switch self {
        case .mirror(let mirror, let update): try await mirror.templateFolders(at: update.commit)
        case .folder(let snapshot): snapshot.templateFolders
        case .kept(let mirror, let commit): try await mirror.templateFolders(at: commit)
        }
    }

    /// What changed since an earlier commit; nil when that cannot be told without reading everything.
    func changes(since commit: String) async throws -> CatalogChanges? {
        switch self {
        case .mirror(let mirror, let update): try await mirror.changes(from: commit, to: update.commit)
        case .kept(let mirror, let now): try await mirror.changes(from: commit, to: now)
        case .folder: nil
        }
    }

    /// A file at the root, of at most `limit` bytes; nil when there is none.
    func rootFile(_ name: String, limit: Int) async throws -> [UInt8]? {
        switch self {
        case .mirror(let mirror, let update): try await mirror.rootFile(name, at: update.commit, limit: limit)
        case .kept(let mirror, let commit): try await mirror.rootFile(name, at: commit, limit: limit)
        case .folder(let snapshot): try await snapshot.rootFile(name, limit: limit)
        }
    }

    /// Runs `body` on a thread of its own, where it may read contents without suspending.
    func withReader<T: Sendable>(_ body: @escaping @Sendable (GitReader) throws -> T) async throws -> T {
        switch self {
        case .mirror(let mirror, _), .kept(let mirror, _): try await mirror.withReader(body)
        case .folder(let snapshot): try await snapshot.withReader(body)
        }
    }

    /// As ``withReader(_:)``, on a thread of another lane than that of reading.
    func withReader<T: Sendable>(
        in lane: Lane, _ body: @escaping @Sendable (GitReader) throws -> T
    ) async throws -> T {
        switch self {
        case .mirror(let mirror, _), .kept(let mirror, _): try await mirror.withReader(in: lane, body)
        case .folder(let snapshot): try await snapshot.withReader(in: lane, body)
        }
    }
}

extension CatalogService {
    /// Brings the record's source up to date. This is where the network is.
    func source(of record: CatalogRecord) async throws -> CatalogSource {
        let url = try RemoteURL(parsing: record.url).with(credential: try embeddedCredential(of: record))
        if url.transport == .local { first.received(record.key) }
        if try await isPlainFolder(url, record.key) {
            return .folder(try await FolderSource(path: url.path, owner: record.key.owner).scan())
        }
        let mirror = mirror(of: record.key)
        let known = try await credential(for: url)
        let update = try await asking(known.doubt) {
            try await mirror.update(
                from: url, branch: record.branch, credential: known.credential, deadlines: settings.deadlines,
                heard: listener(to: record.key))
        }
        return .mirror(mirror, update)
    }

    /// What this machine's disk has of a commit of the record's source, without any network. Nil for a plain folder that holds
    /// something else by now.
    func keptSource(of record: CatalogRecord, at commit: String) async throws -> CatalogSource? {
        let url = try RemoteURL(parsing: record.url)
        guard try await isPlainFolder(url, record.key) else { return .kept(mirror(of: record.key), commit: commit) }
        let now = try await FolderSource(path: url.path, owner: record.key.owner).scan()
        return now.commit == commit ? .folder(now) : nil
    }

    /// The catalog's mirror, which need not exist yet.
    func mirror(of key: CatalogKey) -> GitMirror {
        mirrors.mirror(in: mirrorDirectory(of: key), for: key.owner)
    }

    /// Whether a catalog's URL names a folder on this machine that is no repository, and was none.
    private func isPlainFolder(_ url: RemoteURL, _ key: CatalogKey) async throws -> Bool {
        guard url.transport == .local else { return false }
        let mirror = mirrorDirectory(of: key)
        return try await Lane.reading.run(for: key.owner) {
            LocalCatalogKind(of: url, mirror: mirror) == .plainFolder
        }
    }
}
