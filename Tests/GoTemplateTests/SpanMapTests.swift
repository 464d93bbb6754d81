import Diagnostics
import GoTemplate
import Testing

@Suite("Where each byte of the output came from")
struct SpanMapTests {
    static func origins(_ template: String, _ json: String) throws -> [String] {
        let output = try run(template, json, ExecutionOptions(mapsSpans: true))
        let spans = try #require(output.spans)
        #expect(spans.runs.last?.end ?? 0 == output.output.count)
        let bytes = Array(template.utf8)
        var start = 0
        return spans.runs.map { run in
            defer { start = run.end }
            let origin = String(decoding: bytes[run.origin.start..<run.origin.end], as: UTF8.self)
            let written = String(decoding: output.output[start..<run.end], as: UTF8.self)
            #expect(!run.isCopy || origin == written)
            return "\(written)<\(origin)>\(run.pass == 0 ? "" : "#\(run.pass)")"
        }
    }

    @Test("text is a copy, a value comes from its action")
    func textAndAction() throws {
        #expect(try Self.origins("a {{.x}} b", #"{"x": "1"}"#) == ["a <a >", "1<{{.x}}>", " b< b>"])
    }

    @Test("trim markers leave out what they eat")
    func trimmed() throws {
        #expect(try Self.origins("a \n {{- .x -}} \n b", #"{"x": 1}"#) == ["a<a>", "1<{{- .x -}}>", "b<b>"])
    }

    @Test("a loop says which pass wrote a byte")
    func passes() throws {
        #expect(
            try Self.origins("{{range .l}}{{.}},{{end}}.", #"{"l": ["a", "b"]}"#)
                == ["a<{{.}}>#1", ",<,>#1", "b<{{.}}>#2", ",<,>#2", ".<.>"])
    }

    @Test("a definition's bytes come from the definition")
    func definitions() throws {
        #expect(
            try Self.origins(#"{{define "t"}}<{{.}}>{{end}}{{template "t" .x}}"#, #"{"x": "v"}"#)
                == ["<<<>", "v<{{.}}>", "><>>"])
    }

    @Test("a range of the output leads back to a range of the template")
    func ranges() throws {
        let output = try run("key: {{.x}} # end\n", #"{"x": "value"}"#, ExecutionOptions(mapsSpans: true))
        let spans = try #require(output.spans)
        #expect(spans.origin(of: SourceSpan(5, 10)) == SourceSpan(5, 11))
        #expect(spans.origin(of: SourceSpan(1, 3)) == SourceSpan(1, 3))
        #expect(spans.origin(of: SourceSpan(0, 10)) == SourceSpan(0, 11))
        #expect(spans.origin(of: SourceSpan(13, 16)) == SourceSpan(14, 17))
        #expect(SpanMap.Builder().finish().origin(of: SourceSpan(0, 1)) == nil)
    }
}
