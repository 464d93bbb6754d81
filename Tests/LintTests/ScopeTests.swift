import Diagnostics
import MusterTesting
import Testing

@testable import Lint

@Suite("Lint of what changed since a revision")
struct ScopeTests {
    /// Every file that is given breaks some rule wherever it lies.
    private static let before: [String: String] = {
        var files: [String: String] = [:]
        for name in ["api", "web"] {
            let folder = "infra-templates/\(name)"
            files["\(folder)/config.yml"] = "name: \(name)\nversion: 1.0.0\ncategory: Server\nmaintaner: Ann\n"
            for version in 0...2 {
                files["\(folder)/\(version)/rancher-compose.yml"] =
                    ".catalog:\n  version: 1.0.\(version)\nweb:\n  scale: 1\n"
                files["\(folder)/\(version)/docker-compose.yml"] = "web:\n  image: a:latest\n"
            }
        }
        files["project-templates/small/config.yml"] = "name: Small\nversion: 1.0.0\n"
        files["project-templates/small/0/rancher-compose.yml"] = ".catalog:\n  version: 1.0.0\n"
        files["project-templates/small/0/project.yml"] =
            "name: Small\nstacks:\n- {name: web, templateId: 'mine:infra*web'}\n- {name: old, templateId: 'mine:infra*old'}\n"
        return files
    }()

    /// What is found after changes; an empty text takes a file away.
    private static func findings(after changes: [String: String]) async -> [String] {
        let after = before.merging(changes) { $1 }.filter { !$0.value.isEmpty }
        let tree = FileTree(after)
        let old = before.filter { changes[$0.key] != nil }.mapValues { Array($0.utf8) }
        let input = LintInput(
            name: "mine", folders: tree.folders, scope: LintScope(files: Set(changes.keys), before: old),
            contents: tree.contents)
        do {
            return try await Linter().lint(input).report.findings.map { "\($0.rule) \($0.diagnostic.location.path)" }
        } catch {
            preconditionFailure("what is in memory can be read: \(error)")
        }
    }

    @Test("a run that only glances at templates leaves nothing to take over")
    func takenOver() async throws {
        let tree = FileTree(Self.before)
        let scope = LintScope(files: ["infra-templates/web/0/docker-compose.yml"], before: [:])
        let glance = try await Linter().lint(
            LintInput(name: "mine", folders: tree.folders, scope: scope, contents: tree.contents))
        let input = LintInput(name: "mine", folders: tree.folders, contents: tree.contents)
        let after = try await Linter().lint(input, previous: glance)
        #expect(after.report.findings == (try await Linter().lint(input)).report.findings)
    }

    @Test("nothing is found where nothing changed")
    func nothing() async {
        #expect(await Self.findings(after: [:]).isEmpty)
    }

    @Test("of a changed version that version is looked at, and what is about the whole template")
    func version() async {
        let found = await Self.findings(after: [
            "infra-templates/web/2/docker-compose.yml": "web:\n  image: b:latest\n"
        ])
        let place = "infra-templates/web/2/docker-compose.yml"
        #expect(found.contains("MU014 \(place)") && found.contains("MU032 \(place)"))
        #expect(found.contains("MU005 infra-templates/web/config.yml"))
        #expect(
            found.allSatisfy { $0.contains("infra-templates/web") && !$0.contains("web/0") && !$0.contains("web/1") })
    }

    @Test("a new version is no released one, and is compared with the one before")
    func newVersion() async {
        let form = ".catalog:\n  version: 1.0.3\n  questions:\n  - {variable: KEY, required: true}\nweb:\n  scale: 1\n"
        let found = await Self.findings(after: [
            "infra-templates/web/3/rancher-compose.yml": form,
            "infra-templates/web/3/docker-compose.yml": "web:\n  image: a:1.0.0\n  command: ${KEY}\n",
        ])
        #expect(found.contains("MU012 infra-templates/web/3/rancher-compose.yml"))
        #expect(found.allSatisfy { !$0.hasPrefix("MU032") && !$0.contains("infra-templates/api") })
    }

    @Test("what a change breaks elsewhere is found: a default that is gone, an environment that names the template")
    func affected() async {
        let gone = Self.before.keys.filter { $0.hasPrefix("infra-templates/web/0/") }
        let found = await Self.findings(after: Dictionary(uniqueKeysWithValues: gone.map { ($0, "") }))
        #expect(found.contains("MU008 infra-templates/web/config.yml"))

        let whole = Self.before.keys.filter { $0.hasPrefix("infra-templates/web/") }
        let removed = await Self.findings(after: Dictionary(uniqueKeysWithValues: whole.map { ($0, "") }))
        #expect(removed == ["MU018 project-templates/small/0/project.yml"], "the stack old was unknown before")

        let respelt = await Self.findings(after: [
            "infra-templates/web/config.yml": "name: web\nversion: 1.0.0\ncategory: Servers\n"
        ])
        #expect(respelt.contains { $0.hasPrefix("MU058") }, "the other template's category is spelled otherwise")
    }

    @Test("a changed environment template is held against templates that did not change")
    func environment() async {
        let found = await Self.findings(after: [
            "project-templates/small/0/project.yml":
                "name: Small\nstacks:\n- {name: web, templateVersionId: 'mine:infra*web:9'}\n- {name: api, templateId: 'mine:infra*api:1'}\n"
        ])
        #expect(found.filter { $0.hasPrefix("MU018") } == ["MU018 project-templates/small/0/project.yml"])
    }

    @Test(
        "a released version may change in what people read, and not in what is deployed",
        arguments: [
            ("README.md", "# New\n", false),
            (
                "rancher-compose.yml",
                ".catalog:\n  version: 1.0.0\n  maximum_rancher_version: v1.6.10\nweb:\n  scale: 1\n", false
            ),
            ("rancher-compose.yml", ".catalog:\n  version: 1.0.0\nweb:\n  scale: 2\n", true),
            ("docker-compose.yml", "", true),
            ("docker-compose.yml", "web:\n  image: a:1.0.0\n", true),
        ])
    func released(_ file: String, _ text: String, _ isFound: Bool) async {
        let found = await Self.findings(after: ["infra-templates/web/0/\(file)": text])
        #expect(found.contains { $0.hasPrefix("MU032") } == isFound)
    }
}
