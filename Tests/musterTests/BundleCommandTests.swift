import Foundation
import MusterTesting
import Testing

/// `muster bundle`, `environment`, `upgrade` and `images`, as a person runs them.
@Suite("Bundles from the command line")
struct BundleCommandTests {
    private typealias Folder = RenderCommandTests.Folder

    private static func version(_ version: String, _ block: String = "") -> [String: String] {
        [
            "rancher-compose.yml": """
            .catalog:
              version: \(version)
            \(block)  questions:
              - {variable: MTU, type: int, default: 1500}
              - {variable: PASSWORD, type: password, required: true}

            """,
            "docker-compose.yml": """
            net:
              image: example/net:\(version)
              command: '{{ .Values.PASSWORD }}'
              environment:
                MTU: ${MTU}

            """,
        ]
    }

    private static let files: [String: String] = {
        var files = [
            "infra-templates/net/config.yml": "name: Net\nversion: 2.0.0\n",
            "project-templates/base/config.yml": "name: Base\nversion: 0.1.0\n",
            "project-templates/base/0/rancher-compose.yml": ".catalog:\n  version: 0.1.0\n",
            "project-templates/base/0/project.yml":
                "name: Base\nstacks:\n- {name: network, templateId: 'mine:infra*net', answers: {MTU: 1400}}\n",
        ]
        for (revision, texts) in [
            version("1.0.0", "  maximum_rancher_version: v1.5.99\n"),
            version("2.0.0", "  minimum_rancher_version: v1.6.0\n"),
        ].enumerated() {
            for (name, text) in texts { files["infra-templates/net/\(revision)/\(name)"] = text }
        }
        return files
    }()

    /// A checkout with the catalog `mine`, and a command that is run in it.
    private struct Checkout {
        let folder: Folder
        let catalog: [String]

        init(_ changes: [String: String] = [:]) throws {
            folder = try Folder(files.merging(changes) { $1 })
            catalog = ["--catalog", "mine=\(folder.url.path)"]
        }

        func run(_ arguments: String...) throws -> CommandLineTests.Outcome { try CommandLineTests.run(arguments) }

        func run(inCatalog arguments: String...) throws -> CommandLineTests.Outcome {
            try CommandLineTests.run(arguments + catalog)
        }

        func path(_ name: String) -> String { folder.path(name) }
    }

