import Versions

/// Texts of Rancher versions, as windows are bounded by them.
enum RancherVersionText {
    /// Whether a text is one, with or without a leading `v`.
    static func isVersion(_ text: String) -> Bool { parsed(text) != nil }

    /// The last release before a version, as catalogs write it: v1.6.13 before v1.6.14, v1.5.99 before v1.6.0; nil
    /// where there is none. Its release candidates belong to what they lead to.
    static func before(_ text: String) -> String? {
        guard let version = parsed(text) else { return nil }
        let prefix = text.hasPrefix("v") ? "v" : ""
        if version.patch > 0 { return "\(prefix)\(version.major).\(version.minor).\(version.patch - 1)" }
        if version.minor > 0 { return "\(prefix)\(version.major).\(version.minor - 1).99" }
        return version.major > 0 ? "\(prefix)\(version.major - 1).99.99" : nil
    }

    private static func parsed(_ text: String) -> SemanticVersion? {
        SemanticVersion(parsing: text.hasPrefix("v") ? text.dropFirst() : text[...])
    }
}
