import Catalog
import Foundation
import Git
import Store

/// A catalog's content at one commit, ready to be read: a bare mirror brought up to date, or a folder as it lies.
enum CatalogSource: Sendable {
    case mirror(GitMirror, MirrorUpdate)
    case folder(FolderSnapshot)

    /// The commit, or the digest that stands for a folder's content.
    var commit: String {
        switch self {
        case .mirror(_, let update): update.commit
        case .folder(let snapshot): snapshot.commit
        }
    }

    /// Every template folder with its files.
    func templateFolders() async throws -> [TemplateFolder] {
        switch self {
        case .mirror(let mirror, let update): try await mirror.templateFolders(at: update.commit)
        case .folder(let snapshot): snapshot.templateFolders
        }
    }

    /// Runs `body` on a thread of its own, where it may read contents without suspending.
    func withReader<T: Sendable>(_ body: @escaping @Sendable (GitReader) throws -> T) async throws -> T {
        switch self {
        case .mirror(let mirror, _): try await mirror.withReader(body)
        case .folder(let snapshot): try await snapshot.withReader(body)
        }
    }
}

extension CatalogService {
    /// Brings the record's source up to date. This is where the network is.
    func source(of record: CatalogRecord) async throws -> CatalogSource {
        let url = try RemoteURL(parsing: record.url).with(credential: try embeddedCredential(of: record))
        if let folder = plainFolder(url) { return .folder(try await folder.snapshot()) }
        let mirror = mirrors.mirror(of: record.key, in: mirrorDirectory(of: record.key))
        let update = try await mirror.update(
            from: url, branch: record.branch, credential: settings.credentials.match(url),
            deadlines: settings.deadlines)
        return .mirror(mirror, update)
    }
}
