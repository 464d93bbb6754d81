import Budget
import Diagnostics
import GoTemplate
import MusterTesting
import TemplateFunctions
import Testing

/// A template of a few bytes cannot exhaust the memory or the time.
@Suite("Limits of the template functions")
struct LimitTests {
    static let tooLong = "the result is longer than \(FunctionLimits.resultBytes) bytes"
    static let tooMany = "the result has more than \(FunctionLimits.listElements) elements"

    @Test(
        "a longer text than the limit is refused",
        arguments: [
            #"{{repeat 4194305 "x"}}"#, #"{{repeat 9223372036854775807 "ab"}}"#, #"{{indent 4194305 "a"}}"#,
            #"{{indent 1000000 "a\n\n\n\n\n"}}"#, #"{{randAlpha 4194305}}"#, #"{{randAscii 9223372036854775807}}"#,
            #"{{replace "" (repeat 100000 "y") (repeat 100 "x")}}"#,
            #"{{wrapWith 1 (repeat 100000 "-") (repeat 100 "x")}}"#,
            #"{{join (repeat 1000000 ",") (splitPreserveQuotes "a b c d e f")}}"#,
            #"{{$x := repeat 3000000 "x"}}{{cat $x $x}}"#, #"{{quote (repeat 1100000 "\x01")}}"#,
            #"{{b64enc (repeat 3200000 "x")}}"#,
            #"{{date (repeat 400000 "2006") 9223372036854775807}}"#,
        ])
    func longText(template: String) throws {
        let error = try #require(Rendering.run(template).error)
        #expect(error.hasSuffix(Self.tooLong))
    }

    @Test(
        "a longer list than the limit is refused",
        arguments: [
            "{{until 100001}}", "{{until -100001}}", "{{untilStep 0 9223372036854775807 4611686018427387904}}",
            "{{untilStep 0 9223372036854775807 1}}", #"{{split "" (repeat 100001 "x")}}"#,
            #"{{split "," (repeat 100001 ",")}}"#, #"{{splitPreserveQuotes (repeat 100002 " ")}}"#,
        ])
    func longList(template: String) throws {
        let error = try #require(Rendering.run(template).error)
        #expect(error.hasSuffix(Self.tooMany))
    }

    @Test("variables that make a longer text than the limit are refused")
    func longVariables() throws {
        var surroundings = Rendering.surroundings
        surroundings.environment["A"] = String(repeating: "a", count: 1 << 20)
        #expect(Rendering.text(#"{{len (expandenv "$A$A$A$A")}}"#, in: surroundings) == "4194304")
        #expect(Rendering.text(#"{{expandenv "$A$A$A$A${A}"}}"#, in: surroundings).hasSuffix(Self.tooLong))
    }

    @Test(
        "values that share their parts are not printed beyond the limit, one after another",
        arguments: ["cat", "quote", "squote", "dict"])
    func sharedParts(function: String) throws {
        let doubling = "{{$x := tuple 1}}" + String(repeating: "{{$x = tuple $x $x}}", count: 24)
        let many = String(repeating: " $x", count: 300)
        let error = try #require(Rendering.run("\(doubling){{\(function)\(many)}}").error)
        #expect(error.hasSuffix(Self.tooLong))
    }

