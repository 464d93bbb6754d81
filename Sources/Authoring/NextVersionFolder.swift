import Catalog
import Versions

/// Names of versions' folders.
enum NextVersionFolder {
    /// The folder of a version that follows another: the next revision where that has one, else the new version's text as
    /// the other folder writes its own.
    static func name(
        _ text: String, after older: TemplateVersion, in texts: TemplateTexts
    ) throws(AuthoringRefusal) -> String {
        let names = Set(texts.files.keys.compactMap { folder(of: $0, below: texts.path) })
        guard older.revision == nil else { return try nextRevision(after: names) }
        let bare = text.drop { $0 == "v" }
        guard SemanticVersion(parsing: bare) != nil else {
            throw AuthoringRefusal(
                "\"\(text)\" cannot name a folder as \(older.folderName) does: it is not of the form 1.2.3")
        }
        let name = older.folderName.prefix { $0 == "v" } + bare
        guard !names.contains(String(name)) else { throw AuthoringRefusal("\(texts.path)/\(name) is already there") }
        return String(name)
    }

    private static func nextRevision(after names: Set<String>) throws(AuthoringRefusal) -> String {
        let (next, overflows) = (names.compactMap { Int($0) }.max() ?? -1).addingReportingOverflow(1)
        guard !overflows else { throw AuthoringRefusal("no number follows the last revision") }
        return String(next)
    }

    /// The folder below the template's that a file is in.
    private static func folder(of path: String, below template: String) -> String? {
        guard path.hasPrefix(template + "/") else { return nil }
        let parts = path.dropFirst(template.count + 1).split(separator: "/")
        return parts.count > 1 ? String(parts[0]) : nil
    }
}
