/// What a path in a catalog means, by the reference's rules: `TOP/FOLDER` is a template, `TOP/FOLDER/NAME` a version.
public struct CatalogPath: Sendable, Hashable {
    /// The kind of template: the text of the first folder before its first `-`; empty for `templates`.
    public let base: String
    /// The template's folder name.
    public let folderName: String
    /// The rest of the path below the template's folder; empty for the folder itself.
    public let rest: [String]

    /// The meaning of `path`; nil when it is too short to lie in a template's folder.
    public init?(_ path: some StringProtocol) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 2 else { return nil }
        base = Self.base(ofFolder: parts[0])
        folderName = String(parts[1])
        rest = parts[2...].map { String($0) }
    }

    /// The base that a top folder stands for: `infra-templates` → `infra`, `templates` → empty, `other` → empty.
    public static func base(ofFolder top: some StringProtocol) -> String {
        top.firstIndex(of: "-").map { String(top[..<$0]) } ?? ""
    }

    /// Whether the top folder is one that catalogs keep templates in: `templates` or `…-templates`.
    static func isTemplatesFolder(_ top: some StringProtocol) -> Bool {
        top == "templates" || top.hasSuffix("-templates")
    }

    /// The last part of a path.
    static func baseName(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
}
