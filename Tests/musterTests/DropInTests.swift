import Foundation
import MusterTesting
import Testing

@testable import muster

/// The built binary as Rancher's server starts it: by the reference's name, in the server's working directory, with the
/// reference's flags and environment.
@Suite("Started by Rancher's server", .serialized)
struct DropInTests {
    /// A working directory with a `repo.json` and the repositories that it names.
    private struct Place {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-rancher-\(UUID().uuidString)")
        let library: TestRepository
        let community: TestRepository

        init() throws {
            library = try TestRepository()
            community = try TestRepository()
            try library.commit(DataDirectory.files)
            try community.commit(DataDirectory.files)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try write(["library": library.path, "community": community.path])
        }

        /// As the server writes it: every entry with a branch.
        func write(_ catalogs: [String: String]) throws {
            let entries = catalogs.mapValues { ["url": $0, "branch": "master"] }
            try write(String(decoding: JSONSerialization.data(withJSONObject: ["catalogs": entries]), as: UTF8.self))
        }

        func write(_ text: String) throws {
            try Data(text.utf8).write(to: folder.appending(path: "repo.json"))
        }

        /// The server's own arguments, and a free port instead of 8088.
        func start(
            _ arguments: [String] = [], named name: String = ReferenceCommand.name, environment: [String: String] = [:],
            parent: [String] = []
        ) async throws -> RunningServer {
            try await RunningServer(
                Self.arguments + ["-p0"] + arguments, named: name,
                environment: Self.environment.merging(environment) { $1 }, in: folder.path, parent: parent)
        }

        /// The number of the process that serves.
        func process() throws -> pid_t {
            let text = try String(contentsOf: folder.appending(path: "cache/lock"), encoding: .utf8)
            return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        }

        func remove() {
            library.remove()
            community.remove()
            try? FileManager.default.removeItem(at: folder)
        }

        static let arguments = ["--config", "repo.json", "--refresh-interval", "300"]
        static let environment = [
            "CATALOG_SERVICE_MYSQL_ADDRESS": "localhost:3306", "CATALOG_SERVICE_MYSQL_DBNAME": "cattle",
            "CATALOG_SERVICE_MYSQL_USER": "cattle", "CATALOG_SERVICE_MYSQL_PASSWORD": "planted-password",
            "CATALOG_SERVICE_MYSQL_PARAMS": "", "CATALOG_SERVICE_CATTLE_URL": "http://localhost:8081/v1",
            "CATALOG_SERVICE_CATTLE_ACCESS_KEY": "service", "CATALOG_SERVICE_CATTLE_SECRET_KEY": "planted-secret",
        ]
    }

    private static func names(_ server: RunningServer) throws -> [String] {
        let list = try server.json("/v1-catalog/catalogs")["data"] as? [[String: Any]] ?? []
        return list.compactMap { $0["name"] as? String }
    }

    /// As the server asks after it has written the file.
    private static func refresh(_ server: RunningServer) throws -> Int {
        try server.request(
            "POST", "/v1-catalog/templates?action=refresh", headers: ["X-API-Project-Id: global"]
        ).status
    }

    @Test("it serves repo.json, keeps everything below ./cache and says once what has no effect")
    func start() async throws {
        let place = try Place()
        defer { place.remove() }
        let server = try await place.start(["--sqlite", "--mysql-password", "planted-word"])
        #expect(try Self.names(server) == ["community", "library"])
        #expect((try server.json("/v1-catalog/templates/")["data"] as? [Any])?.count == 2)
        let files = try FileManager.default.contentsOfDirectory(atPath: place.folder.path).sorted()
        #expect(files == ["cache", "repo.json"])
        #expect(server.logged.contains("address=127.0.0.1"))
        let variables = Place.environment.keys.sorted().joined(separator: ", ")
        #expect(server.logged.contains("--sqlite, --mysql-password, \(variables)"), "\(server.logged)")
        #expect(!server.logged.contains("planted"))
        #expect(server.stop() == 0)
    }

    @Test("MUSTER_HOST says where it listens")
    func host() async throws {
        let place = try Place()
        defer { place.remove() }
        let server = try await place.start(environment: ["MUSTER_HOST": "0.0.0.0"])
        #expect(server.logged.contains("address=0.0.0.0"))
        #expect(try Self.names(server) == ["community", "library"])
        #expect(server.stop() == 0)
    }

    @Test("a repo.json that was written anew holds from the next refresh on, without a restart")
    func rewritten() async throws {
        let place = try Place()
        defer { place.remove() }
        let server = try await place.start()
        var other = DataDirectory.files
        other["templates/app/config.yml"] = "name: Another\n"
        try place.community.commit(other)
        try place.write(["library": place.community.path, "new": place.library.path])
        #expect(try Self.names(server) == ["community", "library"])
        #expect(try Self.refresh(server) == 204)
        #expect(try Self.names(server) == ["library", "new"])
        #expect(try server.json("/v1-catalog/templates/library:app")["name"] as? String == "Another")
        #expect(try server.json("/v1-catalog/templates/new:app")["name"] as? String == "App")
        #expect(server.stop() == 0)
    }

