import Foundation
import MusterTesting
import Testing

/// `muster render`, `muster template` and `muster explain`, as a person runs them.
@Suite("Rendering from the command line")
struct RenderCommandTests {
    /// A folder of files that is removed again.
    final class Folder: Sendable {
        let url: URL

        init(_ files: [String: String]) throws {
            url = FileManager.default.temporaryDirectory.appending(path: "muster-render-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            for (name, text) in files { try write(text, to: name) }
        }

        func write(_ text: String, to name: String) throws {
            let file = url.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> String { url.appending(path: name).path }
    }

    private static let version = [
        "1/docker-compose.yml.tpl": """
        web:
          image: nginx:${TAG} # the author's
          {{- if eq .Values.EXPOSE "true" }}
          ports: ['{{ .Values.PORT }}:80']
          {{- end }}
          labels: {stack: '{{ .Stack.Name }} {{ .Environment.Name }} {{ .Stack.PreviousVersion }}'}

        """,
        "1/rancher-compose.yml": """
        .catalog:
          version: 1.0.0
          questions:
          - {variable: TAG, default: '1.25'}
          - {variable: EXPOSE, type: boolean, default: false}
          - {variable: PORT, type: int, default: 80}
        web:
          scale: 2

        """,
        "answers.yml": "EXPOSE: true\nPORT: 8080\n",
    ]

    @Test("prints the files after interpolation, one document each, comments kept")
    func yaml() throws {
        let folder = try Folder(Self.version)
        let outcome = try CommandLineTests.run(["render", folder.path("1"), "--answers", folder.path("answers.yml")])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(
            outcome.output == """
                # file: docker-compose.yml
                web:
                  image: "nginx:1.25" # the author's
                  ports: ['8080:80']
                  labels: {stack: 'mystack Default '}
                ---
                # file: rancher-compose.yml
                .catalog:
                  version: 1.0.0
                  questions:
                  - {variable: TAG, default: '1.25'}
                  - {variable: EXPOSE, type: boolean, default: false}
                  - {variable: PORT, type: int, default: 80}
                web:
                  scale: 2

                """)
    }

    @Test("prints the merged model as canonical JSON")
    func json() throws {
        let folder = try Folder(Self.version)
        let outcome = try CommandLineTests.run([
            "render", folder.path("1"), "--set", "TAG=1.26", "--stack-name", "s", "--previous-version", "0.9",
            "--environment-name", "e", "--stage", "compose", "--format", "json",
        ])
        #expect(
            outcome.output
                == #"{"services":{"web":{"image":"nginx:1.26","labels":{"stack":"s e 0.9"},"lb_config":null,"scale":2}}}"#
                + "\n")
    }

