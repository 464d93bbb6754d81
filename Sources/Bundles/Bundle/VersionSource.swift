public import Compiler
public import Catalog
import Diagnostics

/// Where a catalog's content comes from, without credentials.
public struct CatalogOrigin: Sendable, Hashable {
    /// The catalog's name.
    public let catalog: String
    /// The repository or folder.
    public let url: String
    /// The branch asked for; empty for the remote's own default.
    public let branch: String
    /// The commit, or the digest that stands for a folder's content.
    public let commit: String

    /// An origin of these parts.
    public init(catalog: String, url: String, branch: String, commit: String) {
        self.catalog = catalog
        self.url = url
        self.branch = branch
        self.commit = commit
    }
}

/// One version of a template with the contents of its files: what compiling it takes.
public struct VersionSource: Sendable {
    /// Where it was found.
    public let origin: CatalogOrigin
    /// The template that it belongs to.
    public let template: Template
    /// The version.
    public let version: TemplateVersion
    /// The version's files, by their paths inside its folder. Findings show their paths from the catalog's root.
    public let files: VersionFiles

    /// A version of a template. `content` gives a file's bytes by its identity.
    public init(
        _ version: TemplateVersion, of template: Template, from origin: CatalogOrigin,
        content: (ContentID) throws -> [UInt8]
    ) rethrows {
        self.origin = origin
        self.template = template
        self.version = version
        var files: [String: SourceText] = [:]
        for file in version.files {
            let name = Self.path(of: file, inVersionOf: template)
            files[name] = SourceText(path: file.path, bytes: try content(file.content))
        }
        self.files = VersionFiles(folder: "\(template.folderPath)/\(version.folderName)", files: files)
    }

    /// The version's id.
    public var id: TemplateID {
        TemplateID(
            catalog: origin.catalog, base: template.base, folderName: template.folderName, version: version.idSuffix)
    }

    /// A file's path below the version's folder. Several folders may mean one version, so the folder's name is not looked at.
    private static func path(of file: TemplateFile, inVersionOf template: Template) -> String {
        let below = file.path.utf8.dropFirst(template.folderPath.utf8.count + 1)
        guard let slash = below.firstIndex(of: UInt8(ascii: "/")) else { return file.name }
        return String(Substring(below[below.index(after: slash)...]))
    }
}

extension TemplateID {
    /// How Rancher names the version in a stack's `externalId`.
    public var externalID: String { "catalog://\(description)" }

    /// The id that an external id names: with `catalog://` or `system-catalog://` before it, or without either.
    public init?(externalID: String) {
        let schemes = ["catalog://", "system-catalog://"]
        let scheme = schemes.first { externalID.hasPrefix($0) } ?? ""
        self.init(parsing: externalID.dropFirst(scheme.count))
    }
}
