import Foundation
import MusterTesting
import Testing

/// The built binary over files that an operator wrote badly: it serves what it has, says what is wrong, and takes the next
/// good file.
@Suite("Files of the operator, served", .serialized)
struct OperatorFilesTests {
    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-operator-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private static let refresh = "/v1-catalog/templates?action=refresh"

    private static func names(_ server: RunningServer) throws -> [String] {
        let list = try server.json("/v1-catalog/catalogs")["data"] as? [[String: Any]] ?? []
        return list.compactMap { $0["name"] as? String }
    }

    private static func troubles(_ server: RunningServer) throws -> [String] {
        let body = try server.request("GET", "/readyz").body
        let ready = try JSONSerialization.jsonObject(with: body) as? [String: Any]
        return (ready?["troubles"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Nil where there is no file.
        let text: String?
        let says: String
        /// What is served of `cat` and `other`, both in the store.
        var serves = ["cat", "other"]
        var refresh = 500
    }

    @Test(
        "a start serves the store whatever repo.json is, and the next good one is taken",
        arguments: [
            Row(testDescription: "missing", text: nil, says: "there is no such file"),
            Row(testDescription: "empty", text: "", says: "it is empty"),
            Row(testDescription: "half-written", text: #"{"catalogs": {"cat": {"url": "/"#, says: "no whole JSON text"),
            Row(testDescription: "another shape", text: "[1]", says: "it is a list"),
            Row(
                testDescription: "a null entry", text: #"{"catalogs": {"cat": null, "other": {"url": "URL"}}}"#,
                says: "entry \"cat\": it is null", refresh: 204),
            Row(
                testDescription: "without URL", text: #"{"catalogs": {"cat": {"url": "URL"}, "new": {}}}"#,
                says: "entry \"new\": it has no \"url\"", serves: ["cat"], refresh: 204),
            Row(
                testDescription: "a Helm repository",
                text:
                    #"{"catalogs": {"cat": {"url": "URL"}, "other": {"url": "URL"}, "h": {"url": "URL", "kind": "helm"}}}"#,
                says: "entry \"h\": \"kind\" is \"helm\"", refresh: 204),
            Row(testDescription: "no catalogs", text: #"{"catalogs": {}}"#, says: "", serves: [], refresh: 204),
        ])
    func repoJSON(row: Row) async throws {
        let repository = try TestRepository()
        let folder = try Self.folder()
        defer {
            repository.remove()
            try? FileManager.default.removeItem(at: folder)
        }
        try repository.commit(DataDirectory.files)
        let config = folder.appending(path: "repo.json")
        let good = #"{"catalogs": {"cat": {"url": "URL"}, "other": {"url": "URL"}}}"#
        func write(_ text: String) throws {
            try Data(text.replacing("URL", with: repository.path).utf8).write(to: config)
        }
        try write(good)
        let arguments = ["--config", config.path, "-p", "0", "--cache", folder.appending(path: "cache").path]
        let first = try await RunningServer(arguments, named: "rancher-catalog-service")
        #expect(first.stop() == 0)

        try FileManager.default.removeItem(at: config)
        if let text = row.text { try write(text) }
        let server = try await RunningServer(arguments, named: "rancher-catalog-service")
        #expect(try Self.names(server) == row.serves)
        for name in row.serves {
            #expect(try server.request("GET", "/v1-catalog/templates/\(name):app:0").status == 200)
        }
        if row.says.isEmpty {
            #expect(try Self.troubles(server) == [])
        } else {
            let troubles = try Self.troubles(server)
            #expect(troubles.count == 1 && troubles[0].contains(row.says), "\(troubles)")
            #expect(server.logged.contains(row.says.replacing("\"", with: "\\\"")) || server.logged.contains(row.says))
        }
        #expect(try server.request("POST", Self.refresh).status == row.refresh)
        try write(good)
        #expect(try server.request("POST", Self.refresh).status == 204)
        #expect(try Self.names(server) == ["cat", "other"])
        #expect(try Self.troubles(server) == [])
        #expect(server.stop() == 0)
    }

    @Test("a first start without anything that can be used serves nothing and says so")
    func nothing() async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try await RunningServer([
            "serve", "--port", "0", "--config", folder.appending(path: "repo.json").path, "--data-dir",
            folder.appending(path: "data").path, "--credentials", folder.appending(path: "keys.json").path,
        ])
        #expect(try Self.names(server) == [])
        #expect(try Self.troubles(server).count == 2)
        #expect(server.stop() == 0)
    }

    @Test("doctor says what in these files cannot be used")
    func doctor() async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = folder.appending(path: "data").path
        let empty = ["serve", "--port", "0", "--data-dir", data, "--catalog", "none=\(folder.path)"]
        #expect(try await RunningServer(empty).stop() == 0)
        let (config, keys) = (folder.appending(path: "repo.json"), folder.appending(path: "keys.json"))
        try Data(#"{"catalogs": {"a": {"url": "https://h/a"}, "b": null, "c": {"url": "x://y/z"}}}"#.utf8).write(
            to: config)
        let arguments = ["doctor", data, "--config", config.path, "--credentials", keys.path]
        let found = try CommandLineTests.run(arguments)
        #expect(found.status == 1)
        #expect(found.output.contains("\(config.path): entry \"b\": it is null"), "\(found.output)")
        #expect(found.output.contains("\(config.path): entry \"c\": Field 'url'"), "\(found.output)")
        #expect(found.output.contains("[credentials-unusable]") && found.output.contains("[configuration-unusable]"))
        try Data(#"{"catalogs": {"a": {"url": "https://h/a"}}}"#.utf8).write(to: config)
        try Data("[]".utf8).write(to: keys)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keys.path)
        #expect(try CommandLineTests.run(arguments).status == 0)
    }

    @Test("the setting of the environment is taken in part")
    func setting() async throws {
        let repository = try TestRepository()
        let folder = try Self.folder()
        defer {
            repository.remove()
            try? FileManager.default.removeItem(at: folder)
        }
        try repository.commit(DataDirectory.files)
        for (setting, says) in [
            (#"{"catalogs": {"cat": {"url": "URL"}, "x": 7}}"#, "entry \"x\": it is a number"),
            ("cat=URL,x=", "entry \"x\": write NAME=URL"),
        ] {
            let server = try await RunningServer(
                ["serve", "--port", "0", "--data-dir", folder.appending(path: "data").path],
                environment: ["DEFAULT_CATTLE_CATALOG_URL": setting.replacing("URL", with: repository.path)])
            #expect(try Self.names(server) == ["cat"])
            let troubles = try Self.troubles(server)
            #expect(troubles.count == 1 && troubles[0].hasPrefix("DEFAULT_CATTLE_CATALOG_URL, \(says)"), "\(troubles)")
            #expect(server.stop() == 0)
        }
    }

    @Test("credentials that cannot be read at a start fail the refreshes that need them, with the reason")
    func credentials() async throws {
        let repository = try TestRepository()
        let folder = try Self.folder()
        defer {
            repository.remove()
            try? FileManager.default.removeItem(at: folder)
        }
        try repository.commit(DataDirectory.files)
        let keys = folder.appending(path: "keys.json")
        try Data("[]".utf8).write(to: keys)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: keys.path)
        let server = try await RunningServer([
            "serve", "--port", "0", "--data-dir", folder.appending(path: "data").path, "--credentials", keys.path,
            "--catalog", "cat=\(repository.path)", "--catalog", "remote=git://127.0.0.1:1/x.git",
        ])
        #expect(try server.request("GET", "/v1-catalog/templates/cat:app:0").status == 200)
        let failed = try server.request("POST", Self.refresh)
        #expect(failed.status == 500)
        let said = String(decoding: failed.body, as: UTF8.self)
        #expect(said.contains("chmod 600") && !said.contains("failed for cat "), "\(said)")
        #expect(try Self.troubles(server).count == 1)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keys.path)
        let mended = try server.request("POST", Self.refresh)
        #expect(!String(decoding: mended.body, as: UTF8.self).contains("chmod 600"))
        #expect(try Self.troubles(server) == [])
        #expect(server.stop() == 0)
    }
}
