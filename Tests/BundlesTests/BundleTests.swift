import Bundles
import Catalog
import Diagnostics
import JSON
import Compiler
import MusterTesting
import Testing

@testable import Bundles

@Suite("Bundles")
struct BundleTests {
    static let rancherCompose = """
        .catalog:
          name: Web
          version: 1.2.0
          minimum_rancher_version: v1.5.0
          maximum_rancher_version: v1.6.99
          questions:
          - variable: PORT
            type: int
            default: 80
          - variable: DB_PASSWORD
            type: password
            required: true
          - variable: API_TOKEN
            type: string
          - variable: NOTE
            type: string
            required: true
        web:
          scale: 2
        """
    static let files = [
        "infra-templates/web/config.yml": "name: Web\nversion: 1.2.0\ncategory: Test\n",
        "infra-templates/web/0/docker-compose.yml.tpl": """
        web:
          image: example/web:1
          ports: ["${PORT}:80"]
          environment:
            DB: ${DB_PASSWORD}
            TOKEN: '{{ .Values.API_TOKEN }}'
            {{- if .Values.API_TOKEN }}
            HAS_TOKEN: yes
            {{- end }}
        """,
        "infra-templates/web/0/rancher-compose.yml": rancherCompose,
        "infra-templates/web/0/README.md": "Read me",
        "infra-templates/web/0/env/a.env": "A=1\n",
        "infra-templates/web/0/readme.env": "B=1\n",
    ]