    private static func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Data(text.utf8)) }

    // MARK: bundle

    @Test("a folder and an id give the same digest, and secrets are not in the bundle")
    func bundle() throws {
        let checkout = try Checkout()
        let answers = ["--set", "PASSWORD=hunter2", "--set", "MTU=1400"]
        let folder = try CommandLineTests.run(
            ["bundle", checkout.path("infra-templates/net/1"), "--name", "mine"] + answers)
        let id = try CommandLineTests.run(["bundle", "mine:infra*net:1"] + answers + checkout.catalog)
        #expect(folder.status == 0 && id.status == 0, "\(folder.errors)\(id.errors)")
        #expect(try Self.json(folder.output)["digest"] == Self.json(id.output)["digest"])
        #expect(!folder.output.contains("hunter2"))
        let shown = try CommandLineTests.run(
            ["bundle", "mine:infra*net:1", "--include-secrets"] + answers + checkout.catalog)
        #expect(shown.output.contains("hunter2"))
        #expect(try Self.json(shown.output)["digest"] == Self.json(id.output)["digest"])
    }

    @Test("two processes write the same bytes, in every form", arguments: ["json", "yaml", "tar"])
    func reproducible(_ format: String) throws {
        let checkout = try Checkout()
        var outputs: [Data] = []
        for name in ["one", "two"] {
            let outcome = try checkout.run(
                "bundle", checkout.path("infra-templates/net/1"), "--format", format, "--output", checkout.path(name))
            #expect(outcome.status == 0, "\(outcome.errors)")
            outputs.append(try Data(contentsOf: URL(filePath: checkout.path(name))))
        }
        #expect(outputs[0] == outputs[1] && !outputs[0].isEmpty)
    }

    @Test("the archive is one that tar reads")
    func tar() throws {
        let checkout = try Checkout()
        _ = try checkout.run(
            "bundle", checkout.path("infra-templates/net/1"), "--format", "tar", "--output", checkout.path("b.tar"))
        let list = try Command.run("tar", ["-tf", checkout.path("b.tar")])
        let names = String(decoding: list, as: UTF8.self).split(separator: "\n")
        #expect(names == ["bundle.json", "files/docker-compose.yml", "files/rancher-compose.yml"])
    }

    @Test(
        "a bundle verifies as it was made, and is named when it was edited", arguments: ["json", "yaml", "dir", "tar"])
    func verify(_ format: String) throws {
        let checkout = try Checkout()
        let output = checkout.path(format == "yaml" ? "b.yml" : "b")
        _ = try checkout.run(
            "bundle", checkout.path("infra-templates/net/1"), "--format", format, "--output", output)
        let intact = try checkout.run("bundle", "--verify", output)
        #expect(intact.status == 0 && intact.output.hasPrefix("sha256:"), "\(intact.errors)")
        let file = format == "dir" ? "\(output)/files/docker-compose.yml" : output
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing("example/net:2.0.0", with: "example/nyt:2.0.0").write(
            toFile: file, atomically: true, encoding: .utf8)
        let edited = try checkout.run("bundle", "--verify", output)
        #expect(edited.status == 1)
        #expect(edited.errors.contains("was changed, or damaged"))
        #expect(edited.errors.contains("this is not the bundle that was made; it was edited or damaged"))
    }

    @Test("an environment's folder verifies with every stack's files")
    func verifyEnvironment() throws {
        let checkout = try Checkout()
        let output = checkout.path("out")
        let made = try checkout.run(
            inCatalog: "environment", "mine:project*base", "--format", "dir", "--output", output)
        #expect(made.status == 0, "\(made.errors)")
        #expect(FileManager.default.fileExists(atPath: "\(output)/environment.lock.yml"))
        #expect(try checkout.run("bundle", "--verify", output).status == 0)
        try "net: {}\n".write(
            toFile: "\(output)/stacks/network/files/docker-compose.yml", atomically: true, encoding: .utf8)
        let edited = try checkout.run("bundle", "--verify", output)
        #expect(edited.status == 1)
        #expect(edited.errors.contains("stacks/network/files/docker-compose.yml: was changed, or damaged"))
    }

    @Test("what is no bundle is named as such", arguments: ["", "{", "{}", "[1]"])
    func noBundle(_ text: String) throws {
        let folder = try Folder(["b.json": text])
        let outcome = try CommandLineTests.run(["bundle", "--verify", folder.path("b.json")])
        #expect(outcome.status == 1 && outcome.errors.contains("edited or damaged"), "\(outcome.errors)")
    }

    @Test("a folder that has something in it is not written to")
    func usedFolder() throws {
        let checkout = try Checkout()
        let outcome = try checkout.run(
            "bundle", checkout.path("infra-templates/net/1"), "--format", "dir", "--output",
            checkout.path("infra-templates"))
        #expect(outcome.status == 3 && outcome.errors.contains("is not empty"))
    }

    @Test("what does not compile ends with 1, at the author's own line below the folder that was named")
    func broken() throws {
        let checkout = try Checkout(["infra-templates/net/1/docker-compose.yml": "net:\n  priviledged: true\n"])
        let outcome = try checkout.run("bundle", checkout.path("infra-templates/net/1"))
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        let place = checkout.path("infra-templates/net/1/docker-compose.yml:2:3")
        #expect(outcome.errors.contains("\(place): error"), "\(outcome.errors)")
        #expect(outcome.errors.contains("priviledged: true"))
    }

    @Test(
        "what cannot be found ends with 3 and says what is there",
        arguments: [
            ("mine:infra*net:7", "it has 0, 1"), ("mine:infra*nett:1", "did you mean \"net\"?"),
            ("other:infra*net:1", "here are mine"), ("no/such/folder", "there is no such folder"),
            ("mine:project*base:0", "use muster environment"),
        ])
    func missing(_ version: String, _ message: String) throws {
        let outcome = try Checkout().run(inCatalog: "bundle", version)
        #expect(outcome.status == 3 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test(
        "wrong usage ends with 2",
        arguments: [
            ["bundle"], ["bundle", "a", "--verify", "b"], ["bundle", "nonsense"], ["bundle", "a", "--format", "dir"],
            ["environment", "a:b", "--update"], ["upgrade"], ["upgrade", "a", "--lock", "b"],
            ["upgrade", "a", "b", "--to", "1"], ["upgrade", "nonsense"], ["images"],
        ])
    func usage(_ arguments: [String]) throws {
        #expect(try CommandLineTests.run(arguments).status == 2)
    }

    // MARK: environment and upgrade

    @Test("an environment is resolved, locked, and planned to another server")
    func environment() throws {
        let checkout = try Checkout()
        let lock = checkout.path("environment.lock.yml")
        let made = try checkout.run(
            inCatalog: "environment", "mine:project*base", "--rancher-version", "v1.5.0", "--lock", lock, "--update",
            "--format", "text")
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("network  1.0.0  mine:infra*net:0"))
        let locked = try checkout.run(
            inCatalog: "environment", "mine:project*base", "--rancher-version", "v1.5.0", "--lock", lock)
        #expect(try Self.json(locked.output)["kind"]?.string == "EnvironmentBundle")
        let plan = try checkout.run(inCatalog: "upgrade", "--lock", lock, "--rancher-version", "v1.6.30")
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(plan.output.contains("mine:infra*net:0  1.0.0 -> 2.0.0  [automatic]"))
        #expect(plan.output.contains("net: example/net:1.0.0 -> example/net:2.0.0"))
        let moved = try checkout.run(
            inCatalog: "environment", "mine:project*base", "--rancher-version", "v1.6.30", "--lock", lock)
        #expect(moved.status == 1 && moved.errors.contains("this is v1.6.30"), "\(moved.errors)")
    }

    @Test("a checkout's environment is resolved from the checkout alone")
    func environmentFolder() throws {
        let checkout = try Checkout()
        let outcome = try checkout.run(
            "environment", checkout.path("project-templates/base/0"), "--name", "mine", "--format", "text")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("mine:infra*net:1"))
    }

    @Test("answers for an environment are given by stack")
    func environmentAnswers() throws {
        let checkout = try Checkout(["answers.yml": "network:\n  MTU: 9000\n", "flat.yml": "MTU: 9000\n"])
        let outcome = try checkout.run(
            inCatalog: "environment", "mine:project*base", "--answers", checkout.path("answers.yml"))
        let bundles = try Self.json(outcome.output)["bundles"]
        let digest = try #require(try Self.json(outcome.output)["stacks"]?[0]?["digest"]?.string)
        #expect(bundles?[digest]?["answers"]?["MTU"]?["value"]?.string == "9000")
        let flat = try checkout.run(
            inCatalog: "environment", "mine:project*base", "--answers", checkout.path("flat.yml"))
        #expect(flat.status == 1 && flat.errors.contains("a map of variables"))
    }

    @Test("a plan is machine-readable, and blocked ends with 1")
    func upgrade() throws {
        let checkout = try Checkout()
        let plan = try checkout.run(
            inCatalog: "upgrade", "catalog://mine:infra*net:0", "--rancher-version", "v1.6.30", "--format", "json")
        #expect(try Self.json(plan.output)["verdict"]?.string == "automatic")
        let back = try checkout.run(inCatalog: "upgrade", "mine:infra*net:1", "--to", "0")
        #expect(back.status == 1 && back.output.contains("[blocked]"))
        let diff = try checkout.run(inCatalog: "upgrade", "mine:infra*net:0", "--diff")
        #expect(diff.output.contains("-  image: example/net:1.0.0\n+  image: example/net:2.0.0"))
        let partly = try checkout.run(inCatalog: "upgrade", "mine:infra*net:7", "mine:infra*net:0")
        #expect(partly.status == 3, "what can be planned is printed, and the rest is told")
        #expect(partly.errors.contains("cannot plan mine:infra*net:7"))
        #expect(partly.output.contains("[automatic]"))
    }

    // MARK: images and graph

    @Test(
        "images of a version, a template, an environment and a catalog",
        arguments: [
            ("mine:infra*net:0", "example/net:1.0.0\n"), ("mine:infra*net", "example/net:1.0.0\nexample/net:2.0.0\n"),
            ("mine:project*base", "example/net:2.0.0\n"), ("mine", "example/net:1.0.0\nexample/net:2.0.0\n"),
        ])
    func images(_ target: String, _ images: String) throws {
        let outcome = try Checkout().run(inCatalog: "images", target)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == images)
    }

    @Test("images heed the server, and take other forms")
    func imageForms() throws {
        let checkout = try Checkout()
        let older = try checkout.run(inCatalog: "images", "mine", "--rancher-version", "v1.5.0")
        #expect(older.output == "example/net:1.0.0\n")
        let skopeo = try checkout.run("images", checkout.path("infra-templates/net/1"), "--format", "skopeo")
        #expect(skopeo.output == "\"docker.io\":\n  images:\n    \"example/net\": [\"2.0.0\"]\n")
        let json = try Self.json(try checkout.run(inCatalog: "images", "mine", "--format", "json").output)
        #expect(json[0]?["usedBy"]?[0]?["line"] == .number(2))
    }

    @Test("a graph is of a template's id as of its folder")
    func graph() throws {
        let checkout = try Checkout()
        let outcome = try checkout.run(inCatalog: "graph", "mine:infra*net", "--rancher-version", "v1.6.30")
        #expect(outcome.status == 0 && outcome.output.contains("1.0.0 (:0)"), "\(outcome.errors)")
        #expect(try checkout.run(inCatalog: "graph", "mine:infra*nett").status == 3)
    }

    @Test("nothing that a command fetched is left behind")
    func temporaryFolders() throws {
        let folder = try Folder([:])
        let checkout = try Checkout()
        let outcome = try CommandLineTests.run(
            ["upgrade", "mine:infra*net:0"] + checkout.catalog, environment: ["TMPDIR": folder.url.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }
}
