import Diagnostics
import GoTemplate
import Testing

@Suite("What the author is told")
struct WordingTests {
    private static func told(_ text: String) -> [String] {
        let source = SourceText(path: "a.tpl", bytes: Array(text.utf8))
        let parsed = TextTemplate.parse(source, library: FunctionLibrary([upper]))
        guard let template = parsed.template else {
            return parsed.problems.map { shown($0.diagnostic(in: source, functions: ["upper", "lower"])) }
        }
        let problem = template.execute(TestData.value(#"{"s": "text", "n": null, "i": 5}"#)).problem
        return problem.map { [shown($0.diagnostic(in: source))] } ?? []
    }

    private static let upper = TemplateFunction("upper", [.string], result: .string) { arguments, _ in arguments[0] }

    private static func shown(_ diagnostic: Diagnostic) -> String {
        "\(diagnostic.location) \(diagnostic.code): \(diagnostic.message)" + (diagnostic.help.map { " | \($0)" } ?? "")
    }

    @Test(
        "place, code, sentence and help",
        arguments: [
            (
                "x\n{{uper .s}}",
                "a.tpl:2:3 template-function-unknown: there is no function \"uper\" | did you mean \"upper\"?"
            ),
            (
                "{{service_name}}",
                "a.tpl:1:3 template-function-unknown: there is no function \"service_name\" | if {{service_name}} is meant"
                    + " for another program, put # notemplating on the first line of the file"
            ),
            (
                "{{.my-name}}",
                "a.tpl:1:3 template-syntax: \"-\" cannot stand in a name | a name with - in it is read with"
                    + " index: {{index .Values \"my-name\"}}"
            ),
            (
                "{{if .s}}\n",
                "a.tpl:2:1 template-end-missing: the text ends before the block is closed | write {{end}} where"
                    + " the block should stop"
            ),
            (
                "{{upper .missing}}",
                "a.tpl:1:9 template-type: .missing has no value, where a string is needed | give it a"
                    + " value: a question with a default, or {{default \"…\" .Values.NAME}}"
            ),
            ("{{upper .i}}", "a.tpl:1:9 template-type: .i is an int, where a string is needed"),
            ("{{upper}}", "a.tpl:1:3 template-arguments: upper takes 1 argument, and got 0"),
            (
                "{{.s.x}}",
                "a.tpl:1:3 template-field: an interface {} has no field x | look at the value first:"
                    + " {{with .Values.NAME}}…{{end}}"
            ),
            (
                "{{template \"t\"}}",
                "a.tpl:1:1 template-undefined: the template \"t\" is not defined | define it:"
                    + " {{define \"t\"}}…{{end}}"
            ),
        ])
    func told(text: String, expected: String) {
        #expect(Self.told(text) == [expected])
    }
}
