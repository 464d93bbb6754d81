/// Where a new template goes: `infra-templates/web`.
package struct TemplatePlace: Sendable, Hashable {
    /// What kind of template it is.
    package let kind: TemplateKind
    /// The catalog's folder: `infra-templates`.
    package let base: String
    /// The template's own folder: `web`.
    package let folderName: String

    /// The longest name of a folder, in bytes: that of a stack, which Rancher's UI proposes by it.
    package static let longestName = 63

    /// The path from the catalog's root.
    package var path: String { "\(base)/\(folderName)" }

    /// The place that a text names: a name alone, of a stack unless `kind` says otherwise, or a folder and a name.
    ///
    /// A name is made of letters, digits, `-`, `_` and `.`, and begins with a letter or digit: what ids, addresses, icons
    /// and stacks can be named by alike. `:` and `*` part ids, so no client could ask for a name with them.
    package init(_ text: String, kind: TemplateKind? = nil) throws(AuthoringRefusal) {
        var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        // Shells complete folders with a slash.
        if parts.count == 3, parts[2].isEmpty { parts.removeLast() }
        guard let name = parts.last, parts.count <= 2 else {
            throw AuthoringRefusal("\"\(text)\" is no template; name it as in web or infra-templates/web")
        }
        try Self.check(name)
        folderName = name
        guard parts.count == 2 else {
            self.kind = kind ?? .stack
            base = self.kind.base
            return
        }
        base = parts[0]
        self.kind = kind ?? TemplateKind(base: base)
        try Self.check(base: base, for: self.kind)
    }

    private static func check(_ name: String) throws(AuthoringRefusal) {
        let isFine = name.utf8.allSatisfy { isLetterOrDigit($0) || "-_.".utf8.contains($0) }
        guard let first = name.utf8.first, isLetterOrDigit(first), isFine else {
            throw AuthoringRefusal(
                "\"\(name)\" cannot name a template: use letters, digits, -, _ and ., and begin with a letter or digit")
        }
        guard name.utf8.count <= longestName else {
            throw AuthoringRefusal("the name has \(name.utf8.count) bytes; a stack's name has at most \(longestName)")
        }
    }

    private static func check(base: String, for kind: TemplateKind) throws(AuthoringRefusal) {
        let isBase = base == "templates" || base.hasSuffix("-templates")
        guard isBase, let first = base.utf8.first, isLetterOrDigit(first),
            base.utf8.allSatisfy({ isLetterOrDigit($0) || $0 == UInt8(ascii: "-") })
        else {
            throw AuthoringRefusal(
                "\"\(base)\" holds no templates; the folders are \(TemplateKind.allCases.map(\.base).joined(separator: ", "))"
            )
        }
        guard TemplateKind(base: base) == kind else {
            throw AuthoringRefusal("templates of the kind \(kind.rawValue) stand in \(kind.base), not in \(base)")
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }
}
