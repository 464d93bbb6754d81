import Diagnostics
import Foundation
import FoundationXML
import JSON
import MusterTesting
import Testing

@testable import Lint

@Suite("Reports of lint")
struct OutputTests {
    private static let files = [
        "templates/wéb/config.yml": "name: Web\nversion: 1.0.0\n",
        "templates/wéb/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n",
        "templates/wéb/0/docker-compose.yml":
            "web:\n  image: 'a:latest' # ü\nother:\n  image: b:latest # muster-lint:disable=MU014\n",
    ]

    private static func report(_ files: [String: String] = files) async -> (
        report: LintReport, sources: [String: SourceText]
    ) {
        let report = await RuleTests.report(files)
        let sources = Dictionary(
            files.map { ($0.key, SourceText(path: $0.key, bytes: Array($0.value.utf8))) }
        ) { first, _ in first }
        return (report, sources)
    }

    @Test("text groups findings by file and counts them at the end")
    func text() async {
        let (report, sources) = await Self.report()
        let text = LintText(report: report, source: { sources[$0] }, isColoured: false).text
        #expect(
            text.contains(
                """
                templates/wéb/0/docker-compose.yml:2:10: warning: the image a:latest has the tag latest, which moves [MU014 moving-tag]
                 2 |   image: 'a:latest' # ü
                   |          ^~~~~~~~~~
                """))
        #expect(text.contains("1 suppressed in 1 version of 1 template\n"))
    }

    @Test("text and JSON tell what exploring took, unless nothing is explored")
    func effort() async {
        var files = Rule.branchFails.example.files
        files["infra-templates/web/0/docker-compose.yml.tpl", default: ""] += "  {{- if .Values.NOBODY}}{{end}}\n"
        let report = await Self.report(files).report
        let text = LintText(report: report, source: { _ in nil }, isColoured: false).text
        #expect(text.hasSuffix("branches 3/4, 2 runs\n"))
        #expect(report.json["exploration"]?["reachedBranches"] == .integer(3))
        #expect(report.json["exploration"]?["incomplete"] == .integer(0))

        var configuration = LintConfiguration()
        configuration.explores = false
        let plain = await RuleTests.report(files, configuration)
        #expect(plain.json["exploration"] == nil)
        #expect(plain.findings.allSatisfy { $0.rule != "MU004" })
    }

    @Test("a failing branch is told with the flags that show it, fit for a shell")
    func flags() async throws {
        var files = Rule.branchFails.example.files
        let form =
            "{variable: TTY, type: enum, options: [\"no\", \"it's true\"], default: \"no\"}, {variable: KEY, required: true}"
        files["infra-templates/web/0/rancher-compose.yml"] = ".catalog:\n  version: 1.0.0\n  questions: [\(form)]\n"
        files["infra-templates/web/0/docker-compose.yml.tpl"] =
            "web:\n  image: a:1.0.0\n  {{- if eq .Values.TTY \"it's true\"}}\n  priviledged: ${KEY}\n  {{- end}}\n"
        let found = try #require(await Self.report(files).report.findings.first { $0.rule == "MU004" }).diagnostic
        #expect(found.message.hasPrefix(#"with --set 'TTY=it'\''s true': "#))
        #expect(
            found.notes.last
                == #"shown by muster render infra-templates/web/0 --set 'TTY=it'\''s true' --set KEY=placeholder2"#)
        #expect(found.location.start?.line == 4)
    }

    @Test("JSON has every finding with its rule, and the counts of those that count")
    func json() async throws {
        let (report, _) = await Self.report()
        let findings = try #require(report.json["findings"]?.array?.filter { $0["rule"] == .string("MU014") })
        try #require(findings.count == 2, "\(report.findings)")
        #expect(findings[0]["location"]?["line"] == .integer(2) && findings[0]["suppression"] == nil)
        #expect(findings[1]["suppression"] == .string("comment"))
        #expect(report.json["counts"]?["suppressed"] == .integer(1))
    }

    @Test(
        "SARIF follows the published schema, with suppressions, rules and addresses",
        .enabled(if: SharedCorpus.isPresent, "the published schema is not here"))
    func sarif() async throws {
        let schema = try JSONSchema(parsing: try SharedCorpus.contents(of: "schemas/sarif-2.1.0.schema.json"))
        let (report, _) = await Self.report()
        let sarif = LintSARIF(report: report, toolVersion: "0.1.0").json
        let problems = schema.problems(of: try JSONValue(parsing: Data(sarif.canonicalBytes)))
        #expect(problems.isEmpty, "\(problems.prefix(5))")
        let run = try #require(sarif["runs"]?.array?.first)
        let results = try #require(run["results"]?.array?.filter { $0["ruleId"] == .string("MU014") })
        #expect(results.map { $0["suppressions"]?.array?.count } == [nil, 1])
        let place = results[0]["locations"]?.array?.first?["physicalLocation"]
        #expect(place?["artifactLocation"]?["uri"] == .string("templates/w%C3%A9b/0/docker-compose.yml"))
        #expect(place?["region"]?["startColumn"] == .integer(10))
        #expect(run["tool"]?["driver"]?["rules"]?.array?.count == Rule.all.count)
    }

    @Test("JUnit is well-formed, and counts what fails")
    func junit() async throws {
        let (report, _) = await Self.report()
        let text = LintJUnit(report: report).text
        let parser = XMLParser(data: Data(text.utf8))
        #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
        let failing = report.counted.count { $0.diagnostic.severity > .note }
        #expect(text.contains("<testsuites name=\"muster lint\" tests=\"\(max(1, failing))\" failures=\"\(failing)\">"))
    }

    @Test("annotations name file, line and columns, and keep to one line each")
    func github() async {
        let (report, _) = await Self.report()
        let lines = LintGitHub(report: report, prefix: "catalog").text.split(separator: "\n")
        #expect(lines.count == report.counted.count)
        #expect(
            lines.contains {
                $0.hasPrefix(
                    "::warning file=catalog/templates/wéb/0/docker-compose.yml,line=2,endLine=2,col=10,endColumn=20,title=MU014 moving-tag::the image a:latest"
                )
            })
    }

    @Test("a baseline takes what was there, and nothing that came later")
    func baseline() async throws {
        let (report, _) = await Self.report()
        let file = SourceText(path: "b.yml", bytes: Array(Baseline(of: report).text.utf8))
        let baseline = try #require(Baseline(reading: file))
        #expect(baseline.applied(to: report).counted.isEmpty)
        // A line before it does not make an old finding new; another of its kind is.
        var files = Self.files
        let path = "templates/wéb/0/docker-compose.yml"
        files[path] = "# moved\n" + (files[path] ?? "") + "third:\n  image: c:latest\n"
        let (later, _) = await Self.report(files)
        let counted = baseline.applied(to: later).counted.filter { $0.rule == "MU014" }
        #expect(counted.map(\.diagnostic.location.start?.line) == [7])
        #expect(Baseline(reading: SourceText(path: "b", bytes: Array("x".utf8))) == nil)
    }

    @Test("a clean catalog's reports are whole")
    func clean() {
        let report = LintReport(findings: [], templates: 1, versions: 2)
        #expect(
            LintText(report: report, source: { _ in nil }, isColoured: false).text
                == "0 errors, 0 warnings, 0 notes in 2 versions of 1 template\n")
        #expect(XMLParser(data: Data(LintJUnit(report: report).text.utf8)).parse())
        #expect(LintGitHub(report: report).text.isEmpty)
    }
}

