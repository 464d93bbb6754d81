import Diagnostics
import Testing

@testable import Lint

@Suite("Rules about templates")
struct TemplateRuleTests {
    private static func rules(_ files: [String: String]) async -> [String] {
        await RuleTests.findings(files).map(\.rule).filter { ["MU002", "MU003", "MU077", "MU078"].contains($0) }
    }

    private static func literal(_ window: String) -> [String: String] {
        Rule.Example.web(
            "rancher-compose.yml",
            """
            .catalog:
              name: Web
              version: 1.0.0
            \(window)  questions:
              - {variable: A, default: "%{{service_name}}"}
            web:
              scale: 1

            """, better: ""
        ).files
    }

    @Test(
        "braces for another program are found in every version",
        arguments: [
            ("", ["MU003"]), ("  minimum_rancher_version: v1.2.0\n", ["MU003"]),
            ("  maximum_rancher_version: v1.5.99\n", ["MU003"]), ("  maximum_rancher_version: v1.4.99\n", ["MU003"]),
        ])
    func window(_ window: String, _ expected: [String]) async {
        #expect(await Self.rules(Self.literal(window)) == expected)
    }

    @Test("for servers before v1.5.0 it is only a note")
    func beforeTemplates() async throws {
        let files = Self.literal("  maximum_rancher_version: v1.4.99\n")
        let found = try #require(await RuleTests.findings(files).first { $0.rule == "MU003" })
        #expect(found.diagnostic.severity == .note)
    }

    @Test("the fix of braces is a first line for the engine")
    func bracesFix() async throws {
        let found = try #require(await RuleTests.findings(Self.literal("")).first { $0.rule == "MU003" })
        let fix = try #require(found.diagnostic.fixes.first)
        #expect(fix.replacement == "# notemplating\n")
        #expect(fix.location.start?.offset == 0 && fix.location.end?.offset == 0)
    }

    @Test(
        "a file that takes values of the engine, or is named as a template, is one that fails",
        arguments: [
            ("docker-compose.yml", "{{ .Values.A | nosuch }}", ["MU002"]),
            ("docker-compose.yml.tpl", "{{ nosuch }}", ["MU002"]), ("docker-compose.yml", "{{ nosuch }}", ["MU003"]),
        ])
    func meant(_ file: String, _ action: String, _ expected: [String]) async {
        let files = Rule.Example.web(file, "web:\n  image: example/web:1.0.0\n  command: \"\(action)\"\n", better: "")
            .files
        #expect(await Self.rules(files) == expected)
    }

    @Test(
        "calls of env are found, the word elsewhere is not",
        arguments: [
            ("run {{ env `A` }}{{ expandenv `B` }}", ["MU078", "MU078"]), ("run env {{ 1 }}", []),
            ("run {{/* env */}}{{ 1 }}", []), ("run {{ `env` }}", []), ("run {{ .Values.env }}", []),
        ])
    func env(_ command: String, _ expected: [String]) async {
        let files = Rule.Example.web(
            "docker-compose.yml.tpl", "web:\n  image: example/web:1.0.0\n  command: \(command)\n", better: ""
        ).files
        #expect(await Self.rules(files) == expected)
    }

    @Test(
        "a password in a URL is found, a variable or a placeholder is none",
        arguments: [
            ("http://ann:s3cr3t@example.org/", ["MU077"]), ("http://ann:${PASSWORD}@example.org/", []),
            ("http://ann@example.org/", []), ("http://user:password@example.org/", []),
            ("http://example.org:80/@a", []), ("://", []),
        ])
    func url(_ url: String, _ expected: [String]) async {
        let files = Rule.Example.web(
            "docker-compose.yml", "web:\n  image: example/web:1.0.0\n  command: run \(url)\n", better: ""
        ).files
        let found = await RuleTests.findings(files).filter { $0.rule == "MU077" }
        #expect(found.map(\.rule) == expected)
        #expect(!found.contains { $0.diagnostic.message.contains("s3cr3t") })
    }
}
