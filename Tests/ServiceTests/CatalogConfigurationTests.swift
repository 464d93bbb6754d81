import Foundation
import Testing

@testable import Service

@Suite("Configuration")
struct CatalogConfigurationTests {
    struct Setting: Sendable, CustomTestStringConvertible {
        let text: String
        let catalogs: [ConfiguredCatalog]
        var testDescription: String { text }
    }

    @Test(
        "both forms of the catalog setting",
        arguments: [
            Setting(
                text: #"{"catalogs":{"library":{"url":"https://a/l.git","branch":"b"},"c":{"url":"u","kind":"x"}}}"#,
                catalogs: [
                    ConfiguredCatalog(name: "c", url: "u"),
                    ConfiguredCatalog(name: "library", url: "https://a/l.git", branch: "b"),
                ]),
            Setting(
                text: "library=https://a/l.git,community=https://a/c.git?x=y#main",
                catalogs: [
                    ConfiguredCatalog(name: "community", url: "https://a/c.git?x=y", branch: "main"),
                    ConfiguredCatalog(name: "library", url: "https://a/l.git"),
                ]),
            Setting(text: "https://a/b.git", catalogs: [ConfiguredCatalog(name: "library", url: "https://a/b.git")]),
            Setting(
                text: "https://u:p@a/b=c.git",
                catalogs: [ConfiguredCatalog(name: "library", url: "https://u:p@a/b=c.git")]),
            Setting(text: "", catalogs: []),
        ])
    func setting(row: Setting) throws {
        #expect(try ConfigurationReading(setting: row.text, named: "S").catalogs == row.catalogs)
    }

    struct Broken: Sendable, CustomTestStringConvertible {
        let text: String
        let says: String
        var testDescription: String { text.isEmpty ? "nothing" : text }

        init(_ text: String, _ says: String) {
            self.text = text
            self.says = says
        }
    }