@Suite("Configuration of lint")
struct ConfigurationTests {
    private static let files = [
        "templates/web/config.yml": "name: Web\nversion: 1.0.0\n",
        "templates/web/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n",
        "templates/web/0/docker-compose.yml": "web:\n  image: a:latest\n",
    ]

    private static func severities(_ text: String) async -> [Severity] {
        let read = LintConfiguration.read(SourceText(path: "c.yml", bytes: Array(text.utf8)))
        #expect(read.diagnostics.isEmpty)
        return await RuleTests.findings(files, read.configuration).filter { $0.rule == "MU014" }
            .map(\.diagnostic.severity)
    }

    @Test(
        "a rule is turned off, or weighs otherwise, everywhere or below paths",
        arguments: [
            ("", [Severity.warning]), ("rules: {MU014: off}", []), ("rules: {moving-tag: error}", [.error]),
            ("paths: {'templates/*': {MU014: off}}", []), ("paths: {'infra-templates/*': {MU014: off}}", [.warning]),
            ("rules: {MU014: note}\npaths: {'templates/web': {MU014: on}}", [.warning]),
            ("paths: {'**/docker-compose.yml': {MU014: note}}", [.note]),
            ("paths: {'templates/w': {MU014: off}}", [.warning]),
        ])
    func settings(_ text: String, _ severities: [Severity]) async {
        #expect(await Self.severities(text) == severities)
    }

