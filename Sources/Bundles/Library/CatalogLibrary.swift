import Compiler
public import Catalog
import Diagnostics

/// The catalogs that somebody sees, by name, with a way to their contents: where versions are looked up to be compiled.
public struct CatalogLibrary: Sendable {
    /// A catalog as of one commit.
    public struct Catalog: Sendable {
        /// Where it comes from.
        public let origin: CatalogOrigin
        /// Its templates.
        public let snapshot: CatalogSnapshot

        /// A catalog with its snapshot.
        public init(origin: CatalogOrigin, snapshot: CatalogSnapshot) {
            self.origin = origin
            self.snapshot = snapshot
        }
    }

    /// A template in its catalog.
    public struct FoundTemplate: Sendable {
        /// Where it was found.
        public let origin: CatalogOrigin
        /// The template.
        public let template: Template

        /// Its id.
        public var id: TemplateID {
            TemplateID(catalog: origin.catalog, base: template.base, folderName: template.folderName)
        }

        /// A template of a catalog.
        public init(origin: CatalogOrigin, template: Template) {
            self.origin = origin
            self.template = template
        }
    }

    /// Every catalog, ordered by name.
    public let catalogs: [Catalog]
    private let content: @Sendable (ContentID) async throws -> [UInt8]?

    /// A library of catalogs, of which no two have one name. `content` gives a file's bytes, nil when they are gone.
    public init(_ catalogs: [Catalog], content: @escaping @Sendable (ContentID) async throws -> [UInt8]?) {
        self.catalogs = catalogs.sorted { $0.origin.catalog < $1.origin.catalog }
        self.content = content
    }

    /// A library with the catalogs of another one too.
    public func adding(_ other: CatalogLibrary) -> CatalogLibrary {
        let (first, second) = (content, other.content)
        return CatalogLibrary(catalogs + other.catalogs) { id in
            if let bytes = try await first(id) { return bytes }
            return try await second(id)
        }
    }

    /// Every template of a base, in the order of lists.
    public func templates(base: String) -> [FoundTemplate] {
        catalogs.flatMap { catalog in
            catalog.snapshot.templates.filter { $0.base == base }.map {
                FoundTemplate(origin: catalog.origin, template: $0)
            }
        }
    }

    /// The template that an id, or a version's id, names.
    public func template(_ id: TemplateID) throws(LibraryFailure) -> FoundTemplate {
        guard let catalog = catalogs.first(where: { $0.origin.catalog == id.catalog }) else {
            throw .noCatalog(id, known: catalogs.map(\.origin.catalog))
        }
        guard let template = catalog.snapshot.template(base: id.base, folderName: id.folderName) else {
            let names = catalog.snapshot.templates.lazy.filter { $0.base == id.base }.map(\.folderName)
            throw .noTemplate(id, near: NearestName.to(id.folderName, in: Array(names)))
        }
        return FoundTemplate(origin: catalog.origin, template: template)
    }

    /// The version that an id names, whatever server it is for.
    public func version(_ id: TemplateID) throws(LibraryFailure) -> (found: FoundTemplate, version: TemplateVersion) {
        let found = try template(id)
        guard let version = id.version.flatMap({ found.template.version(named: $0) }) else {
            throw .noVersion(id, known: found.template.versions.map(\.idSuffix))
        }
        return (found, version)
    }

    /// The version that a server is to run of a template: its default.
    public func defaultVersion(
        of id: TemplateID, rancherVersion: String
    ) throws(LibraryFailure) -> (found: FoundTemplate, version: TemplateVersion) {
        let found = try template(id)
        guard let version = VersionSelection(of: found.template, rancherVersion: rancherVersion).defaultTarget else {
            throw .noneForServer(id, rancherVersion: rancherVersion, found.template.versions)
        }
        return (found, version)
    }

    /// A version with its files read.
    ///
    /// - Throws: ``ContentGone``, and what reading throws.
    public func source(of version: TemplateVersion, in found: FoundTemplate) async throws -> VersionSource {
        var contents: [ContentID: [UInt8]] = [:]
        for file in version.files where contents[file.content] == nil {
            guard let bytes = try await content(file.content) else { throw ContentGone(path: file.path) }
            contents[file.content] = bytes
        }
        return VersionSource(version, of: found.template, from: found.origin) { contents[$0] ?? [] }
    }
}

/// A file whose content is no longer kept: its catalog was refreshed meanwhile. Asking again helps.
public struct ContentGone: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file's path in the catalog.
    public let path: String
    /// The path, and what to do.
    public var description: String { "\(path) was replaced by a refresh meanwhile; ask again" }
}
