import Catalog
import Foundation
import MusterTesting
import Testing

@testable import Compiler

/// Catalogs in memory.
extension CatalogLibrary {
    /// A library of one catalog with these files by path.
    static func of(_ files: [String: String], named name: String = "mine", commit: String? = nil) throws
        -> CatalogLibrary
    {
        try of(files.map { ($0.key, Array($0.value.utf8)) }, named: name, commit: commit)
    }

    static func of(
        _ files: [(path: String, bytes: [UInt8])], named name: String, commit: String? = nil
    ) throws -> CatalogLibrary {
        var contents: [ContentID: [UInt8]] = [:]
        var folders: [String: [CatalogFile]] = [:]
        for (path, bytes) in files {
            let id = try #require(ContentID(bytes: Array(Corpus.digest(bytes).prefix(20))))
            contents[id] = bytes
            let parts = path.split(separator: "/")
            guard parts.count > 2 else { continue }
            folders["\(parts[0])/\(parts[1])", default: []].append(
                CatalogFile(path: path, content: id, size: bytes.count))
        }
        let known = contents
        let templates = folders.sorted { $0.key < $1.key }.map { path, files in
            let tree = ContentID(bytes: Array(Corpus.digest(Array("\(files)".utf8)).prefix(20)))
            return TemplateFolder(path: path, tree: tree ?? files[0].content, files: files)
        }
        let commit = commit ?? String(repeating: "c", count: 40)
        let snapshot = CatalogReader().read(commit: commit, folders: templates) { known[$0] ?? [] }
        let origin = CatalogOrigin(
            catalog: name, url: "https://example.com/\(name).git", branch: "master", commit: commit)
        return CatalogLibrary([.init(origin: origin, snapshot: snapshot)]) { known[$0] }
    }
}

extension Corpus {
    /// The three catalogs.
    static let library: CatalogLibrary = {
        do {
            let catalogs = try allFiles.map { name, files in
                try CatalogLibrary.of(files.map { ($0.key, $0.value) }, named: name)
            }
            return catalogs.dropFirst().reduce(catalogs[0]) { $0.adding($1) }
        } catch {
            preconditionFailure("the catalogs: \(error)")
        }
    }()

    /// Every version of the three catalogs, in the order of lists.
    static var everyVersion: [(found: CatalogLibrary.FoundTemplate, version: TemplateVersion)] {
        library.catalogs.flatMap { catalog in
            catalog.snapshot.templates.flatMap { template in
                template.versions.map { (.init(origin: catalog.origin, template: template), $0) }
            }
        }
    }
}
