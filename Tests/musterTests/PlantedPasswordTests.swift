import Foundation
import MusterTesting
import Testing

/// Passwords in URLs, right and wrong, given to the built binary in every way: they are found nowhere afterwards.
@Suite("Planted passwords", .serialized)
struct PlantedPasswordTests {
    /// A way in which a URL comes to the server.
    enum Way: String, CaseIterable, Sendable {
        case option = "--catalog"
        case file = "repo.json"
        case setting = "DEFAULT_CATTLE_CATALOG_URL"
        case request = "POST and PUT"
    }

    private static let urls = PlantedURLs.legal + PlantedURLs.odd
    private static let secret = Array(PlantedURLs.password.utf8)

    private let folder = FileManager.default.temporaryDirectory.appending(path: "muster-planted-\(UUID().uuidString)")
    private var data: String { folder.path + "/data" }

    @Test("a server shows, logs and stores none of them", arguments: Way.allCases)
    func serve(_ way: Way) async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try await start(way)
        var answers: [(place: String, body: Data)] = []
        let start = try server.json("/v1-catalog/events?since=&wait=0")["next"] as? String ?? ""
        if way == .request { answers += try change(server) }
        for query in ["", "&projectId=1a5"] {
            let refreshed = try server.request("POST", "/v1-catalog/templates?action=refresh\(query)")
            answers.append(("refresh\(query)", refreshed.body))
        }
        for path in [
            "catalogs?projectId=1a5", "templates?projectId=1a5", "findings", "events?since=\(start)&wait=0",
            "catalogs/c0?projectId=1a5", "catalogs/c0/findings?projectId=1a5",
        ].map({ "/v1-catalog/\($0)" }) + ["/readyz", "/metrics", "/healthz"] {
            answers.append((path, try server.request("GET", path).body))
        }
        for (place, body) in answers { #expect(!Self.hasSecret(body), "\(place)") }
        let catalogs = try #require(try server.json("/v1-catalog/catalogs?projectId=1a5")["data"] as? [Any])
        // Behind a name, what follows a # is a branch.
        #expect(catalogs.count == PlantedURLs.legal.count + (way == .option || way == .setting ? 1 : 0))
        let running = try filesWithSecret()
        server.stop()
        #expect(try running + filesWithSecret() == [])
        #expect(!server.logged.contains(PlantedURLs.password) && server.logged.contains("debug muster"))
        #expect(server.logged.contains("cannot be used") == (way != .request))
        let doctor = try CommandLineTests.run(["doctor", data, "--config", config])
        #expect(!(doctor.output + doctor.errors).contains(PlantedURLs.password))
    }

    @Test("commands that are given one refuse it without showing it", arguments: 0..<8)
    func commands(_ part: Int) throws {
        let urls = Self.urls.enumerated().filter { $0.offset % 8 == part }.map(\.element)
        let others = [
            ["serve", "--catalog", urls[0]], ["graph", "a:b", "--catalog", "a=\(urls[1])"], ["bundle", urls[2]],
        ]
        for arguments in urls.map({ ["lint", $0] }) + others {
            let outcome = try CommandLineTests.run(arguments)
            #expect(outcome.status == 2 || outcome.status == 3, "\(arguments)")
            #expect(
                !(outcome.output + outcome.errors).contains(PlantedURLs.password), "\(arguments): \(outcome.errors)")
            #expect(!outcome.errors.isEmpty)
        }
    }

    // MARK: Planting

    private var config: String { folder.path + "/repo.json" }

    private func start(_ way: Way) async throws -> RunningServer {
        var arguments = ["serve", "--port", "0", "--data-dir", data, "--log-level", "debug"]
        var environment: [String: String] = [:]
        let named = Self.urls.enumerated().map { (name: "c\($0)", url: $1) }
        let entries = named.reduce(into: [String: Any]()) { $0[$1.name] = ["url": $1.url] }
        let document = try JSONSerialization.data(withJSONObject: ["catalogs": way == .request ? [:] : entries])
        try document.write(to: URL(filePath: config))
        switch way {
        case .option:
            // A branch with an @ ends the start.
            let taken = named.filter { $0.url.split(separator: "#").dropFirst().last?.contains("@") != true }
            arguments += taken.flatMap { ["--catalog", "\($0.name)=\($0.url)"] }
        case .setting:
            environment["DEFAULT_CATTLE_CATALOG_URL"] = named.map { "\($0.name)=\($0.url)" }.joined(separator: ",")
        case .file, .request: arguments += ["--config", config]
        }
        return try await RunningServer(arguments, environment: environment)
    }

    /// Adds a catalog with each URL, and points one that is there at each; what was answered.
    private func change(_ server: RunningServer) throws -> [(place: String, body: Data)] {
        var answers: [(place: String, body: Data)] = []
        for (number, url) in Self.urls.enumerated() {
            for (method, path, name) in [("POST", "catalogs", "c\(number)"), ("PUT", "catalogs/c0", "c0")] {
                let body = try JSONSerialization.data(withJSONObject: ["name": name, "url": url])
                let (status, answer) = try server.request(
                    method, "/v1-catalog/\(path)?projectId=1a5", body: String(decoding: body, as: UTF8.self))
                #expect((status == 200) == PlantedURLs.legal.contains(url), "\(method) \(url)")
                answers.append(("\(method) \(url)", answer))
            }
        }
        return answers
    }

    // MARK: Looking for them

    private static func hasSecret(_ data: Data) -> Bool { data.range(of: Data(secret)) != nil }

    private func filesWithSecret() throws -> [String] {
        let files = try FileManager.default.subpathsOfDirectory(atPath: data)
        return files.filter { Self.hasSecret(FileManager.default.contents(atPath: "\(data)/\($0)") ?? Data()) }
    }
}
