import Compose
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