    @Test(
        "a file of which nothing can be used is refused, with what is wrong",
        arguments: [
            Broken("", "it is empty"), Broken(" \n", "it is empty"), Broken("{", "line 1, column 2"),
            Broken(#"{"catalogs": {"a": {"url": "https://h/a"}"#, "no whole JSON text"),
            Broken("not json", "line 1, column 1"), Broken("null", "it is null"), Broken("[]", "it is a list"),
            Broken(#"{"catalogs":[]}"#, "\"catalogs\" is a list"),
            Broken(#"{"catalogs":null}"#, "\"catalogs\" is null"),
            Broken(#"{"catalog":{"a":{"url":"u"}}}"#, "it has no \"catalogs\""),
            Broken(#"{"catalogs":{"a":{"url":"u"},"a":{"url":"v"}}}"#, "stands here twice"),
            Broken("{\"catalogs\":" + String(repeating: "[", count: 300), "inside each other"),
        ])
    func broken(row: Broken) {
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationReading(json: Array(row.text.utf8), named: "/etc/repo.json")
        }
        #expect(error?.description.hasPrefix("/etc/repo.json: ") == true)
        #expect(error?.description.contains(row.says) == true, "\(error?.description ?? "")")
    }

    @Test("a well-formed file without catalogs says that there are none", arguments: [#"{"catalogs": {}}"#, "{}"])
    func none(text: String) throws {
        let reading = try ConfigurationReading(json: Array(text.utf8), named: "f")
        #expect(reading.catalogs.isEmpty && reading.names.isEmpty && reading.isFullyNamed && reading.troubles.isEmpty)
    }

    @Test(
        "an entry that cannot be used is named, and the others are taken",
        arguments: [
            Broken(#""x": null"#, "it is null"), Broken(#""x": {}"#, "it has no \"url\""),
            Broken(#""x": "https://h/x""#, "it is a text"), Broken(#""x": []"#, "it is a list"),
            Broken(#""x": {"url": null}"#, "\"url\" is null"), Broken(#""x": {"url": 7}"#, "\"url\" is a number"),
            Broken(#""x": {"url": ""}"#, "\"url\" is empty"),
            Broken(#""x": {"url": "u", "branch": 1}"#, "\"branch\" is a number"),
            Broken(#""x": {"url": "u", "kind": "helm"}"#, "\"kind\" is \"helm\", and only native catalogs are served"),
            Broken(#""x": {"url": "u", "kind": "git"}"#, "\"kind\" is unknown"),
            Broken(#""x": {"url": "u", "kind": 1}"#, "\"kind\" is unknown"),
        ])
    func entry(row: Broken) throws {
        let good = (first: #"{"url": "u", "kind": "native"}"#, last: #"{"url": "v", "branch": null, "kind": ""}"#)
        let text = #"{"catalogs": {"good": \#(good.first), \#(row.text), "other": \#(good.last)}}"#
        let reading = try ConfigurationReading(json: Array(text.utf8), named: "/etc/repo.json")
        #expect(reading.catalogs.map(\.name) == ["good", "other"])
        #expect(reading.names == ["good", "other", "x"], "what it names is not dropped")
        #expect(reading.troubles.map(\.entry) == ["x"])
        let sentence = try #require(reading.troubles.first?.description)
        #expect(sentence.hasPrefix("/etc/repo.json, entry \"x\": ") && sentence.contains(row.says), "\(sentence)")
    }

    @Test("names are found in letters of any case, as the reference's JSON reader finds them")
    func casing() throws {
        let text = #"{"Catalogs": {"A": {"URL": "u", "Branch": "b", "KIND": "Native"}, "c": {"Url": "x", "url": "v"}}}"#
        let reading = try ConfigurationReading(json: Array(text.utf8), named: "f", heedsKind: false)
        #expect(
            reading.catalogs == [
                ConfiguredCatalog(name: "A", url: "u", branch: "b"), ConfiguredCatalog(name: "c", url: "v"),
            ])
        let heeding = try ConfigurationReading(json: Array(text.utf8), named: "f")
        #expect(heeding.troubles.map(\.entry) == ["A"], "the value of a kind is as it is written")
    }

    @Test("an entry whose name nobody knows drops nothing", arguments: [#"{"catalogs":{"":{"url":"u"}}}"#, "=u,a=v"])
    func nameless(text: String) throws {
        let reading = try ConfigurationReading(setting: text, named: "S")
        #expect(!reading.isFullyNamed && reading.troubles.count == 1)
    }

    @Test("entries of the legacy setting are read one by one, and the first of each name counts")
    func legacyParts() throws {
        let reading = try ConfigurationReading(setting: "a=u, b=, c=v,a=w, d=#main", named: "S")
        #expect(reading.catalogs == [ConfiguredCatalog(name: "a", url: "u"), ConfiguredCatalog(name: "c", url: "v")])
        #expect(reading.troubles.map(\.entry) == ["b", "a", "d"])
        #expect(reading.names == ["a", "b", "c", "d"])
    }

    @Test(
        "what is no entry is not quoted, and neither is a branch that may be the end of a password",
        arguments: [
            ("#bot:secret@host/x", "library"), ("a=bot:1#secret@host/x", "a"), ("a=https://bot:1#secret%40host/x", "a"),
            ("https://bot:1#secret@host/x", "library"),
        ])
    func unquoted(entry: String, name: String) throws {
        let reading = try ConfigurationReading(setting: entry, named: "S")
        #expect(reading.catalogs == [] && reading.troubles.map(\.entry) == [name])
        let error = #expect(throws: ConfigurationError.self) {
            try CatalogConfiguration.parse(entry: entry, named: "--catalog")
        }
        for sentence in reading.troubles.map(\.description) + [error?.description ?? "secret"] {
            #expect(sentence.contains("write NAME=URL") && !sentence.contains("secret") && !sentence.contains("host/x"))
        }
    }

    @Test("no credential is in what is said of an entry")
    func silence() throws {
        let reading = try ConfigurationReading(setting: "x=#https://u:s3cret@h/x", named: "S")
        #expect(reading.troubles.count == 1 && !"\(reading.troubles)".contains("s3cret"))
        let error = #expect(throws: ConfigurationError.self) {
            try CatalogConfiguration.parse(entry: "https://u:s3cret@h/x", named: "--catalog")
        }
        #expect(error?.description.contains("s3cret") == false)
    }

    @Test("whatever stands at the path, reading it ends with a sentence")
    func paths() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-conf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pipe = folder.appending(path: "pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        let huge = folder.appending(path: "huge").path
        #expect(FileManager.default.createFile(atPath: huge, contents: nil) && truncate(huge, 1 << 40) == 0)
        for (path, says) in [
            ("/no/such/repo.json", "there is no such file"), (folder.path, "no regular file"),
            (pipe, "no regular file"), ("/dev/zero", "no regular file"), (huge, "larger than 4 MB"),
        ] {
            let error = #expect(throws: ConfigurationError.self) {
                try CatalogConfiguration.file(path).read(release: ReleaseBranch(rancherVersion: ""))
            }
            #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
        }
    }

    @Test(
        "the release branch of a Rancher version",
        arguments: [
            ("", "master"), ("v1.6.30", "v1.6-release"), ("v1.6.0-rc1", "v1.6-release"), ("master", "master"),
            ("v1.6", "v1.6"), (" ", "master"),
        ])
    func release(version: String, branch: String) {
        #expect(ReleaseBranch(rancherVersion: version).resolve("${RELEASE}") == branch)
        #expect(ReleaseBranch(rancherVersion: version).resolve("other") == "other")
    }
}
