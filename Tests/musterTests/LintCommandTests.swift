import Foundation
import MusterTesting
import Testing

/// `muster lint` and `muster explain`, as a person runs them.
@Suite("Lint from the command line")
struct LintCommandTests {
    private typealias Folder = RenderCommandTests.Folder

    private static let files = [
        "templates/web/config.yml":
            "name: Web\ndescription: A server\nversion: 1.0.0\ncategory: Web\nmaintainer: Ann <a@example.org>\nlicense: MIT\n",
        "templates/web/catalogIcon-web.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
        "templates/web/0/README.md": "# Web\n",
        "templates/web/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n",
        "templates/web/0/docker-compose.yml": "web:\n  image: example/web:latest\n",
    ]

    private static func lint(
        _ changes: [String: String] = [:], _ arguments: String...
    ) throws -> (outcome: CommandLineTests.Outcome, folder: RenderCommandTests.Folder) {
        let folder = try Folder(files.merging(changes) { $1 })
        return (try CommandLineTests.run(["lint", folder.url.path] + arguments), folder)
    }

    @Test("warnings end with 0, an error with 1")
    func status() throws {
        let fine = try Self.lint().outcome
        #expect(fine.status == 0 && fine.output.contains("docker-compose.yml:2:10: warning"), "\(fine.output)")
        let broken = try Self.lint(["templates/web/0/docker-compose.yml": "web: [\n"]).outcome
        #expect(broken.status == 1 && broken.output.contains("error"))
    }

    @Test("a configuration is read from the checkout, and one that is not understood ends with 2")
    func configuration() throws {
        let off = try Self.lint([".muster-lint.yml": "rules: {MU014: off}\n"]).outcome
        #expect(off.status == 0 && !off.output.contains("MU014"))
        let wrong = try Self.lint([".muster-lint.yml": "rules: {MU999: off}\n"]).outcome
        #expect(wrong.status == 2 && wrong.errors.contains("unknown rule \"MU999\""))
    }

    @Test("only versions for the servers that are named are linted")
    func servers() throws {
        let changes = [
            "templates/web/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n  maximum_rancher_version: v1.5.99\n"
        ]
        #expect(try Self.lint(changes, "--rancher-version", "v1.5.0").outcome.output.contains("MU014"))
        #expect(try !Self.lint(changes, "--rancher-version", "v1.6.30").outcome.output.contains("MU014"))
    }

