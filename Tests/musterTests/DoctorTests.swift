import Foundation
import MusterTesting
import Testing

/// The built binary on data directories that were damaged.
@Suite("muster doctor", .serialized)
struct DoctorTests {
    /// One kind of damage, and the line that names it.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let severity: String
        let code: String
        let spoil: @Sendable (DataDirectory) throws -> Void

        init(
            _ name: String, _ severity: String, _ code: String,
            spoil: @escaping @Sendable (DataDirectory) throws -> Void
        ) {
            testDescription = name
            self.severity = severity
            self.code = code
            self.spoil = spoil
        }
    }

    static let rows = [
        Row("a template", "error", "template-unreadable") { try $0.execute("UPDATE template SET body = x'01'") },
        Row("contents", "error", "content-wrong") { try $0.execute("UPDATE content SET bytes = x'00'") },
        Row("lost contents", "error", "content-missing") { try $0.execute("DELETE FROM content") },
        Row("a refresh", "error", "refresh-unreadable") { try $0.execute("UPDATE refresh SET started = 'soon'") },
        Row("a page", "error", "database-damaged") { try $0.spoilPage(of: "template") },
        Row("the mark", "error", "database-marked") {
            _ = FileManager.default.createFile(atPath: $0.database + ".is-damaged", contents: nil)
        },
        Row("the mirror", "error", "mirror-damaged") { try $0.spoilMirror() },
        Row("the mirror's folder", "error", "mirror-damaged") {
            try FileManager.default.removeItem(atPath: $0.mirror + "/HEAD")
        },
        Row("a mirror of nobody", "warning", "mirror-without-catalog") { try $0.makeFolder("mirrors/1a5/gone") },
        Row("a clone that was interrupted", "warning", "mirror-unfinished") {
            try $0.makeFolder("mirrors/global/.cat.new-17")
        },
        Row("an open directory", "warning", "directory-permissions") {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: $0.path)
        },
        Row("an open key", "error", "key-permissions") {
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: $0.path + "/muster.key")
        },
    ]

    @Test("damage is named and left, then repaired, then gone; the server serves all of it again", arguments: rows)
    func damage(row: Row) async throws {
        let data = try await DataDirectory()
        defer { data.remove() }
        try row.spoil(data)
        for _ in 0..<2 {
            let found = try data.doctor()
            #expect(found.status == (row.severity == "error" ? 1 : 0), "\(found.output)\(found.errors)")
            let lines = found.output.split(separator: "\n").dropLast()
            #expect(lines.contains { $0.hasPrefix("\(row.severity): \(data.path)") && $0.hasSuffix("[\(row.code)]") })
            #expect(lines.allSatisfy { $0.hasSuffix("[\(row.code)]") }, "\(found.output)")
            #expect(found.output.hasSuffix("; run again with --repair\n"), "\(found.output)")
            #expect(found.errors == "")
        }
        let repaired = try data.doctor("--repair")
        #expect(repaired.status == 0, "\(repaired.output)\(repaired.errors)")
        #expect(repaired.output.contains("repaired: \(data.path)"))
        let after = try data.doctor()
        #expect(after.status == 0)
        #expect(after.output.contains("0 errors, 0 warnings, "), "\(after.output)")

        // Without the repository: what was removed can only come from what is on the disk.
        data.repository.remove()
        let server = try await data.start()
        let compose = try server.json("/v1-catalog/templates/cat:app:0")["files"] as? [String: String]
        #expect(compose?["docker-compose.yml"] == DataDirectory.files["templates/app/0/docker-compose.yml"])
        let catalogs = try #require(try server.json("/v1-catalog/catalogs?projectId=1a5")["data"] as? [[String: Any]])
        #expect(catalogs.compactMap { $0["name"] as? String } == ["cat", "mine"])
        #expect(server.stop() == 0)
    }

    @Test("a directory in order has no findings, as text and as JSON")
    func inOrder() async throws {
        let data = try await DataDirectory()
        defer { data.remove() }
        let text = try data.doctor()
        #expect(text.status == 0)
        #expect(text.output == "0 errors, 0 warnings, 0 notes\n")
        for options in [["--format", "json"], ["--format", "json", "--repair"]] {
            let json = try CommandLineTests.run(["doctor", data.path] + options)
            #expect(json.status == 0)
            #expect(json.output == #"{"findings":[],"errors":0,"warnings":0,"notes":0}"# + "\n")
        }
    }

    @Test("as JSON, a repair is three lists: what was found, what was done, what remains")
    func json() async throws {
        let data = try await DataDirectory()
        defer { data.remove() }
        try data.spoilPage(of: "template")
        try data.makeFolder("mirrors/1a5/gone")
        let outcome = try data.doctor("--repair", "--format", "json")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        func codes(_ list: String) -> Set<String> {
            Set((object[list] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String })
        }
        #expect(codes("findings") == ["database-damaged", "mirror-without-catalog"])
        #expect(codes("repaired") == ["repaired"])
        // The catalog of that mirror may be one that the damaged database knew.
        #expect(codes("remaining") == ["database-aside", "mirror-without-catalog"])
        #expect(object["errors"] as? Int == 0 && object["warnings"] as? Int == 1 && object["notes"] as? Int == 1)
        #expect(FileManager.default.fileExists(atPath: data.path + "/mirrors/1a5/gone"))
    }

    @Test("a lost key cannot be repaired: the catalog that needs its URL again is named")
    func lostKey() async throws {
        let data = try await DataDirectory()
        defer { data.remove() }
        try FileManager.default.removeItem(atPath: data.path + "/muster.key")
        for options in [[], ["--repair"]] {
            let outcome = try CommandLineTests.run(["doctor", data.path] + options)
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("[key-missing]"))
            #expect(
                outcome.output.contains("the credential of catalog mine (1a5) cannot be opened"), "\(outcome.output)")
            #expect(outcome.output.hasSuffix("2 errors, 0 warnings, 0 notes\n"))
        }
    }

    @Test("a directory that a server uses, and one that is none, are left alone")
    func refused() async throws {
        let data = try await DataDirectory()
        defer { data.remove() }
        let server = try await data.start()
        for options in [[], ["--repair"]] {
            let outcome = try CommandLineTests.run(["doctor", data.path] + options)
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("in use by process"))
            #expect(outcome.output == "")
        }
        server.stop()
        for path in ["/no/such", "/usr"] {
            let outcome = try CommandLineTests.run(["doctor", path])
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("\(path) is no data directory of Muster"))
        }
        #expect(try CommandLineTests.run(["doctor"]).status == 2)
    }
}
