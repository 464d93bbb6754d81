import Budget
import Diagnostics
import GoTemplate
import MusterTesting
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

    @Test("the default limit of nesting fits the stack, in parsing, running and printing")
    func defaultNesting() throws {
        let depth = TemplateLimits.default.nesting - 1
        let parentheses =
            "{{" + String(repeating: "(", count: depth) + "len .l" + String(repeating: ")", count: depth) + "}}"
        let chain = "{{if false}}" + String(repeating: "{{else if false}}", count: depth) + "{{else}}10{{end}}"
        for text in [parentheses, chain] {
            let output = try run(text, #"{"l": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}"#)
            #expect(output.text == "10")
            #expect(parse(text).template?.printed.isEmpty == false)
        }
    }

    @Test("faults are told up to a number")
    func faults() {
        let problems = parse(String(repeating: "{{nope}}", count: 5000), limits: TemplateLimits(faults: 7)).problems
        #expect(problems.count == 8)
        #expect(problems.last?.fault == .tooManyFaults(limit: 7))
        let nested = parse(String(repeating: "{{if nope}}", count: 150), limits: TemplateLimits(faults: 7)).problems
        #expect(nested.count == 8)
    }

    @Test("looking through many variables, and working on long texts, are steps too")
    func work() throws {
        let loops = "{{range .l}}{{range $.l}}{{range $.l}}BODY{{end}}{{end}}{{end}}"
        let variables = "{{$a := 1}}" + String(repeating: "{{$b := 1}}", count: 3200)
        let reading = variables + loops.replacing("BODY", with: "{{if eq $a 2}}x{{end}}")
        #expect(try Self.fault(reading, TemplateLimits(steps: 100_000)) == .tooManySteps(limit: 100_000))
        #expect(try Self.fault(reading.replacing("$a 2", with: "$b 2"), TemplateLimits(steps: 100_000)) == nil)
        let text = #"{{$t := printf "%100000d" 1}}"# + loops.replacing("BODY", with: "{{if eq $t $t}}{{end}}")
        #expect(try Self.fault(text, TemplateLimits(steps: 100_000)) == .tooManySteps(limit: 100_000))
        #expect(try Self.fault(text.replacing("%100000d", with: "%100d"), TemplateLimits(steps: 100_000)) == nil)
    }

    @Test("printf stops behind the limit whatever it prints, and reads a format once")
    func format() throws {
        let limits = TemplateLimits(outputBytes: 1 << 20)
        let wide = #"{{printf "FORMAT" nil}}"#.replacing(
            "FORMAT", with: String(repeating: "%999999[1]v", count: 20_000))
        #expect(try Self.fault(wide, limits) == .tooMuchOutput(limit: 1 << 20))
        let short = #"{{printf "FORMAT" ""}}"#.replacing(
            "FORMAT", with: String(repeating: "%.999999[1]s", count: 20_000))
        #expect(try Self.fault(short, limits) == nil)
        let open = #"{{printf "FORMAT"}}"#.replacing("FORMAT", with: String(repeating: "%[", count: 300_000))
        #expect(try Self.fault(open, .default) == nil)
    }

    @Test("many variables and definitions are found at once")
    func names() throws {
        let declared = (0..<30_000).map { "{{$v\($0):=1}}" }.joined()
        let read = (29_000..<30_000).map { "{{$v\($0)}}" }.joined()
        #expect(try run(declared + read).output.count == 1000)
        let defined = (0..<10_000).map { "{{define \"t\($0)\"}}x{{end}}" }.joined()
        let called = (0..<10_000).map { "{{template \"t\($0)\"}}" }.joined()
        #expect(try run(defined + called).output.count == 10_000)
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

    private static let functions = FunctionLibrary([
        TemplateFunction("tuple", [.any], variadic: true, result: .list(.any)) { arguments, _ in
            .list(GoList(arguments))
        },
        TemplateFunction("dict", [], result: .map(.any)) { _, _ in .map(GoMap()) },
        TemplateFunction("set", [.map(.any), .string, .any], result: .map(.any)) { arguments, _ in
            guard case .map(let map) = arguments[0], case .string(let key) = arguments[1] else { return .none }
            map[key] = arguments[2]
            return .map(map)
        },
    ])

    private static func runWithFunctions(_ text: String, _ data: Value = .none, _ limits: TemplateLimits = .default)
        throws -> TextTemplate.Output
    {
        let parsed = TextTemplate.parse(.init(path: "t", bytes: Array(text.utf8)), library: functions)
        return try #require(parsed.template).execute(data, ExecutionOptions(limits: limits))
    }

    private static let fiveHundredTimes = """
        {{define "l"}}{{end}}{{$l := tuple 1 2 3 4 5}}{{$x := tuple 1}}\
        {{range $l}}{{range $l}}{{range $l}}{{range $l}}BODY{{end}}{{end}}{{end}}{{end}}
        """

    @Test("lists inside lists, which printing would have to follow")
    func nestedLists() throws {
        let deep = Self.fiveHundredTimes.replacing("BODY", with: "{{$x = tuple $x}}")
        #expect(try Self.runWithFunctions(deep).problem?.fault == .tooNested(limit: 200))
    }

    @Test("lists that share their parts and would print without end")
    func sharedLists() throws {
        let doubling =
            #"{{$x := tuple 1}}{{range tuple 1 2 3 4 5 6}}{{range tuple 1 2 3 4 5 6}}{{$x = tuple $x $x}}"#
            + "{{end}}{{end}}{{print $x}}"
        for text in [doubling, doubling + "{{$x}}", doubling.replacing("print $x", with: "$x")] {
            let output = try Self.runWithFunctions(text, .none, TemplateLimits(outputBytes: 5000))
            #expect(output.problem?.fault == .tooMuchOutput(limit: 5000))
        }
    }

    @Test("a map in itself prints and is let go")
    func cycle() throws {
        let output = try Self.runWithFunctions(#"{{$d := dict}}{{$_ := set $d "self" $d}}{{$d}}"#)
        #expect(output.problem == nil)
        #expect(output.text.hasPrefix("map[self:map[self:"))
    }

    @Test("a long chain of maps is let go without deep recursion")
    func chain() throws {
        let text = Self.fiveHundredTimes.replacing("tuple 1 2 3 4 5", with: "tuple 1 2 3 4 5 6 7 8 9 0")
            .replacing("tuple 1}}", with: "dict}}").replacing(
                "BODY", with: #"{{$n := dict}}{{$_ := set $x "n" $n}}{{$x = $n}}"#)
        #expect(try Self.runWithFunctions(text).problem == nil)
    }

    @Test("the caller's own map stays as it was")
    func rootIsKept() throws {
        let root = GoMap()
        root["a"] = .int(1)
        #expect(try Self.runWithFunctions(#"{{$_ := set . "self" .}}{{len .}}"#, .map(root)).text == "2")
        #expect(root.count == 1)
    }

    @Test(
        "bytes that functions take and give, that are printed and written, count together",
        arguments: [
            #"{{$t := printf "%9000d" 1}}{{range .l}}{{if eq $t $t}}{{end}}{{end}}"#,
            #"{{$t := printf "%9000d" 1}}{{range .l}}{{$x := html $t}}{{end}}"#,
            #"{{range .l}}{{$t := printf "%9000d" 1}}{{end}}"#,
            #"{{range .l}}{{printf "%9000d" 1}}{{end}}"#,
            #"{{range .l}}{{range $.l}}{{range $.l}}{{range $.l}}{{$x := index $.l 1}}{{end}}{{end}}{{end}}{{end}}"#,
        ])
    func movedBytes(text: String) throws {
        let limit = 64_000
        #expect(try Self.fault(text, TemplateLimits(movedBytes: limit)) == .stopped(.tooManyBytes(limit: limit)))
        #expect(try Self.fault(text, TemplateLimits(movedBytes: 100 * limit)) == nil)
    }

    @Test("one call that works long and gives little has the same limit")
    func longCall() throws {
        let text = #"{{printf "FORMAT" 1.5}}"#.replacing("FORMAT", with: String(repeating: "%.1[1]f", count: 1_000))
        #expect(try Self.fault(text, TemplateLimits(movedBytes: 300_000)) == .stopped(.tooManyBytes(limit: 300_000)))
        #expect(try Self.fault(text, .default) == nil)
    }

    @Test("a format that pads what is missing stops at the output's limit")
    func padding() throws {
        let text = #"{{printf "FORMAT" 1 nil}}"#.replacing(
            "FORMAT", with: String(repeating: "%900000[2]v", count: 50_000))
        #expect(try Self.fault(text, TemplateLimits(outputBytes: 2_000_000)) == .tooMuchOutput(limit: 2_000_000))
    }

    @Test(
        "a run ends when its budget does, wherever it is",
        arguments: [
            "{{range .l}}{{range $.l}}{{range $.l}}{{range $.l}}x{{end}}{{end}}{{end}}{{end}}",
            #"{{define "t"}}{{template "t"}}{{end}}{{template "t"}}"#,
            #"{{range .l}}{{range $.l}}{{$x := printf "%9000d" 1}}{{end}}{{end}}"#,
        ])
    func budget(text: String) throws {
        let looks = Countdown(from: 2)
        let budget = WorkBudget { looks.isOver ? .cancelled : nil }
        let options = ExecutionOptions(budget: budget)
        let output = try run(text, #"{"l": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}"#, options)
        #expect(output.problem?.fault == .stopped(.cancelled))
        #expect(output.problem?.fault.isOfTheTemplate == false)
    }

    @Test("a text that doubles itself, or a padding that is too wide")
    func values() throws {
        let doubling = #"{{$x := "0123456789"}}{{range .l}}{{range $.l}}{{$x = print $x $x}}{{end}}{{end}}"#
        #expect(try Self.fault(doubling, TemplateLimits(outputBytes: 1000)) == .tooMuchOutput(limit: 1000))
        #expect(try run(#"{{printf "%2000000d" 1}}"#).text == "%!(NOVERB)%!(EXTRA int=1)")
    }
}
