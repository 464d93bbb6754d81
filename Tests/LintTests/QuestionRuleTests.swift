import Diagnostics
import Testing

@testable import Lint

@Suite("Rules about questions")
struct QuestionRuleTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let rule: String
        let question: String
        let message: String?
        let file: String

        init(_ rule: String, _ question: String, _ message: String?, file: String = "x: ${A}\n") {
            (self.rule, self.question, self.message, self.file) = (rule, question, message, file)
        }

        var testDescription: String { "\(rule) \(question)" }
    }

    static let rows = [
        Row("MU011", "{variable: A, type: enum, options: []}", "the question A is a choice and has no options"),
        Row(
            "MU011", "{variable: A, options: [a]}", "the question A has options, and is no choice but of type string"),
        Row("MU011", "{variable: A, type: int, options: []}", nil),
        Row("MU013", "{variable: AWS_ACCESS_KEY_ID, type: string}", nil),
        Row("MU011", "{variable: A, type: string}", nil),
        Row("MU070", "{variable: A}", nil),
        Row("MU070", "{variable: A, type: masked}", nil),
        Row("MU070", "{variable: A, type: secrets}", "the question A has the unknown type \"secrets\""),
        Row("MU071", "{label: Size}", "the question \"Size\" has no variable"),
        Row("MU071", "{variable: a.b}", "the variable \"a.b\" is no name"),
        Row("MU071", "{variable: A_1}", nil),
        Row(
            "MU072", "{variable: A, type: int, default: ten}",
            "the default of the question A is \"ten\", not an integer"),
        Row("MU072", "{variable: A, type: int, default: -1}", nil),
        Row("MU072", "{variable: A, type: int}", nil),
        Row("MU072", "{variable: A, type: float, default: 1.5}", nil),
        Row("MU072", "{variable: A, type: float, default: x}", "the default of the question A is \"x\", not a number"),
        Row("MU072", "{variable: A, type: boolean, default: yes}", nil),
        Row(
            "MU072", "{variable: A, type: boolean, default: 'ja'}",
            "the default of the question A is \"ja\", not a truth value"),
        Row("MU072", "{variable: A, type: enum, options: [true, false], default: true}", nil),
        Row(
            "MU073", "{variable: A, type: int, min: 5, max: 4}",
            "the question A has a minimum of 5, above its maximum of 4"),
        Row(
            "MU073", "{variable: A, type: int, min: 0, default: -1}",
            "the default of the question A is outside its limits"),
        Row("MU073", "{variable: A, type: int, default: -1}", nil),
        Row(
            "MU073", "{variable: A, min_length: 3, default: ab}",
            "the default of the question A has 2 characters, outside its limits"),
        Row("MU073", "{variable: A, max_length: 2, default: äö}", nil),
        Row(
            "MU073", "{variable: A, min_length: 3, max_length: 2}",
            "the question A asks for at least 3 characters and at most 2"),
        Row("MU074", "{variable: A}", nil),
        Row("MU074", "{variable: A}", nil, file: "x: $A\n"),
        Row("MU074", "{variable: A}", "no file uses the answer to A", file: "x: $AB\n"),
        Row("MU074", "{variable: A}", "no file uses the answer to A", file: "x: A\n"),
        Row("MU074", "{variable: A}", nil, file: "x: {{.Values.A}}\n"),
        Row("MU074", "{variable: A}", nil, file: "x: {{index .Values \"A\"}}\n"),
        Row("MU075", "{variable: A, required: true, type: boolean}", nil),
        Row("MU075", "{variable: A}", nil),
        Row("MU013", "{variable: API_TOKEN, type: enum, options: [a]}", nil),
        Row("MU013", "{variable: apiKey}", "apiKey looks like a secret and is asked as plain text"),
        Row("MU013", "{variable: KEY_NAME, type: string}", nil),
        Row("MU076", "{variable: A, type: password, default: ''}", nil),
        Row("MU076", "{variable: A, type: string, default: a}", nil),
    ]

    @Test("a question is found wanting for what it says, and for nothing else", arguments: rows)
    func question(_ row: Row) async {
        let files = Rule.Example.web(
            "rancher-compose.yml",
            ".catalog:\n  name: Web\n  version: 1.0.0\n  questions:\n  - \(row.question)\nweb:\n  scale: 1\n",
            better: "", ["other.txt": row.file]
        ).files
        let found = await RuleTests.findings(files).filter { $0.rule == row.rule }
        #expect(found.map(\.diagnostic.message) == [row.message].compactMap(\.self))
        #expect(found.allSatisfy { $0.diagnostic.location.start?.line == 5 })
    }

    @Test("a variable that is asked for twice is found at the second question")
    func twice() async {
        let files = Rule.Example.asking("{variable: ANSWER}", "{variable: ANSWER}", better: "").files
        let found = await RuleTests.findings(files).filter { $0.rule == "MU071" }
        #expect(found.map(\.diagnostic.location.start?.line) == [6])
        #expect(found.first?.diagnostic.related.map(\.location.start?.line) == [5])
    }

    @Test("the fix of a secret that is shown replaces its type")
    func secretFix() async throws {
        let files = Rule.Example.asking("{variable: TOKEN, type: string}", better: "").files
        let found = try #require(await RuleTests.findings(files).first { $0.rule == "MU013" })
        let fix = try #require(found.diagnostic.fixes.first)
        #expect(fix.replacement == "password" && fix.location.start?.column == 29 && fix.location.end?.column == 35)
    }
}
