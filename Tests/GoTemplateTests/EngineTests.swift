import Diagnostics
import GoTemplate
import Testing

@Suite("Rules of the engine")
struct EngineTests {
    @Test("Go 1.8 ignored words behind a parenthesised first word")
    func ignoredWords() throws {
        let text = #"{{if (ne .a "x") and .b}}yes{{else}}no{{end}}"#
        let json = #"{"a": "y", "b": ""}"#
        #expect(try run(text, json).problem?.fault == .argumentsToNonFunction(#"ne .a "x""#))
        #expect(try run(text, json, ExecutionOptions(rules: .go18)).text == "yes")
    }

    @Test("Go 1.8 refused to compare what is missing")
    func comparingMissing() throws {
        #expect(try run(#"{{eq .a "x"}}"#).text == "false")
        let output = try run(#"{{eq .a "x"}}"#, "{}", ExecutionOptions(rules: .go18))
        #expect(output.problem?.fault == .call(function: "eq", message: "invalid type for comparison"))
    }

    @Test("a loop that sets two variables where $ alone is there stops; Go ends the process")
    func loopOverDollar() throws {
        let fault = ExecutionFault.call(
            function: "range", message: "it sets two variables, and $ is the only one here")
        #expect(try run("{{range $, $ = .l}}x{{end}}", #"{"l": [1, 2]}"#).problem?.fault == fault)
        #expect(try run("{{range $, $ = .l}}x{{else}}-{{end}}", #"{"l": []}"#).text == "-")
        #expect(try run("{{range $ = .l}}{{$}}{{end}}", #"{"l": [1, 2]}"#).text == "12")
        // Neither does it reach into whoever called the definition.
        let called = #"{{define "a"}}{{range $, $ = .}}x{{end}}{{end}}{{$v := 5}}{{template "a" .l}}{{$v}}"#
        #expect(try run(called, #"{"l": [1, 2]}"#).problem?.fault == fault)
    }

    @Test("one template runs in parallel with itself")
    func parallel() async throws {
        let template = try #require(parse("{{range $i, $e := .l}}{{$i}}{{$e}};{{end}}").template)
        let outputs = await withTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<16 { group.addTask { template.execute(TestData.value(#"{"l": ["a", "b"]}"#)).output } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outputs.count == 16)
        #expect(outputs.allSatisfy { $0.elementsEqual("0a;1b;".utf8) })
    }

    @Test("a function sees the surroundings it is given, and nothing else")
    func surroundings() throws {
        let function = TemplateFunction("env", [.string], result: .string) { arguments, surroundings in
            guard case .string(let name) = arguments[0] else { return .none }
            return .string(surroundings.environment[String(decoding: name, as: UTF8.self)] ?? "")
        }
        let parsed = TextTemplate.parse(
            .init(path: "t", bytes: Array(#"{{env "HOME"}}{{env "X"}}"#.utf8)), library: FunctionLibrary([function]))
        let template = try #require(parsed.template)
        #expect(template.execute(.none).text == "")
        var surroundings = Surroundings.none()
        surroundings.environment = ["X": "1"]
        #expect(template.execute(.none, ExecutionOptions(surroundings: surroundings)).text == "1")
    }
}