    @Test("prints one file alone, as it is after the template engine")
    func oneFile() throws {
        let folder = try Folder(Self.version)
        let outcome = try CommandLineTests.run([
            "render", folder.path("1"), "--stage", "template", "--file", "docker-compose.yml",
        ])
        #expect(
            outcome.output
                == "web:\n  image: nginx:${TAG} # the author's\n  labels: {stack: 'mystack Default '}\n")
        let unknown = try CommandLineTests.run(["render", folder.path("1"), "--file", "nothing.yml"])
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("docker-compose.yml, rancher-compose.yml"))
    }

    @Test("a finding of error severity ends with 1, with place, source line and help on standard error")
    func findings() throws {
        let folder = try Folder(["1/docker-compose.yml": "web:\n  image: nginx\n  imagee: x\n"])
        let outcome = try CommandLineTests.run(["render", folder.path("1")])
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        let file = folder.path("1/docker-compose.yml")
        #expect(outcome.errors.hasPrefix("\(file):3:3: error: `imagee` is no option"))
        #expect(outcome.errors.contains(" 3 |   imagee: x\n   |   ^~~~~~\n"))
        #expect(outcome.errors.contains("= help: did you mean `image`?"))
        #expect(!outcome.errors.contains("\u{1B}"))
    }

    @Test("strict, a template that stops fails; lenient, it is cut off there with a warning")
    func lenient() throws {
        let folder = try Folder([
            "1/docker-compose.yml": "web:\n  image: nginx\n{{ upper .Values.X }}\n  privileged: true\n"
        ])
        #expect(try CommandLineTests.run(["render", folder.path("1")]).status == 1)
        let outcome = try CommandLineTests.run(["render", folder.path("1"), "--lenient"])
        #expect(outcome.status == 0)
        #expect(outcome.output == "# file: docker-compose.yml\nweb:\n  image: nginx\n")
        #expect(outcome.errors.contains("warning: .Values.X has no value, where a string is needed [template-type]"))
    }

    @Test(
        "wrong usage ends with 2, what cannot be read with 3",
        arguments: [
            (["render", "/no/such/folder"], 3, "there is no such folder"),
            (["render", "/etc/hostname"], 3, "it is a file"),
            (["render", "/tmp", "--set", "NAME"], 2, "--set takes NAME=VALUE"),
            (["render", "/tmp", "--answers", "/no/such.yml"], 3, "/no/such.yml"),
            (
                ["render", "/tmp", "--stage", "template", "--format", "json"], 2,
                "--format json goes with --stage compose"
            ),
            (["render", "/tmp", "--stage", "bake"], 2, "bake"), (["template", "/no/such.tpl"], 3, "/no/such.tpl"),
            (["template", "/tmp"], 3, "it is a folder"),
            (["explain", "function", "defalt"], 2, "did you mean \"default\"?"),
        ] as [([String], Int32, String)])
    func failures(arguments: [String], status: Int32, says: String) throws {
        let outcome = try CommandLineTests.run(arguments)
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
        #expect(outcome.output == "")
    }

    @Test("template runs one file with JSON or YAML data, in which an integer is an int")
    func template() throws {
        let folder = try Folder([
            "a.tpl": "{{ .name | upper }} {{ printf \"%T %T\" .i .f }}{{ range .l }} {{ . }}{{ end }}\n",
            "a.json": #"{"name": "x", "i": 1, "f": 1.0, "l": ["a", true, null]}"#,
            "a.yml": "name: x\ni: 1\nf: 1.0\nl: [a, yes, ~]\n", "stops.tpl": "before {{ .x.y.z }}{{ upper 1 }} after\n",
            "broken.tpl": "{{ if }}",
        ])
        for data in ["a.json", "a.yml"] {
            let outcome = try CommandLineTests.run(["template", folder.path("a.tpl"), "--data", folder.path(data)])
            #expect(outcome.output == "X int float64 a true <no value>\n", "\(outcome.errors)")
        }
        let strict = try CommandLineTests.run(["template", folder.path("stops.tpl")])
        #expect(strict.status == 1 && strict.output == "")
        let lenient = try CommandLineTests.run(["template", folder.path("stops.tpl"), "--lenient"])
        #expect(lenient.status == 0 && lenient.output == "before <no value>")
        #expect(lenient.errors.contains("warning: 1 stands where a string is needed"))
        #expect(try CommandLineTests.run(["template", folder.path("broken.tpl")]).status == 1)
    }

    @Test("templates see only the environment that was named")
    func environment() throws {
        let folder = try Folder(["a.tpl": "[{{ env \"HOME\" }}{{ env \"X\" }}]"])
        let outcome = try CommandLineTests.run(
            ["template", folder.path("a.tpl"), "--env", "X=1"], environment: ["HOME": "/root"])
        #expect(outcome.output == "[1]")
    }

    @Test("explain tells about a function, and lists all of them")
    func explain() throws {
        let page = try CommandLineTests.run(["explain", "function", "trunc"])
        #expect(page.status == 0)
        #expect(page.output.hasPrefix("trunc "))
        #expect(page.output.contains("Example\n"))
        let list = try CommandLineTests.run(["explain", "function"])
        #expect(list.output.contains("splitPreserveQuotes") && list.output.contains("printf"))
    }

    @Test(
        "a link in the midst of a checkout's path is not followed", arguments: ["render", "graph", "bundle"],
        ["templates", "drafts"])
    func linkedTemplate(command: String, top: String) throws {
        let folder = try Folder([
            "private/secret/config.yml": "name: hunter2\nversion: 1.0.0\n",
            "private/secret/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n",
            "private/secret/0/docker-compose.yml": "app:\n  image: hunter2\n",
            "catalog/\(top)/README.md": "Templates\n", "catalog/.git/HEAD": "ref: refs/heads/main\n",
        ])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("catalog/\(top)/evil"), withDestinationPath: folder.path("private/secret"))
        let place = folder.path("catalog/\(top)/evil") + (command == "graph" ? "" : "/0")
        let outcome = try CommandLineTests.run([command, place])
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains("is a symbolic link; name the folder that it leads to"))
        #expect(!(outcome.output + outcome.errors).contains("hunter2"))
    }

    @Test("a symbolic link in a version's folder is not followed")
    func links() throws {
        let folder = try Folder([
            "1/docker-compose.yml": "web: {image: nginx, env_file: secret.env}\n", "elsewhere.env": "SECRET=1\n",
        ])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("1/secret.env"), withDestinationPath: folder.path("elsewhere.env"))
        let outcome = try CommandLineTests.run(["render", folder.path("1"), "--format", "json"])
        #expect(outcome.status == 1)
        #expect(!outcome.output.contains("SECRET"))
        #expect(outcome.errors.contains("secret.env"))
    }
}
