import Bundles
import Budget
import Catalog
import Diagnostics
import JSON
import Compiler
import MusterTesting
import Testing

@testable import Bundles

@Suite("Upgrade plans")
struct UpgradePlanTests {
    private struct Version {
        var version: String
        var block = ""
        var questions = ""
        var compose = "web:\n  image: example/web:1\n"
    }

    private static func library(_ versions: [Version], defaultVersion: String) -> CatalogLibrary {
        var files = ["infra-templates/web/config.yml": "name: Web\nversion: \(defaultVersion)\n"]
        for (revision, version) in versions.enumerated() {
            let folder = "infra-templates/web/\(revision)"
            let questions = version.questions.isEmpty ? "" : "  questions:\n\(version.questions)"
            files["\(folder)/rancher-compose.yml"] =
                ".catalog:\n  version: \(version.version)\n\(version.block)\(questions)"
            files["\(folder)/docker-compose.yml"] = version.compose
        }
        return CatalogLibrary.of(files)
    }

    private static func plan(
        _ versions: [Version], default defaultVersion: String = "2.0.0", from: String = "0", to: String? = nil,
        answers: [String: String]? = nil, server: String = "", budget: WorkBudget = .endless
    ) async throws -> UpgradePlan {
        let id = try #require(TemplateID(externalID: "catalog://mine:infra*web:\(from)"))
        var request = UpgradeRequest(from: id, context: StackContext(stackName: "web", rancherVersion: server))
        request.target = to
        request.answers = answers.map { GivenAnswers($0) }
        let library = library(versions, defaultVersion: defaultVersion)
        return try await Compiler(budget: budget).plan(request, in: library)
    }

    private static let plain = [Version(version: "1.0.0"), Version(version: "2.0.0")]

    @Test("an upgrade without new questions is automatic")
    func automatic() async throws {
        let plan = try await Self.plan(Self.plain)
        #expect(plan.verdict == .automatic)
        #expect(plan.steps.map(\.version) == ["2.0.0"])
        #expect(plan.to?.id.description == "mine:infra*web:1")
        #expect(plan.to?.digest?.hasPrefix("sha256:") == true)
    }

