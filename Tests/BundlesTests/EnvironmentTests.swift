import Bundles
import Catalog
import Compiler
import Diagnostics
import JSON
import Testing

@testable import Bundles

@Suite("Environments")
struct EnvironmentTests {
    private static func stack(_ version: String, _ window: String = "", extra: String = "") -> String {
        ".catalog:\n  version: \(version)\n\(window)\(extra)"
    }

    static let files: [String: String] = {
        var files = [
            "infra-templates/net/config.yml": "name: Net\nversion: 2.0.0\n",
            "infra-templates/log/config.yml": "name: Log\nversion: 1.0.0\n",
            "project-templates/base/config.yml": "name: Base\nversion: 0.1.0\n",
            "project-templates/base/0/rancher-compose.yml": ".catalog:\n  version: 0.1.0\n",
            "project-templates/base/0/project.yml": """
            name: Base
            stacks:
            - name: network
              templateId: 'mine:infra*net'
              answers:
                MTU: 1400
            - name: logs
              templateVersionId: 'mine:infra*log:0'
            """,
        ]
        for (revision, version, window) in [
            (0, "1.0.0", "  maximum_rancher_version: v1.5.99\n"), (1, "2.0.0", "  minimum_rancher_version: v1.6.0\n"),
        ] {
            files["infra-templates/net/\(revision)/rancher-compose.yml"] =
                stack(version, window, extra: "  questions:\n  - {variable: MTU, type: int, default: 1500}\n")
            files["infra-templates/net/\(revision)/docker-compose.yml"] =
                "net:\n  image: example/net:\(version)\n  environment:\n    MTU: ${MTU}\n"
        }
        files["infra-templates/log/0/rancher-compose.yml"] = stack("1.0.0")
        files["infra-templates/log/0/docker-compose.yml"] = "log:\n  image: example/log:1.0.0\n"
        return files
    }()

