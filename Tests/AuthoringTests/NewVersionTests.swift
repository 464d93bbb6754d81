import Authoring
import Catalog
import Diagnostics
import MusterTesting
import Testing

@Suite("New versions")
struct NewVersionTests {
    private static let config = "name: Web\nversion: 1.0.0 # what is offered\n"

    /// A template `templates/web` of texts by path below it.
    private static func texts(_ files: [String: String]) -> TemplateTexts {
        TemplateTexts(
            path: "templates/web",
            files: Dictionary(uniqueKeysWithValues: files.map { ("templates/web/\($0.key)", Array($0.value.utf8)) }))
    }

    private static func made(
        _ files: [String: String], _ change: (inout NewVersion.Request) -> Void = { _ in }
    ) throws -> NewVersion {
        var request = NewVersion.Request()
        change(&request)
        return try NewVersion(request, of: texts(["config.yml": config].merging(files) { $1 }))
    }

    private static func text(_ made: NewVersion, _ file: String) -> String? {
        let path = "templates/web/\(file)"
        return (made.edit.added[path] ?? made.edit.changed[path]?.new).map { String(decoding: $0, as: UTF8.self) }
    }

    /// One catalog block before and after a version 1.1.0 is made of it.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: String
        let after: String
        var minimum: String?

        init(_ name: String, _ before: String, _ after: String, minimum: String? = nil) {
            (testDescription, self.before, self.after, self.minimum) = (name, before, after, minimum)
        }
    }

    @Test(
        "the copied file keeps everything but what changes",
        arguments: [
            Row("plain", ".catalog:\n  version: 1.0.0\n", ".catalog:\n  version: 1.1.0\n"),
            Row("quotes", "catalog:\n  version: '1.0.0'\n", "catalog:\n  version: '1.1.0'\n"),
            Row("others", "catalog:\n  version: \"1.0.0\"\n", "catalog:\n  version: \"1.1.0\"\n"),
            Row(
                "comments and order", "# a\ncatalog: # b\n\n  questions: []\n  version:   1.0.0   # c\n  name: x",
                "# a\ncatalog: # b\n\n  questions: []\n  version:   1.1.0   # c\n  name: x"),
            Row(
                "CR LF", ".catalog:\r\n  version: 1.0.0\r\n  name: é\r\n",
                ".catalog:\r\n  version: 1.1.0\r\n  name: é\r\n"),
            Row("flow", "{catalog: {version: 1.0.0, name: x}}\n", "{catalog: {version: 1.1.0, name: x}}\n"),
            Row(
                "a window that goes", "catalog: {version: 1.0.0, maximum_rancher_version: v1.5.9}\n",
                "catalog: {version: 1.1.0, minimum_rancher_version: v1.6.0}\n", minimum: "v1.6.0"),
            Row(
                "and one on lines", "catalog:\n  version: 1.0.0\n  maximum_rancher_version: v1.5.9 # old\n  name: x\n",
                "catalog:\n  version: 1.1.0\n  minimum_rancher_version: v1.6.0\n  name: x\n", minimum: "v1.6.0"),
            Row(
                "a minimum that rises", "catalog:\n  version: 1.0.0\n  minimum_rancher_version: 'v1.5.0'\n",
                "catalog:\n  version: 1.1.0\n  minimum_rancher_version: 'v1.6.0'\n", minimum: "v1.6.0"),
            Row(
                "an empty minimum", "catalog:\n  version: 1.0.0\n  minimum_rancher_version:\n",
                "catalog:\n  version: 1.1.0\n  minimum_rancher_version: v1.6.0\n", minimum: "v1.6.0"),
            Row(
                "upgrade_from that takes all", "catalog: {version: 1.0.0, upgrade_from: '>=0.9.0'}",
                "catalog: {version: 1.1.0, upgrade_from: '>=0.9.0'}"),
            Row(
                "upgrade_from that would leave the copied version behind",
                "catalog:\n  version: 1.0.0\n  upgrade_from: '0.9.0' # tested\n",
                "catalog:\n  version: 1.1.0\n  upgrade_from: '0.9.0 || 1.0.0' # tested\n"),
            Row(
                "upgrade_from that takes nothing on purpose", "catalog: {version: 1.0.0, upgrade_from: 0.0.0}\n",
                "catalog: {version: 1.1.0, upgrade_from: 0.0.0}\n"),
            Row(
                "a block", "catalog:\n  version: |-\n    1.0.0\n  name: x\n", "catalog:\n  version: 1.1.0\n  name: x\n"),
            Row(
                "no line end", "catalog:\n  version: 1.0.0",
                "catalog:\n  version: 1.1.0\n  minimum_rancher_version: v1.6.0",
                minimum: "v1.6.0"),
        ])
    func edited(_ row: Row) throws {
        let made = try Self.made(["0/rancher-compose.yml": row.before]) { $0.minimumRancherVersion = row.minimum }
        #expect(made.edit.folder == "templates/web/1" && made.text == "1.1.0")
        #expect(Self.text(made, "1/rancher-compose.yml") == row.after)
        #expect(Self.text(made, "config.yml") == "name: Web\nversion: 1.1.0 # what is offered\n")
    }

    @Test(
        "with a minimum for the new version, the old one ends before it, where that is no empty window",
        arguments: [
            Row(
                "open", "catalog:\n  version: 1.0.0\n",
                "catalog:\n  version: 1.0.0\n  maximum_rancher_version: v1.6.13\n",
                minimum: "v1.6.14-rc1"),
            Row(
                "open below", "catalog:\n  version: '1.0.0'\n  minimum_rancher_version: 'v1.5.0' # a\n  name: x\n",
                "catalog:\n  version: '1.0.0'\n  minimum_rancher_version: 'v1.5.0' # a\n  maximum_rancher_version: 'v1.5.99'\n  name: x\n",
                minimum: "v1.6.0"),
            Row(
                "too wide", "catalog: {version: 1.0.0, maximum_rancher_version: v1.6.99}\n",
                "catalog: {version: 1.0.0, maximum_rancher_version: v1.6.13}\n", minimum: "v1.6.14"),
            Row(
                "across a major version", "catalog: {version: 1.0.0}\n",
                "catalog: {version: 1.0.0, maximum_rancher_version: v1.99.99}\n", minimum: "v2.0.0"),
        ])
    func closed(_ row: Row) throws {
        let made = try Self.made(["0/rancher-compose.yml": row.before]) { $0.minimumRancherVersion = row.minimum }
        #expect(Self.text(made, "0/rancher-compose.yml") == row.after)
        #expect(made.notes.contains { $0.hasPrefix("1.0.0 is now for servers up to v1.") })
    }

    @Test(
        "a window that is closed already, or would be empty, stays",
        arguments: [
            ("catalog: {version: 1.0.0, maximum_rancher_version: v1.5.99}\n", "v1.6.0"),
            ("catalog: {version: 1.0.0, minimum_rancher_version: v1.6.0}\n", "v1.5.0"),
            ("catalog: {version: 1.0.0, minimum_rancher_version: v1.6.14-rc1}\n", "v1.6.14"),
            ("catalog: {version: 1.0.0}\n", nil),
        ])
    func left(_ block: String, _ minimum: String?) throws {
        let made = try Self.made(["0/rancher-compose.yml": block]) { $0.minimumRancherVersion = minimum }
        #expect(Set(made.edit.changed.keys) == ["templates/web/config.yml"])
    }

    @Test("the next folder is named as the copied one is, and past every number that is there")
    func folders() throws {
        let block = "catalog: {version: 1.0.0}\n"
        let numbers = try Self.made(["0/rancher-compose.yml": block, "7/notes": "", "v9/x": ""])
        #expect(numbers.edit.folder == "templates/web/8")
        for (folder, version) in [("1.0.0", "1.0.0"), ("v1.0.0", "1.0.0"), ("v1.0.0", "v1.0.0")] {
            let named = try Self.made([
                "config.yml": "name: Web\n", "\(folder)/rancher-compose.yml": "catalog: {version: \(version)}\n",
            ])
            #expect(named.edit.folder == "templates/web/\(folder.hasPrefix("v") ? "v" : "")1.1.0")
            #expect(named.edit.changed.isEmpty, "no default is named, so none moves")
        }
        let bare = try Self.made(["config.yml": "name: Web\n", "v1.0.0/docker-compose.yml": "web: {image: a}\n"])
        #expect(bare.edit.folder == "templates/web/v1.1.0" && bare.text == "v1.1.0")
    }

    @Test("every file below the folder is copied, byte for byte")
    func copied() throws {
        let made = try Self.made([
            "0/rancher-compose.yml": "catalog: {version: 1.0.0}\n", "0/deep/a.sh": "#!/bin/sh\r\n", "0/README.md": "é",
            "00": "x",
        ])
        #expect(
            Set(made.edit.added.keys.map { $0.dropFirst("templates/web/1/".count) }) == [
                "rancher-compose.yml", "deep/a.sh", "README.md",
            ])
        #expect(Self.text(made, "1/deep/a.sh") == "#!/bin/sh\r\n")
    }

    @Test("a version is found by folder and by text, and the default moves only forward")
    func from() throws {
        let files = [
            "config.yml": "version: 2.0.0\n", "0/rancher-compose.yml": "catalog: {version: 1.0.0}\n",
            "1/rancher-compose.yml": "catalog: {version: 2.0.0}\n",
        ]
        for name in ["0", "00", "1.0.0"] {
            let made = try Self.made(files) { ($0.from, $0.bump) = (name, .patch) }
            #expect(made.text == "1.0.1" && made.older.folderName == "0" && made.edit.changed.isEmpty)
            #expect(made.notes == ["config.yml still names 2.0.0, which is newer than 1.0.1"])
        }
        #expect(try Self.made(files).text == "2.1.0")
        #expect(try Self.made(files) { $0.text = "v3.0.0-rc1" }.text == "v3.0.0-rc1")
    }

    @Test(
        "what would not be what was meant is refused",
        arguments: [
            (["0/rancher-compose.yml": "catalog: {version: 1.0.0}\n"], "from 9", "has no version 9"),
            (["0/rancher-compose.yml": "catalog: {version: 1.0.0}\n"], "from 1.0.9", "did you mean 1.0.0?"),
            (["0/rancher-compose.yml": "catalog: {version: 1.0.0}\n"], "text 0.9.0", "is not newer"),
            (["0/rancher-compose.yml": "catalog: {version: 1.0.0}\n"], "text 1.0.0-rancher1", "is not newer"),
            (["0/rancher-compose.yml": "catalog: {version: 1.0.0}\n"], "minimum v1.6", "no version of Rancher"),
            (["0/rancher-compose.yml": "a: {b: &v 1.0.0}\ncatalog: {version: *v}\n"], "", "cannot be edited in place"),
            (["1.0.0/docker-compose.yml": "web: {image: a}\n"], "minimum v1.6.0", "has no catalog block"),
            (["1.0.0/docker-compose.yml": "web: {image: a}\n", "1.1.0/x": ""], "", "already"),
            (["1.0.0/rancher-compose.yml": "catalog: {version: 1.0.0}\n"], "text 1.1", "cannot name a folder"),
            (["0/rancher-compose.yml": "catalog: {version: '17.07'}\n"], "", "is not of the form 1.2.3"),
            (
                [
                    "0/rancher-compose.yml": "catalog: {version: 1.0.0}\n",
                    "1/rancher-compose.yml": "catalog: {version: 1.1.0}\n",
                ], "", "the folder 1 already has the version \"1.1.0\""
            ),
            (["0/docker-compose.yml": ""], "", "no version that could be copied"),
        ])
    func refused(_ files: [String: String], _ asked: String, _ reason: String) {
        #expect {
            _ = try Self.made(files) { request in
                let parts = asked.split(separator: " ").map(String.init)
                switch parts.first {
                case "from": request.from = parts[1]
                case "text": request.text = parts[1]
                case "minimum": request.minimumRancherVersion = parts[1]
                default: break
                }
            }
        } throws: { "\($0)".contains(reason) }
    }

    @Test("a folder without a template is refused")
    func noTemplate() {
        #expect(throws: AuthoringRefusal.self) {
            try NewVersion(.init(), of: TemplateTexts(path: "docs/x", files: [:]))
        }
    }
}
