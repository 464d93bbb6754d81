import Catalog
import Diagnostics
import MusterTesting
import Testing

@Suite("Which files of a version are served")
struct ServedFilesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Sizes by path below the template's folder.
        var files: [String: Int]
        var base = "templates"
        /// Names of the version's files; nil when it is not served.
        let served: [String]?
        var findings: [String] = []
    }

    private static let block = ".catalog: {version: '1.0.0'}\n"

    static let rows = [
        Row(
            testDescription: "everything up to the limit", files: ["0/a.txt": 500, "0/b.txt": 471],
            served: ["a.txt", "b.txt", "rancher-compose.yml"]),
        Row(
            testDescription: "the largest goes, and costs no small one",
            files: ["0/a.txt": 973, "0/b.txt": 10],
            served: ["b.txt", "rancher-compose.yml"], findings: ["file-left-out 0/a.txt"]),
        Row(
            testDescription: "as many as it takes, the largest first",
            files: ["0/a.txt": 600, "0/b.txt": 900, "0/c.txt": 500],
            served: ["c.txt", "rancher-compose.yml"],
            findings: ["file-left-out 0/a.txt", "file-left-out 0/b.txt"]),
        Row(
            testDescription: "of equals the last of the walk", files: ["0/a.txt": 600, "0/b.txt": 600],
            served: ["a.txt", "rancher-compose.yml"], findings: ["file-left-out 0/b.txt"]),
        Row(
            testDescription: "sizes whose sum is no number",
            files: ["0/a.txt": .max, "0/b.txt": .max, "0/c.txt": 1],
            served: ["c.txt", "rancher-compose.yml"],
            findings: ["file-left-out 0/a.txt", "file-left-out 0/b.txt"]),
        Row(
            testDescription: "a README beyond its own limit",
            files: ["0/README.md": 101, "0/sub/readme.MD": 100],
            served: ["readme.MD", "rancher-compose.yml"], findings: ["file-left-out 0/README.md"]),
        Row(
            testDescription: "compose files stay, whatever their size",
            files: ["0/docker-compose.yml.tpl": 900, "0/env": 100],
            served: ["docker-compose.yml.tpl", "rancher-compose.yml"], findings: ["file-left-out 0/env"]),
        Row(
            testDescription: "compose files that are too large themselves",
            files: ["0/docker-compose.yml": 980, "0/a.txt": 1], served: nil,
            findings: ["version-too-large 0/docker-compose.yml"]),
        Row(
            testDescription: "compose files whose sum is no number",
            files: ["0/docker-compose.yml": .max, "0/docker-compose.yml.tpl": .max - 1], served: nil,
            findings: ["version-too-large 0/docker-compose.yml"]),
        Row(
            testDescription: "an environment's own file", files: ["0/project.yml": 2_000],
            base: "project-templates",
            served: nil, findings: ["version-too-large 0/project.yml"]),
        Row(
            testDescription: "a machine driver's files", files: ["0/url": 800, "0/checksum": 200],
            base: "machine-templates", served: nil, findings: ["version-too-large 0/url"]),
        Row(
            testDescription: "files of such names elsewhere", files: ["0/url": 800, "0/checksum": 200],
            served: ["checksum", "rancher-compose.yml"], findings: ["file-left-out 0/url"]),
        Row(
            testDescription: "the template's own README and icon",
            files: ["README.md": 101, "icon.png": 201],
            served: ["rancher-compose.yml"],
            findings: ["file-left-out README.md", "file-left-out icon.png"]),
        Row(
            testDescription: "a README and an icon at their limits",
            files: ["README.md": 100, "icon.png": 200],
            served: ["rancher-compose.yml"]),
    ]

    @Test("within the limits, by name, and said", arguments: rows)
    func limits(row: Row) throws {
        var limits = CatalogLimits()
        (limits.versionBytes, limits.readmeBytes, limits.iconBytes) = (1_000, 100, 200)
        let template = try #require(
            TemplateReader(limits: limits).read(Self.folder(row)) { _ in Array(Self.block.utf8) })
        let version = template.versions.first
        #expect(version?.files.map(\.name).sorted() == row.served?.sorted())
        let below = "\(row.base)/x/"
        let found = template.diagnostics.filter { [.fileLeftOut, .versionTooLarge].contains($0.code) }
        let told = found.map { "\($0.code.rawValue) \($0.location.path.dropFirst(below.count))" }
        #expect(told.sorted() == row.findings.sorted())
        #expect(found.allSatisfy { $0.severity == .error })
        #expect((template.readme == nil) == (row.files["README.md"].map { $0 > 100 } ?? true))
        #expect((template.icon == nil) == (row.files["icon.png"].map { $0 > 200 } ?? true))
    }

    /// A folder whose files have sizes only; that of the catalog block has 29 bytes.
    private static func folder(_ row: Row) -> TemplateFolder {
        let sizes = row.files.merging(["0/rancher-compose.yml": block.utf8.count, "config.yml": 0]) {
            first, _ in first
        }
        let files = sizes.sorted { $0.key < $1.key }.enumerated().map { index, file in
            CatalogFile(path: "\(row.base)/x/\(file.key)", content: id(UInt8(index)), size: file.value)
        }
        return TemplateFolder(path: "\(row.base)/x", tree: id(0xFF), files: files)
    }

    private static func id(_ byte: UInt8) -> ContentID {
        guard let id = ContentID(bytes: [UInt8](repeating: byte, count: 20)) else {
            preconditionFailure("20 bytes")
        }
        return id
    }

    @Test("ten thousand files that are left out are told apart as fast as they are read")
    func many() throws {
        var files = (0..<10_000).map {
            CatalogFile(path: "templates/x/0/\($0)", content: Self.id(1), size: 1 << 20)
        }
        files.append(
            CatalogFile(path: "templates/x/0/rancher-compose.yml", content: Self.id(2), size: 29))
        let folder = TemplateFolder(path: "templates/x", tree: Self.id(3), files: files)
        let template = try #require(TemplateReader().read(folder) { _ in Array(Self.block.utf8) })
        #expect(template.versions.first?.files.count == 8)
        #expect(template.diagnostics.last?.code == .tooMany)
    }
}
