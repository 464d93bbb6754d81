package import Catalog

/// A template's folder in memory: every file with its text.
package struct TemplateTexts: Sendable {
    /// The folder's path from the catalog's root: `infra-templates/web`.
    package let path: String
    /// What the files hold, by their paths from the catalog's root.
    package let files: [String: [UInt8]]

    /// A folder with its files.
    package init(path: String, files: [String: [UInt8]]) {
        self.path = path
        self.files = files
    }

    /// The folder after a change.
    func changed(by edit: CatalogEdit) -> TemplateTexts {
        TemplateTexts(
            path: path, files: files.merging(edit.added) { $1 }.merging(edit.changed.mapValues(\.new)) { $1 })
    }

    /// What the catalog makes of the folder; nil when it is no template.
    package var template: Template? {
        var contents: [ContentID: [UInt8]] = [:]
        let found = files.sorted { $0.key < $1.key }.enumerated().compactMap { index, file -> CatalogFile? in
            guard let id = Self.id(index) else { return nil }
            contents[id] = file.value
            return CatalogFile(path: file.key, content: id, size: file.value.count)
        }
        guard let tree = Self.id(found.count) else { return nil }
        return TemplateReader().read(TemplateFolder(path: path, tree: tree, files: found)) { contents[$0] ?? [] }
    }

    /// Ids are told apart by their numbers: nothing of this leaves memory.
    private static func id(_ number: Int) -> ContentID? {
        let bytes = (0..<20).map { place in place < 8 ? UInt8(truncatingIfNeeded: number >> (8 * place)) : 0 }
        return ContentID(bytes: bytes)
    }
}
