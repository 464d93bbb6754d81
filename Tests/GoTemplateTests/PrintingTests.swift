import Diagnostics
import GoTemplate
import Testing

@Suite("A template prints itself")
struct PrintingTests {
    @Test(
        "spacing inside actions is normal, everything else is kept",
        arguments: [
            ("{{  .a|print  1 }}", "{{.a | print 1}}"), ("{{ $x:=1 }}{{$x =2}}", "{{$x := 1}}{{$x = 2}}"),
            ("{{if .a}}1{{else if .b}}2{{end}}", "{{if .a}}1{{else}}{{if .b}}2{{end}}{{end}}"),
            ("a {{- .x -}} b", "a{{.x}}b"), ("{\n{{- .x}}", "{ {{- .x}}"),
            ("{{if .x}}{ {{- end}}", "{{if .x}}{ {{- end}}"), ("{{/* note */}}x", "{{/* note */}}x"),
            ("{{define `t`}}{{.}}{{end}}{{template `t` .x}}", #"{{define "t"}}{{.}}{{end}}{{template "t" .x}}"#),
            (#"{{block "b" .}}x{{end}}"#, #"{{block "b" .}}x{{end}}"#), ("{{(.a).b.c}}", "{{(.a).b.c}}"),
            ("{{range $i, $e := .l}}{{break}}{{else}}-{{end}}", "{{range $i, $e := .l}}{{break}}{{else}}-{{end}}"),
        ])
    func normalised(text: String, expected: String) throws {
        #expect(String(decoding: try #require(parse(text).template).printed, as: UTF8.self) == expected)
    }

    @Test("printing is the identity on parsed trees: what is printed parses, prints the same and runs the same")
    func identity() throws {
        var checked = 0
        for recorded in ConformanceTests.cases {
            let row = TestData.map(recorded.line)
            guard let template = TextTemplate.parse(SourceText(path: "t", bytes: row.bytes("template") ?? [])).template
            else { continue }
            let again = TextTemplate.parse(SourceText(path: "t", bytes: template.printed))
            let second = try #require(
                again.template, "\(recorded.name): \(String(decoding: template.printed, as: UTF8.self))")
            #expect(second.printed == template.printed, "\(recorded.name)")
            let data = try #require(row["data"])
            #expect(second.execute(data).output == template.execute(data).output, "\(recorded.name)")
            checked += 1
        }
        #expect(checked > 600)
    }
}