    @Test(
        "a repo.json that cannot be used fails the refresh and changes nothing; the start goes on all the same",
        arguments: ["", "{\"catalogs\": {\"lib", "[]"])
    func bad(text: String) async throws {
        let place = try Place()
        defer { place.remove() }
        let server = try await place.start()
        try place.write(text)
        #expect(try Self.refresh(server) == 500)
        #expect(try Self.names(server) == ["community", "library"])
        #expect(server.stop() == 0)
        let again = try await place.start()
        #expect(try Self.names(again) == ["community", "library"])
        #expect(again.stop() == 0)
    }

    @Test("stopped and started again it serves the same at once, also when its remotes are gone")
    func restarted() async throws {
        let place = try Place()
        defer { place.remove() }
        let first = try await place.start()
        let paths = ["/v1-catalog/templates/library:app", "/v1-catalog/templates/community:app:0"]
        let before = try paths.map { try first.request("GET", $0, headers: ["Host: rancher"]).body }
        #expect(first.stop() == 0)
        place.library.remove()
        let second = try await place.start()
        #expect(try paths.map { try second.request("GET", $0, headers: ["Host: rancher"]).body } == before)
        #expect(second.stop() == 0)
    }

    @Test("a second one ends with status 1 and says who is there; the first one goes on", arguments: [true, false])
    func second(sameCache: Bool) async throws {
        let place = try Place()
        defer { place.remove() }
        let server = try await place.start()
        let cache = sameCache ? [] : ["--cache", "other"]
        let outcome = try CommandLineTests.run(
            Place.arguments + cache + ["--port=\(server.port)"], named: ReferenceCommand.name, in: place.folder.path)
        #expect(outcome.status == 1)
        let says = sameCache ? "in use by process \(try place.process())" : "cannot listen on 127.0.0.1:\(server.port)"
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
        #expect(try Self.names(server) == ["community", "library"])
        #expect(server.stop() == 0)
    }

    /// Starts the program from a thread that ends at once, as a server's thread may, and waits.
    private static let threaded = [
        "python3", "-c",
        """
        import subprocess, sys, threading
        children = []
        starter = threading.Thread(target=lambda: children.append(subprocess.Popen(sys.argv[1:])))
        starter.start()
        starter.join()
        children[0].wait()
        """,
    ]

    @Test("it ends with the program that started it, though not with its thread: port and ./cache are free again")
    func orphaned() async throws {
        let place = try Place()
        defer { place.remove() }
        let server = try await place.start(parent: Self.threaded)
        let process = try place.process()
        #expect(try Self.names(server) == ["community", "library"])
        server.stop(signal: SIGKILL)
        try await eventually { Self.hasEnded(process) }
        #expect(server.logged.contains("the program that started this one has ended; stopping"))
        let again = try await place.start(["--port", "\(server.port)"])
        #expect(again.port == server.port)
        #expect(try Self.names(again) == ["community", "library"])
        #expect(again.stop() == 0)
    }

    @Test(
        "under another name, or with MUSTER_KEEP_RUNNING=1, it goes on without the program that started it",
        arguments: [(ReferenceCommand.name, ["MUSTER_KEEP_RUNNING": "1"]), ("muster", [:])])
    func goesOn(name: String, environment: [String: String]) async throws {
        let place = try Place()
        defer { place.remove() }
        let server =
            name == "muster"
            ? try await RunningServer(
                ["serve", "--config", "repo.json", "--data-dir", "cache", "--port", "0"], in: place.folder.path,
                parent: Self.threaded)
            : try await place.start(environment: environment, parent: Self.threaded)
        let process = try place.process()
        defer { if !Self.hasEnded(process) { kill(process, SIGKILL) } }
        let before = Self.parent(of: process)
        server.stop(signal: SIGKILL)
        try await eventually { Self.parent(of: process) != before }
        #expect(try Self.names(server) == ["community", "library"])
        #expect(!server.logged.contains("has ended"))
        kill(process, SIGTERM)
        try await eventually { Self.hasEnded(process) }
    }

    // MARK: Processes

    private static func hasEnded(_ process: pid_t) -> Bool { state(of: process).map { $0.state == "Z" } ?? true }

    private static func parent(of process: pid_t) -> String? { state(of: process)?.parent }

    /// The third and fourth words of `/proc/PID/stat`, behind the program's name, which may have blanks.
    private static func state(of process: pid_t) -> (state: String, parent: String)? {
        let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        let words = text.split(separator: ")").last?.split(separator: " ").map(String.init) ?? []
        return words.count > 1 ? (words[0], words[1]) : nil
    }
}