    static func resolve(
        _ changes: [String: String] = [:], server: String = "v1.6.30",
        _ adjust: (inout EnvironmentRequest) -> Void = { _ in }
    ) async throws -> EnvironmentResult {
        let library = CatalogLibrary.of(files.merging(changes) { $1 })
        let (found, version) = try library.version(try #require(TemplateID(parsing: "mine:project*base:0")))
        var request = EnvironmentRequest(rancherVersion: server)
        adjust(&request)
        return try await Compiler().environment(try await library.source(of: version, in: found), in: library, request)
    }

    private static func project(_ text: String) -> [String: String] { ["project-templates/base/0/project.yml": text] }

    @Test(
        "each stack runs its template's default for the server, or the version that is named",
        arguments: [("v1.6.30", "mine:infra*net:1"), ("v1.5.0", "mine:infra*net:0"), ("", "mine:infra*net:1")])
    func versions(_ server: String, _ network: String) async throws {
        let result = try await Self.resolve(server: server)
        let stacks = try #require(result.bundle?.document["stacks"]?.array)
        #expect(stacks.map { $0["id"]?.string } == [network, "mine:infra*log:0"])
        #expect(stacks.map { $0["order"] } == [.integer(1), .integer(2)])
        let digests = stacks.compactMap { $0["digest"]?.string }
        #expect(result.bundle?.document["bundles"]?.object?.keys.sorted() == digests.sorted())
        #expect(BundleVerification(of: try #require(result.bundle?.document)).isIntact)
    }

    @Test("the template's answers count, and those of the request win")
    func answers() async throws {
        func mtu(_ result: EnvironmentResult) -> JSONNode? {
            result.stacks.first?.result.bundle?.document["answers"]?["MTU"]?["value"]
        }
        #expect(mtu(try await Self.resolve()) == .string("1400"))
        let given = try await Self.resolve { $0.answers = ["network": GivenAnswers(["MTU": "9000"])] }
        #expect(mtu(given) == .string("9000"))
    }

    @Test(
        "a stack that cannot be resolved is an error that says why",
        arguments: [
            ("stacks:\n- {name: a, templateId: 'other:infra*net'}", "there is no catalog \"other\"", 2),
            (
                "stacks:\n- {name: a, templateId: 'mine:infra*nett'}",
                "the catalog \"mine\" has no template mine:infra*nett", 2
            ),
            ("stacks:\n- {name: a, templateVersionId: 'mine:infra*net:7'}", "mine:infra*net has no version \"7\"", 2),
            ("stacks:\n- {name: a, templateId: nonsense}", "\"nonsense\" is no template's id", 2),
            ("stacks:\n- {name: a}", "the stack \"a\" names no template", 2),
            ("stacks:\n- {templateId: 'mine:infra*net'}", "a stack has no name", 2),
            ("stacks:\n- {name: ../a, templateId: 'mine:infra*net'}", "\"../a\" is no name for a stack", 2),
            ("stacks:\n- {name: '..', templateId: 'mine:infra*net'}", "\"..\" is no name for a stack", 2),
            ("stacks:\n- {name: \"a\\e[2J\", templateId: 'mine:infra*net'}", "is no name for a stack", 2),
            (
                "stacks:\n- {name: a, dockerCompose: x}",
                "the stack \"a\" brings its own compose files, which have no version to resolve", 2
            ),
            (
                "stacks:\n- {name: a, templateId: 'mine:infra*net'}\n- {name: a, templateId: 'mine:infra*log'}",
                "two stacks have the name \"a\"", 3
            ),
            ("name: x\n", "it has no list of stacks", 1),
            ("stacks: [", "did not find expected node content", 1),
        ])
    func refusals(_ text: String, _ message: String, _ line: Int) async throws {
        let result = try await Self.resolve(Self.project(text))
        #expect(result.bundle == nil && result.lock == nil)
        let error = try #require(result.diagnostics.first { $0.severity == .error })
        #expect(error.message.contains(message))
        #expect(error.location.start?.line == line)
        #expect(error.location.path == "project-templates/base/0/project.yml")
    }

    @Test("a template without a version for the server is an error with the windows it has")
    func noVersion() async throws {
        let text = "stacks:\n- {name: a, templateId: 'mine:infra*old'}"
        let old = [
            "infra-templates/old/config.yml": "name: Old\n",
            "infra-templates/old/0/rancher-compose.yml": Self.stack("1.0.0", "  maximum_rancher_version: v1.1.99\n"),
        ]
        let result = try await Self.resolve(Self.project(text).merging(old) { $1 })
        let error = try #require(result.diagnostics.first { $0.code == .versionNone })
        #expect(error.message.hasSuffix("no version for Rancher v1.6.30: its only one is for Rancher up to v1.1.99"))
    }

    @Test("a stack that does not compile makes the environment fail, at the stack's own file")
    func brokenStack() async throws {
        let result = try await Self.resolve(["infra-templates/log/0/docker-compose.yml": "log: [\n"])
        #expect(result.bundle == nil)
        #expect(result.diagnostics.contains { $0.location.path == "infra-templates/log/0/docker-compose.yml" })
    }

    @Test("more stacks than the limit are refused")
    func limit() async throws {
        let stacks = (0...ProjectTemplate.stackLimit).map { "- {name: s\($0), templateId: 'mine:infra*log'}" }
        let result = try await Self.resolve(Self.project("stacks:\n" + stacks.joined(separator: "\n")))
        #expect(result.bundle == nil && result.stacks.count == ProjectTemplate.stackLimit)
    }

    // MARK: The lock

    @Test("a lock reads back as it was written")
    func lockText() async throws {
        let lock = try #require(try await Self.resolve().lock)
        let read = EnvironmentLock.read(SourceText(path: "l.yml", bytes: lock.text))
        #expect(read.lock == lock && read.diagnostics.isEmpty)
        #expect(lock.stacks.map(\.version) == ["mine:infra*net:1", "mine:infra*log:0"])
    }

    @Test("a lock keeps the versions where the defaults have moved")
    func lockHolds() async throws {
        let lock = try #require(try await Self.resolve(server: "").lock)
        let moved = ["infra-templates/net/config.yml": "name: Net\nversion: 1.0.0\n"]
        let unlocked = try await Self.resolve(moved, server: "")
        #expect(unlocked.lock?["network"]?.version == "mine:infra*net:0")
        let locked = try await Self.resolve(moved, server: "") { $0.lock = lock }
        #expect(locked.lock == lock)
    }

    @Test("a released version whose files changed is not what was locked")
    func lockedContent() async throws {
        let lock = try #require(try await Self.resolve().lock)
        let changes = ["infra-templates/log/0/docker-compose.yml": "log:\n  image: example/log:evil\n"]
        let result = try await Self.resolve(changes) { $0.lock = lock }
        #expect(result.bundle == nil)
        let error = try #require(result.diagnostics.first { $0.code == .lockDigest })
        #expect(error.message == "mine:infra*log:0 is not what was locked for the stack \"logs\"")
        #expect(error.notes.count == 3)
    }

    @Test("a lock of another environment, or of other stacks, is refused")
    func wrongLock() async throws {
        let lock = try #require(try await Self.resolve().lock)
        let other = EnvironmentLock(environment: "mine:project*other:0", rancherVersion: "", stacks: lock.stacks)
        #expect(try await Self.resolve { $0.lock = other }.diagnostics.contains { $0.code == .lockUnreadable })
        let short = EnvironmentLock(
            environment: lock.environment, rancherVersion: lock.rancherVersion, stacks: Array(lock.stacks.prefix(1)))
        let missing = try await Self.resolve { $0.lock = short }
        #expect(
            missing.bundle == nil && missing.diagnostics.contains { $0.message == "the lock has no stack \"logs\"" })
        let gone = try await Self.resolve(
            Self.project("stacks:\n- {name: network, templateId: 'mine:infra*net', answers: {MTU: 1400}}")
        ) { $0.lock = lock }
        #expect(gone.bundle != nil && gone.diagnostics.contains { $0.code == .lockStack && $0.severity == .warning })
    }

