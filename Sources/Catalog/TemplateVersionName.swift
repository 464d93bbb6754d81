/// Which version of which template of a catalog.
public struct TemplateVersionName: Sendable, Hashable {
    /// The template's base.
    public let base: String
    /// The template's folder name.
    public let folderName: String
    /// What stands after the last `:` of the version's id; nil when the text names no version that is there.
    public let idSuffix: String?
    /// The version's text.
    public let version: String

    /// A name of these parts.
    public init(base: String, folderName: String, idSuffix: String?, version: String) {
        self.base = base
        self.folderName = folderName
        self.idSuffix = idSuffix
        self.version = version
    }

    /// The name of a version of a template.
    init(_ template: Template, _ version: TemplateVersion) {
        self.init(
            base: template.base, folderName: template.folderName, idSuffix: version.idSuffix, version: version.version)
    }
}
