package import Bundles
package import Catalog
import Compiler
package import Foundation
import Git

/// Where a version is said to be: an id in a catalog, or a folder of a checkout such as `infra-templates/ipsec/18`.
package struct VersionPlace {
    /// A version with its files.
    package struct Found {
        package let source: VersionSource
        /// The checkout that it lies in, as it was written: the start of the paths in findings. Nil for an id, and
        /// for a folder named from the checkout itself.
        package let root: String?
    }

    private let text: String
    private let catalogName: String?

    /// The place that an argument names. `catalogName` is what ids call a checkout's catalog.
    package init(_ text: String, catalogName: String?) {
        self.text = text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
        self.catalogName = catalogName
    }

    /// Whether a folder is meant. What is there as a folder is one, whatever else its name could be.
    package var isFolder: Bool {
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: text, isDirectory: &isDirectory)
        return exists ? isDirectory.boolValue : !text.contains(":") && text.contains("/")
    }

    /// The id that is meant; wrong usage when it is none.
    package var id: TemplateID {
        get throws {
            guard let id = TemplateID(parsing: text) else {
                throw MeaninglessPlace(
                    "\"\(text)\" is neither a folder nor an id; ids have the form CATALOG:BASE*FOLDER:VERSION")
            }
            return id
        }
    }

    /// The version that an id names, or for a template's id its default version for the server.
    package static func version(
        _ id: TemplateID, in library: CatalogLibrary, rancherVersion: String
    ) async throws -> Found {
        do {
            let (found, version) =
                id.version == nil
                ? try library.defaultVersion(of: id, rancherVersion: rancherVersion) : try library.version(id)
            return Found(source: try await library.source(of: version, in: found), root: nil)
        } catch let failure as LibraryFailure {
            throw CheckoutFailure("\(failure); \(failure.help)")
        }
    }

    // MARK: Folders

    private var folderURL: URL { URL(filePath: text).standardizedFileURL.resolvingSymlinksInPath() }

    /// The checkout that the version's folder lies in.
    package var checkout: URL {
        folderURL.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// What ids call the checkout's catalog.
    package var checkoutName: String { catalogName ?? checkout.lastPathComponent }

    /// The version in the folder, from its template's folder alone.
    package func folder() async throws -> Found {
        guard FileManager.default.fileExists(atPath: text) else {
            throw UnreadableFile(path: text, reason: "there is no such folder")
        }
        try CheckoutFile.refuseLinks(in: text, depth: 3)
        guard folderURL.pathComponents.count > 3 else {
            throw UnreadableFile(path: text, reason: Self.noVersion)
        }
        let read = try await TemplateOnDisk.read(folderURL.deletingLastPathComponent().path)
        let name = folderURL.lastPathComponent
        guard let version = read.template.versions.first(where: { $0.folderName == name }) else {
            throw UnreadableFile(path: text, reason: Self.noVersion)
        }
        return Found(source: try await read.source(of: version, catalog: checkoutName), root: root)
    }

    private var root: String? {
        let parts = text.split(separator: "/")
        guard parts.count >= 3, !parts.suffix(3).contains("."), !parts.suffix(3).contains("..") else {
            return checkout.path
        }
        let prefix = parts.dropLast(3).joined(separator: "/")
        return text.hasPrefix("/") ? "/" + prefix : prefix.isEmpty ? nil : prefix
    }

    private static let noVersion =
        "it holds no version that a catalog would serve; name a folder such as infra-templates/ipsec/18"
}

extension VersionPlace {
    /// The whole checkout that the folder lies in, as a library of one catalog.
    package func checkoutLibrary() async throws -> CatalogLibrary {
        let folder = try await FolderSource(path: checkout.path).scan()
        let snapshot = try await folder.withReader { reader in
            try CatalogReader().read(commit: folder.commit, folders: folder.templateFolders) { try reader.content($0) }
        }
        let origin = CatalogOrigin(catalog: checkoutName, url: "", branch: "", commit: folder.commit)
        return CatalogLibrary([.init(origin: origin, snapshot: snapshot)]) { try await folder.content(of: $0) }
    }
}
