import Catalog
import Diagnostics
import Foundation
import Store

/// A data directory of its own, and catalogs to put into it.
struct StoreFixture {
    let directory = FileManager.default.temporaryDirectory.appending(path: "muster-store-\(UUID().uuidString)").path
    var database: String { directory + "/muster.sqlite" }

    func open() throws -> CatalogStore { try CatalogStore(directory: directory) }

    func remove() { try? FileManager.default.removeItem(atPath: directory) }

    static let key = CatalogKey(environment: "1a5", name: "mine")

    static func record(_ key: CatalogKey = key, url: String = "https://example.org/c.git") -> CatalogRecord {
        CatalogRecord(key: key, url: url, branch: "main", kind: "", origin: .client, sealedCredential: [1, 2, 3])
    }

    static let refresh = RefreshRecord(
        started: Moment(milliseconds: 1_500_000_000_250), finished: Moment(milliseconds: 1_500_000_001_000),
        commit: "c1")

    /// An id made of one byte.
    static func id(_ byte: UInt8) -> ContentID {
        guard let id = ContentID(bytes: [UInt8](repeating: byte, count: 20)) else { preconditionFailure("20 bytes") }
        return id
    }

    /// A template whose only file holds its own content byte.
    static func template(_ folder: String, tree: UInt8, content: UInt8) -> Template {
        var template = Template(folderPath: "templates/\(folder)", tree: id(tree), base: "", folderName: folder)
        template.name = "Näme \(folder)"
        var version = TemplateVersion(folderName: "0", revision: 0, version: "1.0.\(tree)")
        version.files = [
            TemplateFile(
                name: "docker-compose.yml", path: "templates/\(folder)/0/docker-compose.yml", content: id(content),
                size: 1)
        ]
        template.versions = [version]
        return template
    }

    static func bytes(_ id: ContentID) -> [UInt8] { [id.bytes[0]] }
}
