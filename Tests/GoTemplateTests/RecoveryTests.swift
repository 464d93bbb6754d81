import GoTemplate
import Testing

@Suite("Every fault of a template is reported, not only the first")
struct RecoveryTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let template: String
        let faults: [SyntaxFault]
        var testDescription: String { template }
    }

    static let rows: [Row] = [
        Row(
            template: "{{nope 1}} and {{also.x}}",
            faults: [.undefinedFunction("nope"), .undefinedFunction("also")]),
        Row(
            template: "{{$x}}{{if $y}}{{$z}}{{end}}",
            faults: [.undefinedVariable("$x"), .undefinedVariable("$y"), .undefinedVariable("$z")]),
        Row(template: "{{end}} text {{.a}}", faults: [.strayClause("{{end}}", context: nil)]),
        Row(
            template: "{{if}}a{{else}}b{{end}}{{nope}}",
            faults: [.missingValue(context: "if"), .undefinedFunction("nope")]),
        Row(
            template: "{{.a | | .b}}{{nope}}",
            faults: [.unexpected(found: "\"|\"", context: "command"), .undefinedFunction("nope")]),
        Row(
            template: "{{\"open}} text\n{{nope}}",
            faults: [.lexical(.unterminatedString, actionStart: 0), .undefinedFunction("nope")]),
        Row(
            template: "{{if .a}}{{range .b}}x{{end}}",
            faults: [.unexpectedEnd]),
        Row(
            template: "{{break}}{{range .b}}{{break}}{{end}}{{continue}}",
            faults: [.outsideLoop("{{break}}"), .outsideLoop("{{continue}}")]),
        Row(
            template: "{{define \"a\"}}1{{end}}{{define \"a\"}}2{{end}}{{nope}}",
            faults: [.redefinition("a"), .undefinedFunction("nope")]),
        Row(
            template: "{{if .a}}1{{else}}2{{else}}3{{end}}{{nope}}",
            faults: [.expectedEnd(found: "{{else}}"), .undefinedFunction("nope")]),
        Row(
            template: "{{.a\n.b ^ }}{{nope}}",
            faults: [.unexpected(found: "\"^\"", context: "operand"), .undefinedFunction("nope")]),
        Row(template: "{{.a", faults: [.lexical(.unclosedAction, actionStart: 0)]),
        Row(
            template: "{{(.a}}{{nope}}",
            faults: [.lexical(.unclosedParenthesis, actionStart: 0), .undefinedFunction("nope")]),
    ]

    @Test("each fault once, in the order of the text", arguments: rows)
    func faults(row: Row) {
        #expect(parse(row.template).problems.map(\.fault) == row.faults)
    }

    @Test("a problem covers the bytes that are wrong")
    func places() throws {
        let text = "a\n{{if eq .x \"1\"}}\n  {{nope .y}}\n{{end}}"
        let problem = try #require(parse(text).problems.first)
        #expect(Array(text.utf8)[problem.start..<problem.end].elementsEqual("nope".utf8))
    }

    @Test("a block without its end points back at its beginning")
    func opening() throws {
        let problem = try #require(parse("x{{if .a}}\n{{range .b}}{{end}}\n").problems.first)
        #expect(problem.fault == .unexpectedEnd)
        #expect(problem.opening == 1)
    }
}
