/// The id of a template, or of one of its versions: `catalog:base*folder`, `catalog:folder`, and with a version
/// `catalog:base*folder:18`.
public struct TemplateID: Sendable, Hashable, CustomStringConvertible {
    /// The catalog's name.
    public let catalog: String
    /// The kind of template; empty for `templates/`.
    public let base: String
    /// The template's folder name.
    public let folderName: String
    /// The revision, or the version for a folder named by one; nil for a template's id.
    public let version: String?

    /// An id of these parts.
    public init(catalog: String, base: String, folderName: String, version: String? = nil) {
        self.catalog = catalog
        self.base = base
        self.folderName = folderName
        self.version = version
    }

    /// The id that `text` spells; nil when it has not two or three parts between colons, or several `*` in the second.
    public init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        let names = parts[1].split(separator: "*", omittingEmptySubsequences: false)
        guard names.count <= 2 else { return nil }
        catalog = String(parts[0])
        base = names.count == 2 ? String(names[0]) : ""
        folderName = names.last.map { String($0) } ?? ""
        version = parts.count == 3 ? String(parts[2]) : nil
    }

    /// The id of one of the template's versions.
    public func version(_ version: TemplateVersion) -> TemplateID {
        TemplateID(catalog: catalog, base: base, folderName: folderName, version: version.idSuffix)
    }

    /// The id of the template itself.
    public var template: TemplateID { TemplateID(catalog: catalog, base: base, folderName: folderName) }

    /// The id's text.
    public var description: String {
        let name = base.isEmpty ? folderName : "\(base)*\(folderName)"
        let template = "\(catalog):\(name)"
        return version.map { "\(template):\($0)" } ?? template
    }
}