    static func source(_ files: [String: String] = files, _ id: String = "mine:infra*web:0") async throws
        -> VersionSource
    {
        let library = CatalogLibrary.of(files)
        let (found, version) = try library.version(try #require(TemplateID(parsing: id)))
        return try await library.source(of: version, in: found)
    }

    static func bundle(
        _ answers: [String: String] = [:], includingSecrets: Bool = false, server: String = ""
    ) async throws -> CompiledBundle {
        let result = Compiler().bundle(
            try await source(), answers: GivenAnswers(answers),
            for: StackContext(stackName: "web", rancherVersion: server), includingSecrets: includingSecrets)
        return try #require(result.bundle, "\(result.diagnostics)")
    }

    @Test("a bundle says what it is of, and where that is from")
    func identity() async throws {
        let bundle = try await Self.bundle(server: "v1.6.30")
        let document = bundle.document
        #expect(document["kind"] == .string("InfraServiceBundle"))
        #expect(document["externalId"] == .string("catalog://mine:infra*web:0"))
        #expect(document["template"]?["name"] == .string("Web"))
        #expect(document["version"]?["version"] == .string("1.2.0"))
        #expect(document["version"]?["maximumRancherVersion"] == .string("v1.6.99"))
        #expect(document["source"]?["url"] == .string("https://example.com/mine.git"))
        #expect(document["source"]?["path"] == .string("infra-templates/web/0"))
        #expect(document["context"]?["rancherVersion"] == .string("v1.6.30"))
        #expect(document["compose"]?["services"]?["web"]?["image"] == .string("example/web:1"))
        #expect(document["images"]?.array?.first?["line"] == .integer(2))
        #expect(document["images"]?.array?.first?["file"] == .string("docker-compose.yml.tpl"))
        #expect(bundle.files.keys.sorted() == ["docker-compose.yml", "env/a.env", "rancher-compose.yml", "readme.env"])
        #expect(bundle.unanswered == ["DB_PASSWORD", "NOTE"])
    }

    @Test("answers say whether they were given, are defaults or are still open")
    func answers() async throws {
        let answers = try await Self.bundle(["NOTE": "hello"]).document["answers"]
        #expect(answers?["PORT"]?["from"] == .string("default"))
        #expect(answers?["NOTE"]?["from"] == .string("given"))
        #expect(answers?["DB_PASSWORD"] == .object(["hidden": .boolean(true)]))
        #expect(try await Self.bundle().document["answers"]?["NOTE"]?["from"] == .string("none"))
    }

    @Test("secrets are nowhere in a bundle, and files keep their variables")
    func secrets() async throws {
        let bundle = try await Self.bundle(["DB_PASSWORD": "hunter2", "API_TOKEN": "t0psecret", "MY_SECRET": "unasked"])
        let text = String(decoding: bundle.text, as: UTF8.self)
        for secret in ["hunter2", "t0psecret", "unasked"] { #expect(!text.contains(secret)) }
        let compose = String(decoding: try #require(bundle.files["docker-compose.yml"]), as: UTF8.self)
        #expect(compose.contains("TOKEN: '${API_TOKEN}'") && compose.contains("HAS_TOKEN"))
        let environment = bundle.document["compose"]?["services"]?["web"]?["environment"]?.array
        #expect(environment?.contains(.string("DB=${DB_PASSWORD}")) == true)
    }

    @Test("a bundle that shows secrets has the digest of the one that does not, and verifies")
    func includingSecrets() async throws {
        let answers = ["DB_PASSWORD": "hunter2", "API_TOKEN": "t0psecret"]
        let hidden = try await Self.bundle(answers)
        let shown = try await Self.bundle(answers, includingSecrets: true)
        #expect(shown.digest == hidden.digest)
        #expect(shown.document["answers"]?["DB_PASSWORD"]?["value"] == .string("hunter2"))
        let compose = String(decoding: try #require(shown.files["docker-compose.yml"]), as: UTF8.self)
        #expect(compose.contains("TOKEN: 't0psecret'"))
        #expect(shown.document["redacted"]?["answers"] == hidden.document["answers"])
        #expect(BundleVerification(of: shown.document).isIntact)
        #expect(
            try await Self.bundle(["DB_PASSWORD": "other"]).digest == Self.bundle(["DB_PASSWORD": "hunter2"]).digest)
    }

    @Test(
        "a template that does more with a secret than write it is a warning",
        arguments: [
            ("'{{ .Values.API_TOKEN }}'", false), ("'{{ .Values.API_TOKEN | b64enc }}'", true),
            ("'{{ if eq .Values.API_TOKEN \"t0psecret\" }}a{{ else }}b{{ end }}'", true),
            ("'{{ if .Values.API_TOKEN }}a{{ end }}'", false),
        ])
    func shapingSecrets(_ action: String, _ isFound: Bool) async throws {
        var files = Self.files
        files["infra-templates/web/0/docker-compose.yml.tpl"] = "web:\n  image: a:1\n  command: \(action)\n"
        for includingSecrets in [false, true] {
            let result = Compiler().bundle(
                try await Self.source(files), answers: GivenAnswers(["API_TOKEN": "t0psecret"]),
                for: StackContext(stackName: "web"), includingSecrets: includingSecrets)
            #expect(result.diagnostics.contains { $0.code == .secretShapes } == isFound)
            #expect(!"\(result.diagnostics)".contains("t0psecret"))
        }
    }

    @Test("an optional secret without an answer stays empty, so that templates see that")
    func emptySecret() async throws {
        let compose = try await Self.bundle().files["docker-compose.yml"]
        #expect(String(decoding: try #require(compose), as: UTF8.self).contains("TOKEN: ''"))
    }

    @Test("the digest follows what is deployed, not where it was found")
    func digest() async throws {
        let context = StackContext(stackName: "web")
        let first = try await Self.source()
        let library = CatalogLibrary.of(
            Self.files.merging(["infra-templates/web/config.yml": "name: Other\n"]) { $1 },
            commit: String(repeating: "d", count: 40))
        let (found, version) = try library.version(first.id)
        let second = try await library.source(of: version, in: found)
        let (one, other) = (Compiler().bundle(first, for: context), Compiler().bundle(second, for: context))
        #expect(one.bundle?.digest == other.bundle?.digest)
        #expect(one.bundle?.text != other.bundle?.text)
        #expect(try await Self.bundle(["PORT": "81"]).digest != Self.bundle().digest)
        #expect(try await Self.bundle(server: "v1.6.30").digest != Self.bundle().digest)
    }

    @Test(
        "a version that is not for the server is refused, with those that are",
        arguments: [("v1.4.0", true), ("v1.5.0", false), ("v1.6.99", false), ("v2.0.0", true), ("", false)])
    func window(_ server: String, _ isRefused: Bool) async throws {
        let result = Compiler().bundle(
            try await Self.source(), for: StackContext(stackName: "web", rancherVersion: server))
        #expect((result.bundle == nil) == isRefused)
        #expect(result.diagnostics.contains { $0.code == .versionOutsideWindow } == isRefused)
    }

    @Test("a version that does not compile gives no bundle, and the findings")
    func broken() async throws {
        var files = Self.files
        files["infra-templates/web/0/docker-compose.yml.tpl"] = "web:\n  image: {{ .Values.NOTE | nothing }}\n"
        let result = Compiler().bundle(try await Self.source(files), for: StackContext(stackName: "web"))
        #expect(result.bundle == nil)
        #expect(result.diagnostics.contains { $0.severity == .error && $0.location.start?.line == 2 })
    }

    @Test("findings about secrets do not say them")
    func findings() async throws {
        var files = Self.files
        files["infra-templates/web/0/rancher-compose.yml"] = Self.rancherCompose.replacing(
            "type: password\n", with: "type: password\n    invalid_chars: 'x2'\n")
        let result = Compiler().bundle(
            try await Self.source(files), answers: GivenAnswers(["DB_PASSWORD": "hunter2"]),
            for: StackContext(stackName: "web"))
        let finding = try #require(result.diagnostics.first { $0.code == .answerInvalid })
        #expect(finding.message == "\"DB_PASSWORD\" has a character that is not allowed in it")
    }

    @Test("a machine driver's bundle has what it is registered with")
    func machineDriver() async throws {
        let source = try await Self.source(
            [
                "machine-templates/hetzner/config.yml": "name: Hetzner\n",
                "machine-templates/hetzner/0/rancher-compose.yml": ".catalog:\n  version: v1\n",
                "machine-templates/hetzner/0/url": "https://example.com/driver.tgz\n",
                "machine-templates/hetzner/0/checksum": " 0123 \n",
                "machine-templates/hetzner/0/uiUrl": "https://example.com/ui.js\n",
            ], "mine:machine*hetzner:0")
        let bundle = try #require(Compiler().bundle(source, for: StackContext(stackName: "x")).bundle)
        #expect(bundle.kind == .machineDriver)
        #expect(
            bundle.document["driver"]
                == .strings([
                    "checksum": "0123", "uiUrl": "https://example.com/ui.js", "url": "https://example.com/driver.tgz",
                ]))
    }

    @Test("files that are no text stand in base64")
    func binaryFiles() async throws {
        let files = Self.files.map { (path: $0.key, bytes: Array($0.value.utf8)) }
        let library = CatalogLibrary.of(
            FileTree(files + [("infra-templates/web/0/logo.bin", [0xFF, 0xFE, 0x00])]))
        let (found, version) = try library.version(try #require(TemplateID(parsing: "mine:infra*web:0")))
        let source = try await library.source(of: version, in: found)
        let bundle = try #require(Compiler().bundle(source, for: StackContext(stackName: "web")).bundle)
        #expect(bundle.document["binaryFiles"] == .strings(["logo.bin": "//4A"]))
    }
}

@Suite("Verifying bundles")
struct BundleVerificationTests {
    private static func changed(_ change: (inout [String: JSONNode]) -> Void) async throws -> BundleVerification {
        var document = try #require(try await BundleTests.bundle().document.object)
        change(&document)
        return BundleVerification(of: .object(document))
    }

    @Test("a bundle as it was made verifies")
    func intact() async throws {
        let verification = try await Self.changed { _ in }
        #expect(verification.isIntact && verification.stated == verification.computed)
    }

    @Test(
        "a part that was changed is named",
        arguments: ["answers", "compose", "context", "diagnostics", "files", "images", "source", "template", "version"])
    func changedPart(_ part: String) async throws {
        let verification = try await Self.changed { $0[part] = .object(["edited": .boolean(true)]) }
        #expect(verification.differences.first?.part == part)
        let isDeployed = !["diagnostics", "source", "template"].contains(part)
        #expect((verification.stated != verification.computed) == isDeployed)
    }

    @Test("a part that was added or taken away is named")
    func partsComeAndGo() async throws {
        #expect(try await Self.changed { $0["files"] = nil }.differences.map(\.part) == ["files", "digest"])
        #expect(try await Self.changed { $0["extra"] = .null }.differences.map(\.part) == ["extra"])
    }

    @Test("a digest that was changed alone is named")
    func changedDigest() async throws {
        let verification = try await Self.changed { $0["digest"] = .string("sha256:0") }
        #expect(verification.differences.map(\.part) == ["digest"])
    }

    @Test(
        "what is no bundle is said to be none",
        arguments: [JSONNode.null, .object([:]), .strings(["kind": "StackBundle"])])
    func noBundle(_ node: JSONNode) {
        #expect(!BundleVerification(of: node).isIntact)
    }

    @Test("YAML holds the same bundle")
    func yaml() async throws {
        let bundle = try await BundleTests.bundle(["NOTE": "- x: 'y'\n\ttab 1.0 yes"])
        let read = try #require(JSONNode(yaml: SourceText(path: "b.yml", bytes: bundle.yaml)))
        #expect(read == bundle.document)
        #expect(BundleVerification(of: read).isIntact)
    }
}

@Suite("Tar archives")
struct TarArchiveTests {
    @Test("the archive's bytes are those of ustar without times and owners")
    func bytes() throws {
        let archive = try TarArchive.make(of: [.init(path: "a/b.txt", bytes: Array("hello".utf8))])
        #expect(archive.count == 512 + 512 + 1024)
        #expect(Array(archive[0..<7]) == Array("a/b.txt".utf8))
        #expect(Array(archive[257..<265]) == Array("ustar\u{0}00".utf8))
        #expect(Array(archive[124..<135]) == Array("00000000005".utf8))
        #expect(
            sha256Text(archive)
                == sha256Text(try TarArchive.make(of: [.init(path: "a/b.txt", bytes: Array("hello".utf8))])))
    }

    @Test("an archive reads back, and one that is cut off does not")
    func reading() throws {
        let entries = [CompiledBundle.Entry(path: "a", bytes: [1, 2, 3]), .init(path: "b/c", bytes: [])]
        let archive = try TarArchive.make(of: entries)
        #expect(TarArchive.read(archive) == entries)
        #expect(TarArchive.read(Array(archive.prefix(600))) == nil)
        #expect(TarArchive.read([]) == nil)
    }

    @Test(
        "a size that is not written in octal digits, or is more than there is, is refused",
        arguments: [
            "-0000000010", "+0000000005", "           ", "0000000000x", "00000000089", "00000002000", "77777777777",
            "\u{0}0000000005",
        ])
    func sizes(text: String) throws {
        var archive = try TarArchive.make(of: [.init(path: "bundle.json", bytes: Array("hello".utf8))])
        archive.replaceSubrange(124..<135, with: Array(text.utf8))
        #expect(TarArchive.read(archive) == nil)
    }

    @Test("a path that no header has room for is refused")
    func longPath() throws {
        let folder = String(repeating: "f", count: 150)
        _ = try TarArchive.make(of: [.init(path: "\(folder)/\(String(repeating: "n", count: 100))", bytes: [])])
        #expect(throws: TarArchive.PathTooLong.self) {
            try TarArchive.make(of: [.init(path: "\(folder)/\(String(repeating: "n", count: 101))", bytes: [])])
        }
    }
}
