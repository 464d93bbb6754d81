import GoTemplate
import Testing

@Suite("Limits of a template")
struct LimitTests {
    private static func fault(_ text: String, _ limits: TemplateLimits) throws -> ExecutionFault? {
        try run(text, #"{"l": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}"#, ExecutionOptions(limits: limits)).problem?.fault
    }

    @Test("bytes of the text")
    func sourceBytes() {
        let problems = parse("{{.a}} and more", limits: TemplateLimits(sourceBytes: 10)).problems
        #expect(problems.map(\.fault) == [.tooLong(limit: 10)])
    }

    @Test(
        "nesting of blocks and of parentheses",
        arguments: [
            String(repeating: "{{if .a}}", count: 100_000), String(repeating: "{{with .a}}", count: 50_000),
            String(repeating: "{{if .a}}{{else}}", count: 50_000),
            "{{" + String(repeating: "(", count: 100_000),
            "{{if .a}}" + String(repeating: "{{else if .a}}", count: 60_000),
            String(repeating: #"{{block "a" .}}"#, count: 60_000),
        ])
    func nesting(text: String) {
        let problems = parse(text, limits: TemplateLimits(nesting: 50)).problems
        #expect(
            problems.contains {
                $0.fault == .tooDeep(limit: 50) || $0.fault == .lexical(.unclosedAction, actionStart: 0)
            })
    }

    @Test("nesting up to the limit is fine")
    func allowedNesting() throws {
        let text = String(repeating: "{{if true}}", count: 50) + "x" + String(repeating: "{{end}}", count: 50)
        #expect(try run(text, "{}", ExecutionOptions(limits: TemplateLimits(nesting: 50))).text == "x")
    }

    @Test("steps")
    func steps() throws {
        let loops = "{{range .l}}{{range $.l}}{{range $.l}}{{range $.l}}x{{end}}{{end}}{{end}}{{end}}"
        #expect(try Self.fault(loops, TemplateLimits(steps: 5000)) == .tooManySteps(limit: 5000))
        #expect(try Self.fault(loops, TemplateLimits(steps: 50_000)) == nil)
    }

    @Test("a template that calls itself for ever stops at the depth, the steps or the output")
    func recursion() throws {
        let text = #"{{define "t"}}x{{template "t"}}{{end}}{{template "t"}}"#
        #expect(try Self.fault(text, TemplateLimits(callDepth: 500)) == .tooDeep(limit: 500))
        #expect(try Self.fault(text, .default) == .tooDeep(limit: 100_000))
        #expect(try Self.fault(text, TemplateLimits(steps: 700)) == .tooManySteps(limit: 700))
        #expect(try Self.fault(text, TemplateLimits(outputBytes: 700)) == .tooMuchOutput(limit: 700))
    }

    @Test("a text that doubles itself, or a padding that is too wide")
    func values() throws {
        let doubling = #"{{$x := "0123456789"}}{{range .l}}{{range $.l}}{{$x = print $x $x}}{{end}}{{end}}"#
        #expect(try Self.fault(doubling, TemplateLimits(outputBytes: 1000)) == .tooMuchOutput(limit: 1000))
        #expect(try run(#"{{printf "%2000000d" 1}}"#).text == "%!(NOVERB)%!(EXTRA int=1)")
    }
}
