import Foundation
import Testing

/// Where an installed program finds the catalog that was shipped with it.
@Suite("The starter catalog of an installed program", .serialized)
struct StarterCatalogTests {
    /// `prefix/bin/muster` and `prefix/share/muster/Templates`, a folder of links, and an empty one to start in.
    private struct Installation {
        let root = FileManager.default.temporaryDirectory.appending(path: "muster-prefix-\(UUID().uuidString)")
        var program: URL { root.appending(path: "prefix/bin/muster") }

        init(program: String) throws {
            let files = FileManager.default
            for folder in [
                "prefix/bin", "prefix/share/muster/Templates/infra-templates/app/0", "links", "lib", "empty",
            ] {
                try files.createDirectory(at: root.appending(path: folder), withIntermediateDirectories: true)
            }
            try Data("name: Installed\n".utf8).write(
                to: root.appending(path: "prefix/share/muster/Templates/infra-templates/app/config.yml"))
            try Data(".catalog:\n  version: '1.0.0'\n".utf8).write(
                to: root.appending(path: "prefix/share/muster/Templates/infra-templates/app/0/rancher-compose.yml"))
            let file = root.appending(path: program)
            // A link where the file system has one, for a program with everything in it is large.
            guard (try? files.linkItem(at: RunningServer.executable, to: file)) == nil else { return }
            try files.copyItem(at: RunningServer.executable, to: file)
        }

        func link(_ name: String, to target: String) throws {
            try FileManager.default.createSymbolicLink(
                at: root.appending(path: name), withDestinationURL: root.appending(path: target))
        }

        func remove() { try? FileManager.default.removeItem(at: root) }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Where the program itself is.
        var program = "prefix/bin/muster"
        var link: (name: String, target: String)?
        /// The folder of the PATH that it is found in; nil where it is called by `path`.
        var folder: String?
        var path = "prefix/bin/muster"
    }

    @Test(
        "however it is called",
        arguments: [
            Row(testDescription: "by its path"),
            Row(testDescription: "by its name, from the PATH", folder: "prefix/bin"),
            Row(testDescription: "by a link", link: ("links/muster", "prefix/bin/muster"), path: "links/muster"),
            Row(
                testDescription: "by a link on the PATH", link: ("links/muster", "prefix/bin/muster"), folder: "links"),
            Row(
                testDescription: "by a link that was installed in place of the program", program: "lib/program",
                link: ("prefix/bin/muster", "lib/program")),
            Row(
                testDescription: "by such a link on the PATH", program: "lib/program",
                link: ("prefix/bin/muster", "lib/program"), folder: "prefix/bin"),
        ])
    func installed(row: Row) async throws {
        let installation = try Installation(program: row.program)
        defer { installation.remove() }
        if let link = row.link { try installation.link(link.name, to: link.target) }
        let root = installation.root.path
        // The shell hands on the name as it was typed.
        let word = row.folder == nil ? "\(root)/\(row.path)" : "muster"
        let path = row.folder.map { "\(root)/\($0):/usr/bin:/bin" } ?? "/usr/bin:/bin"
        let server = try await RunningServer(
            ["serve", "--port", "0", "--data-dir", "\(root)/data"], environment: ["PATH": path],
            in: "\(root)/empty", parent: ["sh", "-c", "shift; exec \(word) \"$@\"", "sh"])
        #expect(try server.json("/v1-catalog/templates/starter:infra*app")["name"] as? String == "Installed")
        #expect(server.stop() == 0)
    }
}
