import Foundation
import MusterTesting
import Testing

/// The built binary, as a user starts it.
@Suite("muster serve", .serialized)
struct ServeTests {
    private static func dataDirectory() -> String {
        FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
    }

    private static let files = [
        "templates/app/config.yml": "name: App\nversion: '1.0.0'\n",
        "templates/app/0/docker-compose.yml": "app:\n  image: nginx:1.15.12\n",
        "templates/app/0/rancher-compose.yml": ".catalog:\n  version: '1.0.0'\n",
    ]

    @Test("without any configuration it serves the starter catalog, every version in its window")
    func starter() async throws {
        let data = Self.dataDirectory()
        defer { try? FileManager.default.removeItem(atPath: data) }
        let templates = SharedCorpus.packageRoot.appending(path: "Templates").path
        let server = try await RunningServer([
            "serve", "--port", "0", "--data-dir", data, "--catalog", "starter=\(templates)",
        ])
        let list = try #require(
            try server.json("/v1-catalog/templates?rancherVersion=v1.6.30")["data"] as? [[String: Any]])
        let ids = Set(list.compactMap { $0["id"] as? String })
        #expect(
            ids.isSuperset(of: ["starter:infra*log-agent", "starter:infra*monitor-agent", "starter:project*cattle"]))
        for template in list {
            let links = try #require(template["versionLinks"] as? [String: String])
            let version = try #require(template["defaultVersion"] as? String)
            #expect(links[version] != nil, "\(template["id"] ?? "")")
        }
        let catalog = try server.json("/v1-catalog/catalogs/starter?projectId=global")
        #expect(catalog["state"] as? String == "active")
        #expect((catalog["findings"] as? [String: Int])?["errors"] == 0)
        #expect(server.stop() == 0)
    }

    @Test("what is served is linted soon after it is served, unless it is left out")
    func lint() async throws {
        let templates = SharedCorpus.packageRoot.appending(path: "Templates").path
        for options in [[], ["--no-lint"]] {
            let data = Self.dataDirectory()
            defer { try? FileManager.default.removeItem(atPath: data) }
            let server = try await RunningServer(
                ["serve", "--port", "0", "--data-dir", data, "--catalog", "starter=\(templates)"] + options)
            if options.isEmpty {
                // An answer is the wait: there is no clock in this.
                try await eventually { try server.json("/v1-catalog/findings")["pending"] as? [String] == [] }
                let catalog = try server.json("/v1-catalog/catalogs/starter?projectId=global")
                #expect((catalog["lint"] as? [String: Any])?["errors"] as? Int == 0)
            } else {
                #expect(try server.request("GET", "/v1-catalog/findings").status == 404)
            }
            #expect(server.stop() == 0)
        }
    }

    @Test("kill -9 loses nothing: the next start serves the same bytes, without the repository")
    func killed() async throws {
        let repository = try TestRepository()
        try repository.commit(Self.files)
        let data = Self.dataDirectory()
        defer { try? FileManager.default.removeItem(atPath: data) }
        let arguments = ["serve", "--port", "0", "--data-dir", data, "--catalog", "cat=\(repository.path)"]
        let first = try await RunningServer(arguments)
        let created = try first.request(
            "POST", "/v1-catalog/catalogs?projectId=1a5", body: #"{"name":"mine","url":"https://127.0.0.1:1/x.git"}"#)
        #expect(created.status == 200)
        let paths = ["/v1-catalog/templates/cat:app:0", "/v1-catalog/templates/cat:app"]
        let hosts = ["Host: catalog.example.org"]
        let before = try paths.map { try first.request("GET", $0, headers: hosts).body }
        first.stop(signal: SIGKILL)
        repository.remove()

        let second = try await RunningServer(arguments)
        #expect(try paths.map { try second.request("GET", $0, headers: hosts).body } == before)
        let catalogs = try #require(try second.json("/v1-catalog/catalogs?projectId=1a5")["data"] as? [[String: Any]])
        #expect(catalogs.compactMap { $0["name"] as? String } == ["cat", "mine"])
        second.stop()
    }

    @Test("a catalog added by POST, broken, seen as broken, mended")
    func addedBrokenMended() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        var files = Self.files
        files["templates/app/1/rancher-compose.yml"] = ".catalog:\n  version: [oops\n"
        try repository.commit(files)
        let data = Self.dataDirectory()
        defer { try? FileManager.default.removeItem(atPath: data) }
        let empty = FileManager.default.temporaryDirectory.appending(path: "muster-empty-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: empty) }
        let server = try await RunningServer([
            "serve", "--port", "0", "--data-dir", data, "--catalog", "empty=\(empty.path)", "--allow-local-catalogs",
        ])
        let body = #"{"name":"mine","url":"\#(repository.path)"}"#
        #expect(try server.request("POST", "/v1-catalog/catalogs?projectId=1a5", body: body).status == 200)
        #expect(try server.request("POST", "/v1-catalog/templates?action=refresh&projectId=1a5").status == 204)
        let broken = try server.json("/v1-catalog/catalogs/mine?projectId=1a5")
        #expect((broken["findings"] as? [String: Int])?["errors"] == 1)
        let findings = try server.request("GET", "/v1-catalog/catalogs/mine/findings?projectId=1a5")
        #expect(String(decoding: findings.body, as: UTF8.self).contains("templates/app/1/rancher-compose.yml"))
        let template = try server.json("/v1-catalog/templates/mine:app?projectId=1a5")
        #expect((template["versionLinks"] as? [String: String])?.keys.sorted() == ["1.0.0"])

        files["templates/app/1/rancher-compose.yml"] = ".catalog:\n  version: '2.0.0'\n"
        try repository.commit(files)
        #expect(try server.request("POST", "/v1-catalog/catalogs/mine?action=refresh&projectId=1a5").status < 300)
        let mended = try server.json("/v1-catalog/templates/mine:app?projectId=1a5")
        #expect((mended["versionLinks"] as? [String: String])?.keys.sorted() == ["1.0.0", "2.0.0"])
        #expect(try server.request("DELETE", "/v1-catalog/catalogs/mine?projectId=1a5").status == 204)
        server.stop()
    }

    @Test("a data directory or a port in use is refused with who or what is there")
    func inUse() async throws {
        let (data, other) = (Self.dataDirectory(), Self.dataDirectory())
        defer { for path in [data, other] { try? FileManager.default.removeItem(atPath: path) } }
        let templates = SharedCorpus.packageRoot.appending(path: "Templates").path
        let server = try await RunningServer([
            "serve", "--port", "0", "--data-dir", data, "--catalog", "c=\(templates)",
        ])
        let directory = try CommandLineTests.run([
            "serve", "--port", "0", "--data-dir", data, "--catalog", "c=\(templates)",
        ])
        #expect(directory.status == 3)
        #expect(directory.errors.contains("in use by process"))
        let port = try CommandLineTests.run([
            "serve", "--port", "\(server.port)", "--data-dir", other, "--catalog", "c=\(templates)",
        ])
        #expect(port.status == 3)
        #expect(port.errors.contains("cannot listen on 127.0.0.1:\(server.port): something else listens there"))
        server.stop()
    }
}
