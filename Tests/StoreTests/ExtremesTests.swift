import Catalog
import Diagnostics
import MusterTesting
import Testing

@testable import Store

/// Rows that somebody, or a disk, has changed.
@Suite("Extremes of rows")
struct ExtremesTests {
    private static let rows: (template: [UInt8], findings: [UInt8]) = {
        let source = SourceText(path: "infra-templates/a/0/rancher-compose.yml", bytes: Array("one\ntwo".utf8))
        let place = source.location(of: SourceSpan(1, 5))
        let finding = Diagnostic(
            DiagnosticCode("c"), .warning, "found", at: place, related: [RelatedLocation("there", at: place)],
            notes: ["note"], help: "help", fixes: [Fix("mend", safety: .safe, at: place, replacement: "x")])
        var question = Question()
        question.variable = "A"
        (question.min, question.max, question.maxLength) = (.min, .max, 255)
        question.options = ["a", "b"]
        var version = TemplateVersion(folderName: "0", revision: 0, version: "1.0.0")
        version.questions = [question]
        version.files = [TemplateFile(name: "a", path: "a", content: StoreFixture.id(1), size: 300)]
        var template = Template(
            folderPath: "infra-templates/a", tree: StoreFixture.id(2), base: "infra", folderName: "a")
        template.labels = ["a": "b"]
        template.versions = [version]
        template.diagnostics = [finding]
        return (TemplateCodec.encode(template), DiagnosticCodec.encode([finding]))
    }()

    static let readers = [
        ForeignReader("rows of templates", [rows.template]) { bytes in
            let template = try TemplateCodec.decode(bytes)
            use(template.diagnostics)
            // What readers of a snapshot count with.
            for file in template.allFiles { #expect(file.size >= 0) }
            let graph = UpgradeGraph(of: template, rancherVersion: "v1.6.30")
            for version in graph.versions { _ = graph.explanation(of: version, from: version) }
        },
        ForeignReader("rows of findings", [rows.findings]) { use(try DiagnosticCodec.decode($0)) },
        ForeignReader("searches", ["web server 1.0", "a\u{301}b"]) { _ = SearchQuery($0).expression },
        ForeignReader("numbers", [[0x80, 0x80, 1], [UInt8](repeating: 0xFF, count: 9) + [1]]) { bytes in
            var reader = ByteReader(bytes)
            _ = try? reader.integer()
            _ = try? reader.text()
            _ = try? reader.list { (reader) throws(ByteReader.Damage) in try reader.integer() }
            _ = try? reader.raw(Int.max)
        },
    ]

    /// A stored finding can be shown.
    private static func use(_ diagnostics: [Diagnostic]) {
        let source = SourceText(path: "f", bytes: Array("one\ntwo".utf8))
        for diagnostic in diagnostics { #expect(!TextRenderer { _ in source }.render(diagnostic).isEmpty) }
        #expect(!JSONRenderer().render(diagnostics).isEmpty)
    }

    @Test("a reader comes back, whatever it is given", arguments: readers)
    func read(reader: ForeignReader) {
        let count = reader.readExtremes(seed: 13, most: 3000, mixtures: 2000)
        print("extremes of \(reader): \(count) inputs, seed 13")
        #expect(count > 1000)
    }

    @Test("every byte of a row may be any other")
    func bytes() {
        var count = 0
        for row in [Self.rows.template, Self.rows.findings] {
            for place in row.indices {
                for byte in [0, 1, 2, 0x7F, 0x80, 0xFF] as [UInt8] {
                    var changed = row
                    changed[place] = byte
                    if let template = try? TemplateCodec.decode(changed) { Self.use(template.diagnostics) }
                    if let diagnostics = try? DiagnosticCodec.decode(changed) { Self.use(diagnostics) }
                    count += 1
                }
            }
        }
        print("extremes of bytes of rows: \(count) inputs")
    }

    @Test(
        "a place that no text has is damage",
        arguments: [(-1, 1, 1), (0, 0, 1), (0, 1, 0), (Int.min, 1, 1), (0, .min, 1)])
    func places(offset: Int, line: Int, column: Int) {
        let position = SourcePosition(offset: offset, line: line, column: column)
        let diagnostic = Diagnostic(
            DiagnosticCode("c"), .note, "m", at: SourceLocation(path: "f", start: position, end: position))
        #expect(throws: ByteReader.Damage.self) { try DiagnosticCodec.decode(DiagnosticCodec.encode([diagnostic])) }
    }
}