    @Test("a long map is made of entries in any order, and the later of two counts")
    func longMap() {
        let entries = (0..<3_000).reversed().map { "\"\($0)\" \($0)" }.joined(separator: " ")
        #expect(
            Rendering.text("{{$d := dict \(entries) \"7\" \"x\"}}{{len $d}} {{$d._0}}{{index $d \"7\"}}")
                == "3000 <no value>x")
    }

    @Test(
        "work that goes by length is counted by length, whatever function does it",
        arguments: FunctionProfile.rancher16.library.functions.values.filter { function in
            function.parameters.count { $0 == .string } == 1 && !function.name.hasPrefix("gen")
        }.map(\.name).sorted())
    func countedByLength(name: String) throws {
        let function = try #require(FunctionProfile.rancher16.library.functions[name])
        let words = function.parameters.map { type in
            switch type {
            case .string: "$text"
            case .integer: "3"
            case .map: "(dict)"
            case .list: "(splitPreserveQuotes \"a b\")"
            case .structure: "now"
            default: "1"
            }
        }
        let call =
            "{{$text := repeat 20000 \"a\"}}{{range until 1000}}{{$x := \(name) \(words.joined(separator: " "))}}{{end}}"
        let error = try #require(Rendering.run(call, limits: TemplateLimits(movedBytes: 500_000)).error)
        #expect(error.hasSuffix("moves more than 500000 bytes, and was given up") || error.hasSuffix(Self.tooLong))
    }

    @Test("the budget is looked at behind every key that is made")
    func keys() throws {
        let source = SourceText(
            path: "t", bytes: Array("{{range until 9}}{{$k := genPrivateKey \"ecdsa\"}}{{end}}".utf8))
        let template = try #require(TextTemplate.parse(source, library: FunctionProfile.rancher16.library).template)
        let countdown = Countdown(from: 5)
        let budget = WorkBudget { countdown.isOver ? .outOfTime(seconds: 5) : nil }
        let run = template.execute(.none, ExecutionOptions(budget: budget, surroundings: Rendering.surroundings))
        #expect(run.problem?.fault == .stopped(.outOfTime(seconds: 5)))
    }

    @Test("what just fits is given")
    func justFits() {
        #expect(Rendering.text(#"{{len (repeat 4194304 "x")}} {{len (until 100000)}}"#) == "4194304 100000")
    }

    @Test("looking for a text takes time in proportion to both texts")
    func search() {
        let text = #"(repeat 400000 "a")"#
        let part = #"(print (repeat 100000 "a") "b")"#
        #expect(Rendering.text("{{contains \(part) \(text)}}") == "false")
        #expect(Rendering.text("{{len (replace \(part) \"\" \(text))}}") == "400000")
    }

    @Test(
        "the smallest and largest numbers do not trap",
        arguments: [
            ("{{substr \(Int.min) \(Int.max) \"abc\"}}", nil),
            ("{{abbrevboth \(Int.min) 8 \"abcdefghijkl\"}}", "abcde..."),
            ("{{abbrevboth \(Int.max) 8 \"abcdefghijkl\"}}", "...hijkl"), ("{{abbrev \(Int.max) \"abc\"}}", "abc"),
            ("{{trunc \(Int.min) \"abc\"}}", nil), ("{{wrap \(Int.max) \"a b\"}}", "a b"),
            ("{{wrap \(Int.min) \"a b\"}}", "a\nb"), ("{{randAlpha \(Int.min)}}", ""),
            ("{{div \(Int.min) -1}}", "\(Int.min)"), ("{{mod \(Int.min) -1}}", "0"),
            ("{{add \(Int.max) 1}}", "\(Int.min)"), ("{{sub \(Int.min) 1}}", "\(Int.max)"),
            ("{{mul \(Int.max) 2}}", "-2"), ("{{add1 \(Int.max)}}", "\(Int.min)"),
            ("{{int64 1e300}} {{int64 -1e300}}", "\(Int.min) \(Int.min)"),
            ("{{date \"2006\" \(Int.max)}}", "292277026596"), ("{{date \"2006\" \(Int.min)}}", "292277026596"),
        ] as [(String, String?)])
    func extremes(template: String, expected: String?) {
        let (output, error) = Rendering.run(template)
        #expect((error == nil) == (expected != nil))
        if let expected { #expect(String(decoding: output, as: UTF8.self) == expected) }
    }

    @Test("arguments that do not fit the parameters are a failure, not a trap")
    func unfit() {
        for (name, function) in FunctionProfile.rancher16.library.functions where !function.parameters.isEmpty {
            _ = Rendering.call(name)
            _ = Rendering.call(name, .bool(true), .bool(true), .bool(true))
        }
        guard case .failure(let failure) = Rendering.call("upper", .bool(true)) else {
            Issue.record("a bool passed as a text")
            return
        }
        #expect(failure.message == "argument 1 is bool, not string")
    }
}