    @Test("the digest is that of the bundle with the version before it")
    func digest() async throws {
        let library = Self.library(Self.plain, defaultVersion: "2.0.0")
        let (found, version) = try library.version(try #require(TemplateID(parsing: "mine:infra*web:1")))
        let result = Compiler().bundle(
            try await library.source(of: version, in: found),
            for: StackContext(stackName: "web", previousVersion: "1.0.0"))
        #expect(try await Self.plan(Self.plain).to?.digest == result.bundle?.digest)
    }

    @Test("what runs already needs nothing")
    func none() async throws {
        let plan = try await Self.plan(Self.plain, from: "1")
        #expect(plan.verdict == .none && plan.steps.isEmpty && plan.reasons.map(\.code) == ["same"])
    }

    @Test("what is newer than the default needs nothing, and is not downgraded")
    func ahead() async throws {
        let plan = try await Self.plan(Self.plain, default: "1.0.0", from: "1")
        #expect(plan.verdict == .none && plan.reasons.map(\.code) == ["ahead"])
        #expect(try await Self.plan(Self.plain, default: "1.0.0", from: "1", to: "0").verdict == .blocked)
    }

    @Test("what is the same version to Rancher needs nothing")
    func equal() async throws {
        let plan = try await Self.plan([Version(version: "2.0.0+a"), Version(version: "2.0.0+b")], default: "2.0.0+b")
        #expect(plan.verdict == .none && plan.reasons.map(\.code) == ["equal"])
    }

    @Test("where no single step is allowed, the shortest way is taken, and every version on it is compiled")
    func steps() async throws {
        let versions = [
            Version(version: "1.0.0"), Version(version: "1.5.0"),
            Version(version: "2.0.0", block: "  upgrade_from: '>=1.5.0'\n"),
        ]
        let plan = try await Self.plan(versions)
        #expect(plan.verdict == .automatic)
        #expect(plan.steps.map(\.version) == ["1.5.0", "2.0.0"])
        #expect(plan.steps.allSatisfy { $0.digest != nil })
    }

    @Test("where there is no way, it is blocked and says why")
    func blocked() async throws {
        let versions = [Version(version: "1.0.0"), Version(version: "2.0.0", block: "  upgrade_from: '>=1.5.0'\n")]
        let plan = try await Self.plan(versions)
        #expect(plan.verdict == .blocked && plan.steps.isEmpty)
        #expect(plan.reasons.first?.code == "upgrade-from-excludes")
        #expect(plan.to?.version == "2.0.0")
    }

    @Test("a template without a version for the server is blocked")
    func noVersion() async throws {
        let versions = Self.plain.map { Version(version: $0.version, block: "  maximum_rancher_version: v1.1.99\n") }
        let plan = try await Self.plan(versions, server: "v1.6.30")
        #expect(plan.verdict == .blocked && plan.reasons.first?.code == "no-version" && plan.to == nil)
    }

    @Test("an unknown target is blocked, an unknown version that runs is a failure")
    func unknown() async throws {
        #expect(try await Self.plan(Self.plain, to: "9").reasons.first?.code == "unknown-version")
        await #expect(throws: LibraryFailure.self) { try await Self.plan(Self.plain, from: "9") }
    }

    @Test("a target that does not compile is blocked")
    func broken() async throws {
        let versions = [Version(version: "1.0.0"), Version(version: "2.0.0", compose: "web: [\n")]
        #expect(try await Self.plan(versions).reasons.first?.code == "does-not-compile")
    }

    @Test("what runs is compared although it is of another server's time")
    func oldWindow() async throws {
        let versions = [
            Version(version: "1.0.0", block: "  maximum_rancher_version: v1.5.99\n"),
            Version(version: "2.0.0", compose: "web:\n  image: example/web:2\n"),
        ]
        let plan = try await Self.plan(versions, server: "v1.6.30")
        #expect(plan.services.images == [.init(service: "web", from: "example/web:1", to: "example/web:2")])
    }

    // MARK: Answers

    private static let asking = [
        Version(
            version: "1.0.0",
            questions: """
                  - {variable: KEPT, type: string, required: true}
                  - {variable: GONE, type: string}
                  - {variable: PASSWORD, type: password, required: true}
                  - {variable: TYPED, type: string, default: 80}
                  - {variable: MOVED, type: string, default: old}

                """),
        Version(
            version: "2.0.0",
            questions: """
                  - {variable: KEPT, type: string, required: true}
                  - {variable: PASSWORD, type: password, required: true}
                  - {variable: TYPED, type: int, default: 80}
                  - {variable: MOVED, type: string, default: new}
                  - {variable: ADDED, type: string, default: x}

                """),
    ]

    @Test("answers are kept, added, dropped and changed in type")
    func answerChanges() async throws {
        let changes = try await Self.plan(Self.asking).answers
        #expect(changes.kept == ["KEPT", "MOVED", "PASSWORD", "TYPED"])
        #expect(changes.added == [.init(variable: "ADDED", defaultAnswer: "x", mustBeAnswered: false)])
        #expect(changes.dropped == ["GONE"])
        #expect(changes.retyped == [.init(variable: "TYPED", from: "string", to: "int")])
        #expect(changes.defaults == [.init(variable: "MOVED", from: "old", to: "new")])
    }

    @Test(
        "what a running stack has answered counts as answered, unless its answers are told and lack it",
        arguments: [
            (nil, UpgradePlan.Verdict.automatic), ([:], .needsAnswers), (["KEPT": "x"], .automatic),
            (["KEPT": "x", "TYPED": "no"], .needsAnswers), (["KEPT": "x", "GONE": "y"], .automatic),
        ] as [([String: String]?, UpgradePlan.Verdict)])
    func openAnswers(_ answers: [String: String]?, _ verdict: UpgradePlan.Verdict) async throws {
        #expect(try await Self.plan(Self.asking, answers: answers).verdict == verdict)
    }

    @Test("a new required question without a default needs an answer")
    func newQuestion() async throws {
        let versions = [
            Version(version: "1.0.0"),
            Version(version: "2.0.0", questions: "  - {variable: ZONE, type: string, required: true}\n"),
        ]
        let plan = try await Self.plan(versions)
        #expect(plan.verdict == .needsAnswers)
        #expect(plan.reasons == [.init(code: "unanswered", text: "\"ZONE\" must be answered for 2.0.0")])
        #expect(plan.answers.added.first?.mustBeAnswered == true)
        #expect(try await Self.plan(versions, answers: ["ZONE": "eu"]).verdict == .automatic)
    }

    @Test("a plan never says a secret")
    func secrets() async throws {
        let compose = "web:\n  image: example/web:1\n  command: '{{ .Values.PASSWORD }}'\n"
        var versions = Self.asking
        versions[1].compose = compose
        let plan = try await Self.plan(versions, answers: ["KEPT": "x", "PASSWORD": "hunter2"])
        #expect(!String(decoding: plan.json.canonicalBytes, as: UTF8.self).contains("hunter2"))
        #expect(plan.files["docker-compose.yml"]?.contains("+  command: '${PASSWORD}'") == true)
    }

    @Test("an environment template is planned with the bundles of its stacks")
    func environment() async throws {
        var files = EnvironmentTests.files
        for (name, text) in files where name.hasPrefix("project-templates/base/0/") {
            files[name.replacing("/0/", with: "/1/")] = text.replacing("0.1.0", with: "0.2.0")
        }
        files["project-templates/base/config.yml"] = "name: Base\nversion: 0.2.0\n"
        let id = try #require(TemplateID(parsing: "mine:project*base:0"))
        let library = CatalogLibrary.of(files)
        let plan = try await Compiler().plan(
            UpgradeRequest(from: id, context: StackContext(stackName: "", rancherVersion: "v1.6.30")), in: library)
        #expect(plan.verdict == .automatic && plan.steps.map(\.version) == ["0.2.0"])
        #expect(plan.to?.digest != nil && plan.to?.digest != plan.from.digest)
    }

    @Test("a plan whose time is over is blocked, and says so", arguments: [0, 5, 10])
    func time(looks: Int) async throws {
        let countdown = Countdown(from: looks)
        let budget = WorkBudget { countdown.isOver ? .outOfTime(seconds: 5) : nil }
        let plan = try await Self.plan(Self.plain, budget: budget)
        #expect(plan.verdict == .blocked)
        #expect(plan.reasons.first?.text.contains("5 seconds") == true)
        #expect(plan.diagnostics.contains { $0.code == .workTime })
    }

    // MARK: Services

    @Test("services and images that come, go and change are listed, and what is gone is pointed out")
    func services() async throws {
        let versions = [
            Version(version: "1.0.0", compose: "a: {image: 'x:1'}\nb: {image: 'y:1'}\nc: {image: 'z:1', tty: true}\n"),
            Version(version: "2.0.0", compose: "a: {image: 'x:2'}\nc: {image: 'z:1'}\nd: {image: 'w:1'}\n"),
        ]
        let plan = try await Self.plan(versions)
        #expect(plan.services.added == ["d"] && plan.services.removed == ["b"])
        #expect(
            plan.services.changed == [.init(name: "a", options: ["image"]), .init(name: "c", options: ["tty"])])
        #expect(plan.services.images.map(\.service) == ["a", "b", "d"])
        #expect(plan.reasons.map(\.code) == ["services-removed"])
        #expect(plan.files.keys.sorted() == ["docker-compose.yml", "rancher-compose.yml"])
    }
}
