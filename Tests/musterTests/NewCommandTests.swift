import Checkouts
import Authoring
import Foundation
import MusterTesting
import Testing

@testable import muster

/// `muster new` and `muster new-version`, as a person runs them.
@Suite("Authoring from the command line")
struct NewCommandTests {
    private typealias Folder = RenderCommandTests.Folder

    private static func entries(_ folder: Folder, _ path: String = "") throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path(path)))
    }

    @Test(
        "a template and versions of it are made, and lint has nothing to say",
        arguments: ["infra", "stack", "environment", "machine"])
    func made(_ kind: String) throws {
        let folder = try Folder([:])
        let root = folder.url.path
        let new = try CommandLineTests.run(["new", "web", root, "--kind", kind, "--title", "Web: one"])
        #expect(new.status == 0 && new.errors.isEmpty && new.output.contains("Next:\n"), "\(new.errors)")
        let next = try CommandLineTests.run(["new-version", "web", root])
        #expect(next.status == 0 && next.output.contains("/web/1/rancher-compose.yml\n"), "\(next.errors)")
        #expect(try CommandLineTests.run(["new-version", "web", root, "--version", "1.1.7"]).status == 0)
        let lint = try CommandLineTests.run(["lint", root])
        #expect(
            lint.output.hasPrefix("0 errors, 0 warnings, 0 notes in 3 versions of 1 template\n"), "\(lint.output)")
        #expect(try Self.entries(folder).count == 1, "nothing is left beside the template")
    }

    @Test("what is there is left alone, and what is refused leaves nothing")
    func refused() throws {
        let folder = try Folder(["templates/web/config.yml": "name: Web\n"])
        let root = folder.url.path
        let existing = try CommandLineTests.run(["new", "web", root])
        #expect(existing.status == 3 && existing.errors.contains("templates/web is already there"))
        for name in ["../web", "a:b", "infra/web"] {
            #expect(try CommandLineTests.run(["new", name, root]).status == 2)
        }
        let nowhere = try CommandLineTests.run(["new", "web", folder.path("missing")])
        #expect(nowhere.status == 3 && nowhere.errors.contains("is no folder"))
        let unknown = try CommandLineTests.run(["new-version", "webb", root])
        #expect(unknown.status == 3 && unknown.errors.contains("did you mean web?"))
        #expect(try CommandLineTests.run(["new-version", "../web", root]).status == 2)
        #expect(
            try CommandLineTests.run(["new-version", "web", root]).errors.contains("no version that could be copied"))
        #expect(try Self.entries(folder, "templates/web") == ["config.yml"] && Self.entries(folder) == ["templates"])
    }

    @Test("a base that cannot be written leaves nothing half made")
    func unwritable() throws {
        let folder = try Folder(["templates": "a file where the folder should be\n"])
        let new = try CommandLineTests.run(["new", "web", folder.url.path])
        #expect(new.status == 3 && new.errors.contains("nothing was made"), "\(new.errors)")
        #expect(try Self.entries(folder) == ["templates"])
    }

    @Test("where a file cannot be replaced, the new folder goes again")
    func undone() throws {
        let folder = try Folder([:])
        _ = try CommandLineTests.run(["new", "web", folder.url.path])
        var files: [String: [UInt8]] = [:]
        for name in ["config.yml", "0/rancher-compose.yml"] {
            files["templates/web/\(name)"] = Array(
                try Data(contentsOf: folder.url.appending(path: "templates/web/\(name)")))
        }
        let edit = try NewVersion(.init(), of: TemplateTexts(path: "templates/web", files: files)).edit
        try FileManager.default.removeItem(atPath: folder.path("templates/web/config.yml"))
        try FileManager.default.createDirectory(
            atPath: folder.path("templates/web/config.yml/x"), withIntermediateDirectories: true)
        #expect(throws: CheckoutFailure.self) { try CheckoutChange.write(edit, into: folder.url.path) }
        #expect(try !Self.entries(folder, "templates/web").contains("1") && Self.entries(folder) == ["templates"])
    }

    @Test("a dry run shows a difference that git applies")
    func dryRun() throws {
        let folder = try Folder([:])
        let root = folder.url.path
        #expect(
            try CommandLineTests.run(["new", "web", root, "--dry-run"]).output.contains(
                "+++ b/templates/web/config.yml\n"))
        #expect(try Self.entries(folder).isEmpty)
        _ = try CommandLineTests.run(["new", "web", root])
        let arguments = ["new-version", "templates/web", root, "--minimum-rancher-version", "v1.6.14-rc1"]
        let dry = try CommandLineTests.run(arguments + ["--dry-run"])
        #expect(dry.status == 0 && dry.errors == "note: 1.0.0 is now for servers up to v1.6.13\n")
        #expect(
            dry.output.contains("+  maximum_rancher_version: v1.6.13\n")
                && dry.output.contains("-version: 1.0.0\n+version: 1.1.0\n"))
        try Command.run("git", ["-C", root, "apply", "-"], input: Data(dry.output.utf8))
        let applied = try CommandLineTests.run(["graph", folder.path("templates/web")]).output
        #expect(applied.contains("1.1.0"))
        let again = try CommandLineTests.run(["new", "web", root, "--dry-run"])
        #expect(again.status == 3 && again.errors.contains("is already there"))
    }
}
