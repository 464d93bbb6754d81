import Foundation
import MusterTesting
import Testing

/// The recorded sessions of the reference, `api/flow.json` and `api/update.json`, replayed against the built binary.
@Suite(
    "Recorded sessions (shared corpus)", .serialized,
    .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"))
struct RecordedFlowTests {
    /// A difference from the recording that is meant: recognised by where it is, and in one flow by its step.
    struct Deliberate: Sendable {
        let reason: String
        let steps: Set<Int>?
        let matches: @Sendable (JSONDifference) -> Bool

        init(_ reason: String, steps: Set<Int>? = nil, _ matches: @escaping @Sendable (JSONDifference) -> Bool) {
            self.reason = reason
            self.steps = steps
            self.matches = matches
        }
    }

    static let additive: Set<String> = [
        "type", "state", "transitioning", "transitioningMessage", "lastRefresh", "templateCount", "versionCount",
        "findings", "lint", "code", "compile", "validateanswers", "environment", "questionsSchema", "upgradePlan",
    ]

    static let deliberate: [Deliberate] = [
        Deliberate(
            "a rename never takes a global catalog's name, so what it would have hidden stays", steps: [83, 88, 55]
        ) {
            $0.path.hasPrefix("/data")
        },
        Deliberate("DELETE in an environment never deletes a global catalog", steps: [91, 92]) {
            $0.path.hasPrefix("/data")
        },
        Deliberate("new fields stand beside the recorded ones") { difference in
            difference.recorded == nil && additive.contains(String(difference.path.split(separator: "/").last ?? ""))
        },
        Deliberate("collections say what they hold, catalogs have a type") {
            $0.path == "/resourceType" || $0.path == "/actions"
        },
        Deliberate("categories and labels are never null") {
            $0.recorded == .null && ($0.ours == .array([]) || $0.ours == .object([:]))
        },
        Deliberate("the refresh action is an absolute link, and catalogs have one") {
            $0.path.hasSuffix("/actions/refresh")
        },
        Deliberate("self links of catalogs name the environment, and escape what a path cannot hold") {
            $0.path.hasSuffix("/links/self")
        },
        Deliberate("errors are said in our own words", steps: [6, 7, 8, 49, 62, 69, 71]) { $0.path == "/message" },
        Deliberate("a template without a readable configuration keeps its folder's name") {
            $0.path.hasPrefix("/data/[")
        },
        Deliberate("PUT answers what is stored afterwards", steps: [37, 44, 50, 52, 58]) {
            ["/branch", "/commit", "/id", "/name", "/url"].contains($0.path)
        },
    ]

    /// Steps whose status differs on purpose, with ours.
    static let statuses: [Int: (Int, String)] = [
        54: (422, "a rename never takes a global catalog's name"),
        60: (404, "there is no such catalog, since step 54 was refused"),
        76: (200, "an escaped name is found"),
    ]

    @Test("a session of creating, changing and removing catalogs")
    func flow() async throws {
        let corpus = try #require(SharedCorpus.directory)
        let library = try TestRepository(bundle: "library.bundle")
        let orig = try TestRepository(bundle: "test.bundle")
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-flow-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            library.remove()
            orig.remove()
            try? FileManager.default.removeItem(at: folder)
        }
        let config = folder.appending(path: "repo.json")
        try Data(
            """
            {"catalogs": {"library": {"url": "\(library.path)", "branch": "v1.6-development"},
                          "orig": {"url": "\(orig.path)", "branch": "master"}}}
            """.utf8
        ).write(to: config)
        let server = try await RunningServer([
            "serve", "--port", "0", "--data-dir", folder.appending(path: "data").path, "--config", config.path,
            "--allow-local-catalogs", "--reference-defaults",
        ])
        let steps = try JSONDecoder().decode(
            [RecordedStep].self, from: Data(contentsOf: corpus.appending(path: "conformance/api/flow.json")))
        let names = [orig.path: "CATALOG_URL/orig", library.path: "CATALOG_URL/library"]
        var used: Set<String> = []
        for step in steps { used.formUnion(try replay(step, on: server, names: names)) }
        #expect(steps.count == 95)
        #expect(Self.deliberate.map(\.reason).filter { !used.contains($0) } == [], "listed, but no longer met")
        server.stop()
    }

    @Test("a repository that changes under a running service")
    func update() async throws {
        let corpus = try #require(SharedCorpus.directory)
        let repository = try TestRepository()
        let data = FileManager.default.temporaryDirectory.appending(path: "muster-update-\(UUID().uuidString)").path
        defer {
            repository.remove()
            try? FileManager.default.removeItem(atPath: data)
        }
        let steps = try JSONDecoder().decode(
            [RecordedStep].self, from: Data(contentsOf: corpus.appending(path: "conformance/api/update.json")))
        var server: RunningServer?
        var names = [repository.path: "CATALOG_URL/upd"]
        for step in steps {
            if let tree = step.commitTree {
                let orphan = step.note?.contains("orphan") == true
                names[try repository.commit(tree, orphan: orphan)] = step.commit ?? ""
                if server == nil {
                    server = try await RunningServer([
                        "serve", "--port", "0", "--data-dir", data, "--catalog", "upd=\(repository.path)#master",
                        "--reference-defaults",
                    ])
                }
            } else if let server, !Self.differsInUpdate(step) {
                _ = try replay(step, on: server, names: names)
            }
        }
        server?.stop()
    }

    /// What `update.json` asks of templates without an icon or a readable configuration, and of a template's own README, is
    /// answered differently on purpose: see `DeliberateDifferences`.
    private static func differsInUpdate(_ step: RecordedStep) -> Bool {
        let path = step.path ?? ""
        let isBrokenNow = step.status == 404 && path.contains("/upd:app")
        return isBrokenNow || path.hasSuffix(":app?readme") || path.hasSuffix(":app?README") || path.hasSuffix("?image")
    }

    /// A template's own README is served, and so it is linked; the reference loses it.
    private static func isReadmeOfTemplate(_ difference: JSONDifference) -> Bool {
        difference.recorded == nil && difference.path.hasSuffix("/links/readme")
    }

    /// Replays one exchange and compares; the reasons of the deliberate differences that were met.
    private func replay(
        _ step: RecordedStep, on server: RunningServer, names: [String: String]
    ) throws -> Set<String> {
        let number = step.step ?? 0
        let label = Comment(rawValue: "step \(number) \(step.method ?? "") \(step.path ?? "")")
        let body = step.requestBody.map { text in names.reduce(text) { $0.replacing($1.value, with: $1.key) } }
        let headers = (step.requestHeaders ?? [:]).map { "\($0.key): \($0.value)" }
        let answer = try server.request(step.method ?? "GET", step.path ?? "/", body: body, headers: headers)
        if let (status, reason) = Self.statuses[number] {
            #expect(answer.status == status, "\(reason)")
            return []
        }
        #expect(answer.status == step.status, label)
        guard let recorded = step.body, answer.status == step.status else { return [] }
        let ours = try JSONValue(parsing: answer.body).mapStrings { text in
            let named = names.reduce(text) { $0.replacing($1.key, with: $1.value) }
            return named.replacing("127.0.0.1:\(server.port)", with: "HOST")
        }
        var used: Set<String> = []
        for difference in JSONDifference.between(recorded, ours.withDigestedFiles) {
            if step.varyingPaths.contains(difference.path) || Self.isReadmeOfTemplate(difference) { continue }
            let known = Self.deliberate.first { $0.steps?.contains(number) ?? true && $0.matches(difference) }
            if let known {
                used.insert(known.reason)
            } else {
                Issue.record("\(step.path ?? "") step \(number): \(difference)")
            }
        }
        return used
    }
}