    @Test(
        "versions that none of the servers may run are passed over",
        arguments: [([], 2), (["v1.6.30"], 1), (["v1.4.0"], 1), (["v1.4.0", "v1.6.30"], 2), (["v1.5.50"], 0)])
    func servers(_ servers: [String], _ count: Int) async {
        var files = Self.files
        for (revision, window) in [(0, "maximum_rancher_version: v1.5.0"), (1, "minimum_rancher_version: v1.6.0")] {
            files["templates/web/\(revision)/rancher-compose.yml"] =
                ".catalog:\n  version: 1.\(revision).0\n  \(window)\n"
            files["templates/web/\(revision)/docker-compose.yml"] = "web:\n  image: a:latest\n"
        }
        let text = servers.isEmpty ? "" : "rancherVersions: [\(servers.joined(separator: ", "))]\n"
        let configuration = LintConfiguration.read(SourceText(path: "c", bytes: Array(text.utf8))).configuration
        #expect(await RuleTests.findings(files, configuration).count { $0.rule == "MU014" } == count)
    }

    @Test(
        "what is not understood is an error with the nearest right one",
        arguments: [
            ("rules: {MU01: off}", 1, "unknown rule \"MU01\""),
            ("rules:\n  moving-tags: off", 2, "did you mean \"moving-tag\"?"),
            ("rules: {MU014: of}", 1, "did you mean \"off\"?"), ("rule: {}", 1, "did you mean \"rules\"?"),
            ("paths: {\((0...200).map { "p\($0): {}" }.joined(separator: ", "))}", 1, "more than 200 patterns"),
            ("rules: [MU014]", 1, "takes a map"), ("- a", 1, "takes a map"), ("rules: {", 1, ""),
        ])
    func mistakes(_ text: String, _ line: Int, _ message: String) throws {
        let read = LintConfiguration.read(SourceText(path: "c.yml", bytes: Array(text.utf8)))
        let found = try #require(read.diagnostics.first)
        #expect(found.severity == .error && found.location.start?.line == line)
        #expect("\(found.message) \(found.help ?? "")".contains(message) || message.isEmpty)
    }

    @Test(
        "a comment turns rules off for its line, the next one, or the file",
        arguments: [
            ("web:\n  image: a:latest # muster-lint:disable=MU014\n", 0),
            ("web:\n  # muster-lint:disable=moving-tag,MU001\n  image: a:latest\n", 0),
            ("# muster-lint:disable-file=MU014\nweb:\n  image: a:latest\n", 0),
            ("# muster-lint:disable=MU014\nweb:\n  image: a:latest\n", 1),
            ("web:\n  image: a:latest # muster-lint:disable=MU001\n", 1),
            ("web:\n  image: a:latest # muster-lint:disable\n", 1),
        ])
    func comments(_ text: String, _ count: Int) async {
        let files = Self.files.merging(["templates/web/0/docker-compose.yml": text]) { $1 }
        let findings = await RuleTests.findings(files).filter { $0.rule == "MU014" && $0.suppression == nil }
        #expect(findings.count == count)
    }
}
