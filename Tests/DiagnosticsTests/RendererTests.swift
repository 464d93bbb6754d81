import Diagnostics
import Testing

@Suite("Renderers")
struct RendererTests {
    static let source = SourceText(path: "t/1/rancher-compose.yml", bytes: Array("catalog:\n\tversion: é 1.10\n".utf8))

    static func diagnostic(from start: Int, to end: Int) -> Diagnostic {
        Diagnostic(
            DiagnosticCode("scalar-changed"), .warning, "the version is read as 1.1",
            at: source.location(of: SourceSpan(start, end)),
            related: [RelatedLocation("the block starts here", at: source.location(of: SourceSpan(0, 7)))],
            notes: ["YAML reads 1.10 as a number"], help: "quote it",
            fixes: [
                Fix(
                    "quote the version", safety: .safe, at: source.location(of: SourceSpan(start, end)),
                    replacement: "\"1.10\"")
            ]
        )
    }

    @Test("a fix of several lines is said by its title alone")
    func longFix() {
        let place = Self.source.location(of: SourceSpan(0, 4))
        let fix = Fix("end all lines in LF", safety: .safe, at: place, replacement: "catalog:\n  version: 1\n")
        let diagnostic = Diagnostic(
            DiagnosticCode("line-ends"), .note, "2 lines end in CR LF", at: .wholeFile("a.yml"), fixes: [fix])
        #expect(
            TextRenderer { _ in nil }.render(diagnostic) == """
                a.yml: note: 2 lines end in CR LF [line-ends]
                  = fix: end all lines in LF

                """)
    }

    @Test("text shows the line with a caret under the place, tabs and wide characters kept in step")
    func text() {
        let renderer = TextRenderer { $0 == Self.source.path ? Self.source : nil }
        #expect(
            renderer.render(Self.diagnostic(from: 22, to: 26)) == """
                t/1/rancher-compose.yml:2:14: warning: the version is read as 1.1 [scalar-changed]
                 2 | \tversion: é 1.10
                   | \t           ^~~~
                t/1/rancher-compose.yml:1:1: note: the block starts here
                 1 | catalog:
                   | ^~~~~~~
                   = note: YAML reads 1.10 as a number
                   = help: quote it
                   = fix: quote the version: `"1.10"`

                """)
    }

    @Test("text without the source, or about a whole file, is one line")
    func textWithoutSource() {
        let whole = Diagnostic(DiagnosticCode("c"), .error, "no config.yml", at: .wholeFile("templates/a"))
        #expect(TextRenderer { _ in nil }.render(whole) == "templates/a: error: no config.yml [c]\n")
    }

    @Test("a place over several lines is underlined to the end of its first")
    func multiline() {
        let renderer = TextRenderer { _ in Self.source }
        let diagnostic = Diagnostic(
            DiagnosticCode("c"), .note, "m", at: Self.source.location(of: SourceSpan(3, 20)))
        #expect(renderer.render(diagnostic).contains(" 1 | catalog:\n   |    ^~~~~\n"))
    }

    @Test("JSON has every field, in order")
    func json() {
        let text = String(decoding: JSONRenderer().render([Self.diagnostic(from: 22, to: 26)]), as: UTF8.self)
        let place =
            #""file":"t/1/rancher-compose.yml","line":2,"column":14,"endLine":2,"endColumn":18,"offset":22,"length":4"#
        #expect(
            text
                == #"[{"code":"scalar-changed","severity":"warning","message":"the version is read as 1.1","location":{"#
                + place
                + #"},"related":[{"message":"the block starts here","location":{"file":"t/1/rancher-compose.yml","#
                + #""line":1,"column":1,"endLine":1,"endColumn":8,"offset":0,"length":7}}],"#
                + #""notes":["YAML reads 1.10 as a number"],"help":"quote it","fixes":[{"title":"quote the version","#
                + #""safety":"safe","location":{"# + place + #"},"replacement":"\"1.10\""}]}]"#)
    }

    @Test("severities are ordered")
    func severities() {
        #expect(Severity.allCases.sorted() == [.note, .warning, .error])
    }

    @Test("colour is for terminals: the same text with escape sequences around its parts")
    func colour() {
        let renderer = TextRenderer(isColoured: true) { $0 == Self.source.path ? Self.source : nil }
        let coloured = renderer.render(Self.diagnostic(from: 22, to: 26))
        #expect(coloured.contains("\u{1B}[1;33mwarning\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[1;32m"))
        let plain = TextRenderer { $0 == Self.source.path ? Self.source : nil }
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain.render(Self.diagnostic(from: 22, to: 26)))
    }
}