    @Test("a lock that names a stack twice, or too many, is refused with its place")
    func unfitLock() throws {
        func read(_ count: Int, _ name: (Int) -> String) -> (lock: EnvironmentLock?, diagnostics: [Diagnostic]) {
            let stacks = (0..<count).map {
                EnvironmentLock.Stack(name: name($0), version: "mine:infra*net:1", digest: "sha256:0", commit: "c")
            }
            let lock = EnvironmentLock(environment: "mine:project*base:0", rancherVersion: "", stacks: stacks)
            return EnvironmentLock.read(SourceText(path: "l.yml", bytes: lock.text))
        }
        #expect(read(ProjectTemplate.stackLimit) { "s\($0)" }.lock != nil)
        #expect(read(ProjectTemplate.stackLimit + 1) { "s\($0)" }.lock == nil)
        let twice = read(2) { _ in "s" }
        #expect(twice.lock == nil && twice.diagnostics.first?.location.start?.line == 10)
    }

    @Test(
        "what is no lock is refused with its place",
        arguments: [
            "", "kind: EnvironmentLock", "apiVersion: muster/v0\nkind: EnvironmentLock\nstacks: []",
            "apiVersion: muster/v1\nkind: EnvironmentLock\nstacks:\n- stack: a\n", "[", "- a",
        ])
    func noLock(_ text: String) {
        let read = EnvironmentLock.read(SourceText(path: "l.yml", bytes: Array(text.utf8)))
        #expect(read.lock == nil && read.diagnostics.contains { $0.severity == .error })
    }
}

@Suite("Lists of images")
struct ImageListTests {
    @Test(
        "an image's name has its parts",
        arguments: [
            ("alpine", "docker.io", "alpine", nil, nil), ("alpine:3.18", "docker.io", "alpine", "3.18", nil),
            ("rancher/net:v0.13.17", "docker.io", "rancher/net", "v0.13.17", nil),
            ("quay.io/a/b", "quay.io", "a/b", nil, nil), ("localhost/a:1", "localhost", "a", "1", nil),
            ("reg:5000/a/b:c", "reg:5000", "a/b", "c", nil),
            ("a@sha256:00", "docker.io", "a", nil, "sha256:00"), ("a:1@sha256:00", "docker.io", "a", "1", "sha256:00"),
        ] as [(String, String, String, String?, String?)])
    func parts(_ name: String, _ registry: String, _ repository: String, _ tag: String?, _ digest: String?) throws {
        let reference = try #require(ImageReference(parsing: name))
        #expect(reference.registry == registry && reference.repository == repository)
        #expect(reference.tag == tag && reference.digest == digest)
    }

    @Test("what is no image's name has no parts", arguments: ["", "${IMAGE}", "a b", "a:", "a@", ":1", "quay.io/"])
    func noName(_ name: String) { #expect(ImageReference(parsing: name) == nil) }

    @Test("images are listed once, with everyone who runs them, and for skopeo by registry")
    func list() async throws {
        let result = try await EnvironmentTests.resolve()
        var list = ImageList()
        for stack in result.stacks + result.stacks {
            list.add(stack.result.compilation?.images ?? [], of: stack.source.id)
        }
        #expect(list.images == ["example/log:1.0.0", "example/net:2.0.0"])
        #expect(list.users(of: "example/log:1.0.0").count == 2)
        let expected = """
            "docker.io":
              images:
                "example/log": ["1.0.0"]
                "example/net": ["2.0.0"]

            """
        #expect(String(decoding: list.skopeo, as: UTF8.self) == expected)
    }
}