    @Test("--since lints what changed against a revision, and says when there is none")
    func since() throws {
        let folder = try Folder(Self.files)
        let other = "templates/other/0/docker-compose.yml"
        for (path, text) in Self.files {
            try folder.write(text, to: path.replacingOccurrences(of: "/web", with: "/other"))
        }
        let git = { (arguments: String...) in _ = try Command.run("git", ["-C", folder.url.path] + arguments) }
        try git("init", "-q")
        try git("add", "-A")
        try git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "one")
        try folder.write("web:\n  image: example/other:latest\n", to: other)
        let changed = try CommandLineTests.run(["lint", folder.url.path, "--since", "HEAD"])
        #expect(changed.status == 0 && changed.output.contains("\(other):2:10: warning"), "\(changed.output)")
        #expect(changed.output.contains("MU032") && !changed.output.contains("templates/web"))
        #expect(changed.output.contains("in 1 version of 1 template"))
        let unknown = try CommandLineTests.run(["lint", folder.url.path, "--since", "nowhere"])
        #expect(unknown.status == 3 && unknown.errors.contains("no commit \"nowhere\""))
        #expect(try CommandLineTests.run(["lint", folder.url.path, "--since", "HEAD", "--watch"]).status == 2)
    }

    @Test("--watch lints again what changes, and reads a changed configuration", .timeLimit(.minutes(2)))
    func watch() async throws {
        let folder = try Folder(Self.files)
        let process = Process()
        process.executableURL = RunningServer.executable
        process.arguments = ["lint", folder.url.path, "--watch"]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        defer { process.terminate() }
        var told = Self.lines(of: errors.fileHandleForReading).makeAsyncIterator()
        #expect(await told.next()?.hasPrefix("watching") == true)
        let file = "templates/web/0/docker-compose.yml"
        try folder.write("web: [\n", to: file)
        for (name, text, counts) in [
            (file, "web: [\n", "1 errors, "),
            (file, "web:\n  image: example/web:1.0.0\n", "0 errors, 0 warnings"),
            (file, "web:\n  image: example/web:latest\n", "0 errors, 1 warnings"),
            (".muster-lint.yml", "rules: {MU014: off}\n", "0 errors, 0 warnings"),
        ] {
            try folder.write(text, to: name)
            var line = await told.next()
            // Between the old file and the new one there may be a look without it.
            while let other = line, !other.contains(counts) { line = await told.next() }
            #expect(line != nil)
        }
        process.terminate()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(text.contains("[MU014 moving-tag]") && text.contains("[MU023 yaml-syntax]"))
    }

    private static func lines(of handle: FileHandle) -> AsyncStream<String> {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        Thread {
            var rest: [UInt8] = []
            while case let data = handle.availableData, !data.isEmpty {
                rest += data
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    continuation.yield(String(decoding: rest[..<end], as: UTF8.self))
                    rest.removeFirst(end + 1)
                }
            }
            continuation.finish()
        }.start()
        return lines
    }

    @Test("a template of a checkout is linted by its own path, with what the others say of it")
    func oneTemplate() throws {
        let folder = try Folder(Self.files)
        for (path, text) in Self.files {
            try folder.write(text, to: path.replacingOccurrences(of: "/web", with: "/other"))
        }
        for path in ["templates/web", "templates/web/0", "templates/web/0/docker-compose.yml"] {
            let outcome = try CommandLineTests.run(["lint", folder.path(path)])
            #expect(outcome.status == 0 && outcome.output.contains("templates/web/0/docker-compose.yml:2:10"))
            #expect(
                !outcome.output.contains("templates/other") && outcome.output.contains("in 1 version of 1 template"))
        }
        let steps = FileManager.default.currentDirectoryPath.split(separator: "/").map { _ in ".." }
        let relative = steps.joined(separator: "/") + folder.url.path
        let annotated = try CommandLineTests.run(["lint", relative + "/templates/web", "--format", "github"])
        #expect(
            annotated.output.contains("file=\(relative)/templates/web/0/docker-compose.yml,line=2"),
            "\(annotated.output)")
        let both = try CommandLineTests.run(["lint", folder.path("templates/web"), folder.path("templates/other")])
        #expect(both.output.contains("in 2 versions of 2 templates"))
        let top = try CommandLineTests.run(["lint", folder.path("templates")])
        #expect(top.output.contains("in 2 versions of 2 templates"))
        let nested = try Folder([
            "infra-templates/mine/templates/web/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n"
        ])
        let checkout = try CommandLineTests.run(["lint", nested.path("infra-templates/mine")])
        #expect(checkout.output.contains("templates/web/0") && checkout.output.contains("in 1 version of 1 template"))
        let none = try CommandLineTests.run(["lint", folder.path("templates/none")])
        #expect(none.status == 3 && none.errors.contains("has nothing at templates/none"))
        let bare = try Folder([:])
        let empty = try CommandLineTests.run(["lint", bare.url.path])
        #expect(empty.status == 3 && empty.errors.contains("has no templates; name the folder"))
        #expect(try CommandLineTests.run(["lint", folder.path("templates/web"), "/tmp/a/templates/b"]).status == 2)
    }

    @Test("what fails with other answers is told, unless --no-explore")
    func explore() throws {
        let changes = [
            "templates/web/0/rancher-compose.yml":
                ".catalog:\n  version: 1.0.0\n  questions:\n  - {variable: TTY, type: boolean, default: 'false'}\n",
            "templates/web/0/docker-compose.yml":
                "web:\n  image: a:1.0.0\n  {{- if eq .Values.TTY \"true\"}}\n  ttty: true\n  {{- end}}\n",
        ]
        let explored = try Self.lint(changes)
        #expect(explored.outcome.status == 1 && explored.outcome.output.contains("branches 2/2, 2 runs"))
        #expect(explored.outcome.output.contains("shown by muster render templates/web/0 --set TTY=true"))
        let shown = try CommandLineTests.run(["render", explored.folder.path("templates/web/0"), "--set", "TTY=true"])
        #expect(shown.status == 1 && shown.errors.contains("ttty"))
        #expect(try Self.lint(changes, "--no-explore").outcome.status == 0)
    }

    @Test("each form is written, to a file too", arguments: ["json", "sarif", "junit", "github", "text"])
    func forms(_ format: String) throws {
        let folder = try Folder([:])
        let outcome = try Self.lint([:], "--format", format, "--output", folder.path("out")).outcome
        #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
        let text = try String(contentsOfFile: folder.path("out"), encoding: .utf8)
        #expect(text.contains("MU014") && text.hasSuffix("\n"))
    }

    @Test("what is no regular file is written to, and not replaced")
    func pipes() throws {
        let folder = try Folder(["file": ""])
        let link = folder.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path("file"))
        _ = try Self.lint([:], "--output", link)
        let attributes = try FileManager.default.attributesOfItem(atPath: link)
        #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
        #expect(try String(contentsOfFile: folder.path("file"), encoding: .utf8).contains("MU014"))
        let pipe = folder.path("pipe")
        try Command.run("mkfifo", [pipe])
        let reader = Process()
        reader.executableURL = URL(filePath: "/bin/cat")
        reader.arguments = [pipe]
        let output = Pipe()
        reader.standardOutput = output
        try reader.run()
        _ = try Self.lint([:], "--output", pipe)
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        reader.waitUntilExit()
        #expect(String(decoding: text, as: UTF8.self).contains("MU014"))
    }

    /// What a stranger's checkout has in the place of a file that lint reads by name.
    enum Trap: String, CaseIterable, Sendable {
        case pipe = "a pipe"
        case folder = "a folder"
        case link = "a symbolic link"
        case deadLink = "a symbolic link that leads nowhere"

        func set(_ name: String, in folder: RenderCommandTests.Folder, to secret: String) throws {
            switch self {
            case .pipe: try Command.run("mkfifo", [folder.path(name)])
            case .folder: try folder.write("", to: name + "/x")
            case .link:
                try FileManager.default.createSymbolicLink(atPath: folder.path(name), withDestinationPath: secret)
            case .deadLink:
                try FileManager.default.createSymbolicLink(
                    atPath: folder.path(name), withDestinationPath: secret + "-gone")
            }
        }
    }

    @Test("what is no regular file of the checkout is told, and neither read nor written", arguments: Trap.allCases)
    func traps(_ trap: Trap) throws {
        let outside = try Folder(["secret": "password: hunter2\n"])
        let secret = outside.path("secret")
        let folder = try Folder(Self.files)
        try trap.set(".muster-lint.yml", in: folder, to: secret)
        let outcome = try CommandLineTests.run(["lint", folder.url.path])
        #expect(outcome.status == 0 && outcome.output.contains("MU014"))
        let what = trap == .deadLink ? "a symbolic link" : trap.rawValue
        #expect(
            outcome.errors
                == "\(folder.path(".muster-lint.yml")) is \(what), not a regular file; it is not read, and the defaults hold\n"
        )

        try trap.set("named.yml", in: folder, to: secret)
        for option in ["--config", "--baseline"] {
            let outcome = try CommandLineTests.run(["lint", folder.url.path, option, folder.path("named.yml")])
            #expect(outcome.status == 3 && !(outcome.output + outcome.errors).contains("hunter2"))
            #expect(outcome.errors.contains("named.yml: it is \(trap.rawValue)"), "\(outcome.errors)")
        }
        for options in [["--output"], ["--update-baseline", "--baseline"]] {
            let outcome = try CommandLineTests.run(["lint", folder.url.path] + options + [folder.path("named.yml")])
            #expect(
                outcome.status == 3 && outcome.errors.contains("named.yml: it is \(trap.rawValue)"), "\(outcome.errors)"
            )
        }
        #expect(try String(contentsOfFile: secret, encoding: .utf8) == "password: hunter2\n")
        #expect(!FileManager.default.fileExists(atPath: secret + "-gone"))
    }

    @Test("a link inside of the checkout, and the user's own files beside it, are followed")
    func ownLinks() throws {
        let outside = try Folder(["lint.yml": "rules: {MU014: off}\n"])
        let folder = try Folder(Self.files.merging(["config/lint.yml": "rules: {MU014: off}\n"]) { $1 })
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder.path("inside.yml"), withDestinationPath: "config/lint.yml")
        try files.createSymbolicLink(atPath: folder.path("out"), withDestinationPath: outside.url.path)
        for file in [folder.path("inside.yml"), folder.path("config/lint.yml"), outside.path("lint.yml")] {
            let outcome = try CommandLineTests.run(["lint", folder.url.path, "--config", file])
            #expect(outcome.status == 0 && !outcome.output.contains("MU014"), "\(outcome.errors)")
        }
        let through = try CommandLineTests.run(["lint", folder.url.path, "--config", folder.path("out/lint.yml")])
        #expect(through.status == 3 && through.errors.contains("leads out of the checkout"), "\(through.errors)")
        let written = try CommandLineTests.run(["lint", folder.url.path, "--output", folder.path("out/new")])
        #expect(written.status == 3 && !files.fileExists(atPath: outside.path("new")))
        #expect(try CommandLineTests.run(["lint", folder.url.path, "--output", outside.path("new")]).status == 0)
    }

    @Test("links and pipes among the templates of a checkout are no part of it")
    func templatesOutside() throws {
        let outside = try Folder(Self.files.merging(["secret.yml": "web:\n  image: hunter2:latest\n"]) { $1 })
        let folder = try Folder(Self.files)
        let files = FileManager.default
        for (name, target) in [
            ("templates/web/1", "templates/web/0"), ("templates/other", "templates/web"),
            ("infra-templates", "templates"),
            ("templates/web/0/docker-compose.yml.tpl", "secret.yml"), ("templates/web/template.yml", "secret.yml"),
        ] {
            try files.createSymbolicLink(atPath: folder.path(name), withDestinationPath: outside.path(target))
        }
        try Command.run("mkfifo", [folder.path("templates/web/0/template-version.yml")])
        let outcome = try CommandLineTests.run(["lint", folder.url.path])
        #expect(outcome.status == 0 && outcome.output.contains("in 1 version of 1 template"), "\(outcome.output)")
        #expect(!(outcome.output + outcome.errors).contains("hunter2"))
        let rendered = try CommandLineTests.run(["render", folder.path("templates/web/0")])
        #expect(rendered.status == 0 && !rendered.output.contains("hunter2"), "\(rendered.errors)")
    }

    @Test("a baseline takes what is there, and a new finding counts")
    func baseline() throws {
        let folder = try Folder([:])
        let file = folder.path("baseline.yml")
        _ = try Self.lint([:], "--baseline", file, "--update-baseline")
        let known = try Self.lint([:], "--baseline", file).outcome
        #expect(known.output.hasPrefix("0 errors, 0 warnings, 0 notes"), "\(known.output)")
        let broken = try Self.lint(["templates/web/0/docker-compose.yml": "web: [\n"], "--baseline", file).outcome
        #expect(broken.status == 1)
        #expect(try Self.lint([:], "--update-baseline").outcome.status == 2)
    }

    @Test("safe fixes are written once, and the others shown")
    func fixes() throws {
        let changes = ["templates/web/0/docker-compose.yml": "web:\r\n  image: example/web:1.0.0\r\n"]
        let review = try Self.lint(changes, "--fix=review")
        #expect(review.outcome.output.contains("--- a/templates/web/0/docker-compose.yml"), "\(review.outcome.errors)")
        let fixed = try Self.lint(changes, "--fix")
        let file = fixed.folder.path("templates/web/0/docker-compose.yml")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "web:\n  image: example/web:1.0.0\n")
        let again = try CommandLineTests.run(["lint", fixed.folder.url.path, "--fix"])
        #expect(again.errors == "0 fixes in 0 files\n")
    }

    @Test("rules are explained by code and name, and listed")
    func explain() throws {
        let rule = try CommandLineTests.run(["explain", "MU014"])
        #expect(rule.status == 0 && rule.output.hasPrefix("# MU014 moving-tag\n"))
        #expect(try CommandLineTests.run(["explain", "moving-tag"]).output == rule.output)
        #expect(try CommandLineTests.run(["explain"]).output.contains("MU014  moving-tag"))
        let unknown = try CommandLineTests.run(["explain", "MU01"])
        #expect(unknown.status == 2 && unknown.errors.contains("did you mean"))
        #expect(try CommandLineTests.run(["explain", "function", "default"]).status == 0)
    }
}
