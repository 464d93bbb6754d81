import Catalog
import Service

/// A catalog `large` with one version `large:files:0` of files that are given.
enum LargeFiles {
    static let version = "/v1-catalog/templateversions/large:files:0"

    static func load(_ files: [String: [UInt8]]) -> InMemoryCatalogs {
        let named = files.sorted { $0.key < $1.key }
        let contents = Dictionary(
            uniqueKeysWithValues: named.enumerated().map {
                (id($0.offset, $0.element.value), $0.element.value)
            })
        var version = TemplateVersion(folderName: "0", revision: 0, version: "1.0.0")
        version.files = named.enumerated().map { index, file in
            TemplateFile(
                name: file.key, path: "templates/files/0/\(file.key)", content: id(index, file.value),
                size: file.value.count)
        }
        var template = Template(
            folderPath: "templates/files", tree: id(0, []), base: "", folderName: "files")
        template.versions = [version]
        return InMemoryCatalogs([catalog(template)], contents: contents)
    }

    static func catalog(_ template: Template) -> PublishedCatalog {
        PublishedCatalog(
            key: CatalogKey(environment: "global", name: "large"), url: "https://example.org/large.git",
            branch: "master", kind: "", state: .active, lastRefresh: nil,
            snapshot: CatalogSnapshot(commit: SampleCatalogs.commit, templates: [template]))
    }

    /// Bytes of every kind that JSON, pages and UTF-8 treat apart, so many that they are read in several pieces.
    static func bytes(_ count: Int, shift: Int = 0) -> [UInt8] {
        let pattern = Array("é🐄\u{2028}<&>\n\"\\\u{1}x".utf8) + [0xFF, 0xE2, 0x80, 0xF0, 0x9F]
        return (0..<count).map { pattern[($0 + shift) % pattern.count] }
    }

    /// An id that is another one for other bytes.
    static func id(_ number: Int, _ bytes: [UInt8]) -> ContentID {
        let sum = bytes.reduce(UInt32(number)) { ($0 &* 31) &+ UInt32($1) }
        let words = [
            UInt8(truncatingIfNeeded: sum >> 16), UInt8(truncatingIfNeeded: sum >> 8),
            UInt8(truncatingIfNeeded: sum),
        ]
        guard let id = ContentID(bytes: [UInt8(number)] + words + [UInt8](repeating: 1, count: 16))
        else {
            preconditionFailure("20 bytes are an id")
        }
        return id
    }
}
