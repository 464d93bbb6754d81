import Budget
import Compose
import Diagnostics
import MusterTesting
import Testing
import YAML

/// Each limit of loading is reached, and says so.
struct LimitTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let code: String
        let text: String
        let limits: ComposeLimits
        var resources: [String: String] = [:]
        var variables: [String: String] = [:]
        var testDescription: String { code }
    }

    static let rows = [
        Row(code: "compose-too-many-services", text: "a: {}\nb: {}\nc: {}\n", limits: ComposeLimits(services: 2)),
        Row(
            code: "compose-interpolation-size", text: "a: {image: $X, command: $X}\n",
            limits: ComposeLimits(interpolatedBytes: 15), variables: ["X": "0123456789"]),
        Row(
            code: "compose-extends-depth",
            text: "a: {extends: {service: b}}\nb: {extends: {service: c}}\nc: {extends: {service: d}}\nd: {}\n",
            limits: ComposeLimits(extendsDepth: 3)),
        Row(
            code: "compose-extends-size", text: "a: {image: x, tty: true}\nb: {extends: {service: a}}\n",
            limits: ComposeLimits(extendedValues: 2)),
        Row(
            code: "compose-extends-size", text: "a: {image: a123456789}\nb: {extends: {service: a}}\n",
            limits: ComposeLimits(extendedBytes: 14)),
        Row(
            code: "compose-env-file-size", text: "a: {env_file: e.env}\n", limits: ComposeLimits(envFileBytes: 3),
            resources: ["e.env": "A=12"]),
        Row(
            code: "compose-env-file-size", text: "a: {env_file: e.env}\n", limits: .default,
            resources: ["e.env": "A=1\nB=" + String(repeating: "x", count: 70_000)]),
        Row(
            code: "compose-too-many-variables", text: "a: {env_file: e.env}\n", limits: ComposeLimits(variables: 2),
            resources: ["e.env": "A=1\nB=2\nC=3\n"]),
        Row(
            code: "compose-too-many-files",
            text: "a: {extends: {file: x.yml, service: a}}\nb: {extends: {file: y.yml, service: a}}\n",
            limits: ComposeLimits(files: 1), resources: ["x.yml": "a: {}\n", "y.yml": "a: {}\n"]),
        Row(
            code: "yaml-too-many-nodes", text: "a: {image: x}\n",
            limits: ComposeLimits(yaml: YAMLLimits(nodes: 2))),
    ]

    @Test("a limit stops loading with its own diagnostic", arguments: rows)
    func limit(_ row: Row) {
        let stack = Stacks.load(
            row.text, variables: row.variables, resources: row.resources, limits: row.limits)
        #expect(stack.codes == [row.code])
        #expect(stack.referenceError != nil && stack.project == nil)
        let unlimited = Stacks.load(row.text, variables: row.variables, resources: row.resources)
        #expect(unlimited.referenceError == nil || row.limits == .default)
    }

    /// Texts that make one stage move much.
    static let moving = [
        Row(
            code: "work-bytes", text: "a: {env_file: [e.env, ./e.env, ././e.env]}\n",
            limits: ComposeLimits(movedBytes: 2_500),
            resources: ["e.env": String(repeating: "# nothing\n", count: 100)]),
        Row(
            code: "work-bytes", text: "a: {command: \"$A$A$A$A\"}\n", limits: ComposeLimits(movedBytes: 2_500),
            variables: ["A": String(repeating: "x", count: 1_000)]),
        Row(
            code: "work-bytes",
            text: "a: {labels: {io.rancher.sidekicks: '\(String(repeating: "b,", count: 2_000))'}}\nb: {image: x}\n",
            limits: ComposeLimits(movedBytes: 2_500)),
        Row(
            code: "work-bytes", text: (0..<20).map { "s\($0): {env_file: e.env}\n" }.joined(),
            limits: ComposeLimits(movedBytes: 2_500), resources: ["e.env": "A=1\nB=1\nC=1\nD=1\nE=1\n"]),
        Row(
            code: "work-bytes",
            text: "\(String(repeating: "a", count: 200)): {\((0..<20).map { "x\($0): 1" }.joined(separator: ", "))}\n",
            limits: ComposeLimits(movedBytes: 2_500)),
    ]

    @Test("a stage that moves more than it may is given up, and says so", arguments: moving)
    func movedBytes(_ row: Row) {
        let stack = Stacks.load(row.text, variables: row.variables, resources: row.resources, limits: row.limits)
        #expect(stack.codes.contains(row.code))
        #expect(
            stack.diagnostics.last { $0.code == .workBytes }?.message
                == "loading the stack moves more than 2500 bytes, and was given up")
        let unlimited = Stacks.load(row.text, variables: row.variables, resources: row.resources)
        #expect(!unlimited.codes.contains(row.code))
    }

    @Test("the budget ends every stage", arguments: [0, 5, 12, 18, 25, 40, 50])
    func budget(looks: Int) {
        let countdown = Countdown(from: looks)
        let service = "environment: [\((0..<4_000).map { "A\($0)=$B" }.joined(separator: ", "))]"
        var input = Stacks.input("a: {image: x, \(service)}\n", variables: ["B": "b"])
        input.budget = WorkBudget { countdown.isOver ? .outOfTime(seconds: 5) : nil }
        let result = ComposeLoader.load(input)
        #expect(Set(result.codes) == ["work-time"])
    }

    @Test("replacing variables stops where the document becomes too large, not behind it")
    func hugeReplacement() {
        let text = "a: {command: \"\(String(repeating: "$A", count: 10_000))\"}\n"
        let stack = Stacks.load(text, variables: ["A": String(repeating: "x", count: 1 << 20)])
        #expect(stack.codes == ["compose-interpolation-size"])
    }

    @Test("the same text is not brought in without end by extends")
    func hugeExtends() {
        let services = (0..<1_900).map { "s\($0): {extends: {service: a}}\n" }.joined()
        let stack = Stacks.load("a: {command: [\(String(repeating: "x", count: 100_000))]}\n\(services)")
        #expect(stack.codes.contains("compose-extends-size"))
    }

    @Test(
        "what is wrong many times is told so many times, in time, and the rest is counted",
        arguments: [
            ("compose-unknown-option", "a: {\((0..<5_000).map { "x\($0): 1" }.joined(separator: ", "))}\n"),
            ("interpolation-unset", "a: {command: [\((0..<3_000).map { "$A\($0)" }.joined(separator: ", "))]}\n"),
        ])
    func manyFindings(code: String, text: String) {
        let variables = Dictionary(uniqueKeysWithValues: (0..<1_000).map { ("B\($0)", "") })
        let stack = Stacks.load(text, variables: variables)
        let told = stack.codes.filter { $0 == code }
        #expect(told.count == CappedDiagnostics.mostOfAKind + 1)
        #expect(stack.codes.count <= told.count + 2)
    }

    @Test("a variable of an env_file that is there already is known by its name, as the reference knows it")
    func environmentNames() {
        let stack = Stacks.load(
            "a: {image: x, env_file: e.env, environment: [ABC=1, B]}\n",
            resources: ["e.env": "AB\nABC=2\nABCD=3\nB=4\nB\nC\nC=5\nAB=6\n"])
        #expect(stack.json.contains(#""environment":["ABC=1","B","ABCD=3","B=4","C","C=5","AB=6"]"#))
    }

    @Test("a large env_file is read in time")
    func largeEnvironment() {
        let prefix = String(repeating: "A", count: 250)
        let lines = (0..<3_900).map { "\(prefix)\($0)=1\n" }.joined()
        #expect(Stacks.load("a: {env_file: e.env}\n", resources: ["e.env": lines]).codes.isEmpty)
    }

    @Test("a stage shows so many findings and no more")
    func findings() {
        let text = "a: {links: [\((0..<50).map { _ in "x" }.joined(separator: ", "))]}\n"
        let stack = Stacks.load(text, limits: ComposeLimits(findings: 3))
        #expect(
            stack.codes == Array(repeating: "compose-duplicate-element", count: 3) + ["compose-too-many-findings"])
    }

    @Test("a text of the reference that would be huge is cut", arguments: ["links", "dns"])
    func hugeText(_ option: String) {
        let text = "a: {\(option): [\((0..<20_000).map { _ in "xxxxxxxxxx" }.joined(separator: ", "))]}\n"
        #expect((Stacks.load(text).referenceError?.utf8.count ?? 0) < 1_000_000)
    }

    @Test("values nested as deep as YAML reads them are compared in time")
    func depth() {
        let nested = String(repeating: "[", count: 50) + String(repeating: "]", count: 50)
        #expect(Stacks.load("a: {links: [\(nested), \(nested)]}\n").referenceError != nil)
    }

    @Test("many services, options and elements cost time in proportion")
    func large() {
        let service = "environment: [\((0..<4000).map { "A\($0)=1" }.joined(separator: ", "))]"
        let text = (0..<10).map { "s\($0): {image: a, \(service)}\n" }.joined()
        #expect(Stacks.load(text, "s0: {\(service)}\n").referenceError == nil)
    }
}
