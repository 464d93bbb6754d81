package import Bundles
package import Catalog
import Compiler
package import Diagnostics
import Foundation
import Git

/// One template of a checkout, read from its folder alone.
package struct TemplateOnDisk {
    /// The template.
    package let template: Template
    /// The texts that were parsed, for what is shown of findings.
    package let sources: [SourceText]
    private let snapshot: FolderSnapshot

    /// Reads the template in a folder such as `infra-templates/ipsec`. The folder's own name and the one above
    /// it make the template's kind and name, wherever the path begins.
    package static func read(_ path: String) async throws -> TemplateOnDisk {
        try CheckoutFile.refuseLinks(in: path, depth: 2)
        let folder = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath()
        let parts = folder.pathComponents.filter { $0 != "/" }
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw UnreadableFile(path: path, reason: "there is no such folder")
        }
        guard parts.count >= 2 else { throw UnreadableFile(path: path, reason: Self.noTemplate) }
        let root = folder.deletingLastPathComponent().deletingLastPathComponent().path
        let snapshot = try await FolderSource(path: root).scan(
            templateFolder: parts.suffix(2).joined(separator: "/"))
        guard let files = snapshot.templateFolders.first else {
            throw UnreadableFile(path: path, reason: "it is a file, or hidden; name the template's folder")
        }
        let read = try await snapshot.withReader { reader -> TemplateOnDisk? in
            var sources: [SourceText] = []
            let paths = Dictionary(files.files.map { ($0.content, $0.path) }) { first, _ in first }
            let template = try TemplateReader().read(files) { id in
                let bytes = try reader.content(id)
                sources.append(SourceText(path: paths[id] ?? "", bytes: bytes))
                return bytes
            }
            return template.map { TemplateOnDisk(template: $0, sources: sources, snapshot: snapshot) }
        }
        guard let read else { throw UnreadableFile(path: path, reason: Self.noTemplate) }
        return read
    }

    /// A version with its files. `catalog` is what ids call the checkout's catalog.
    package func source(of version: TemplateVersion, catalog: String) async throws -> VersionSource {
        let origin = CatalogOrigin(catalog: catalog, url: "", branch: "", commit: snapshot.commit)
        let template = template
        return try await snapshot.withReader { reader in
            try VersionSource(version, of: template, from: origin) { try reader.content($0) }
        }
    }

    private static let noTemplate =
        "it holds no template: neither config.yml nor versions; name a folder such as infra-templates/ipsec"
}
