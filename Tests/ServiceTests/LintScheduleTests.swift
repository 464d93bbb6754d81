import Catalog
import Diagnostics
import Foundation
import Git
import Lanes
import Lint
import Logging
import MusterTesting
import ServiceLifecycle
import Store
import Testing

@testable import Service

@Suite("Linting what is served")
struct LintScheduleTests {
    private static let key = CatalogKey(environment: "global", name: "cat")

    /// Templates `app` and `other`, each with one finding of the rule for moving tags, and `clean` with none.
    private static func files(_ changes: [String: String] = [:]) -> [String: String] {
        var files: [String: String] = [:]
        for (name, image) in [("app", "nginx"), ("other", "redis:latest"), ("clean", "redis:5.0.1")] {
            files["templates/\(name)/config.yml"] = "name: \(name)\nversion: 1.0.0\n"
            files["templates/\(name)/0/docker-compose.yml"] = "web:\n  image: \(image)\n"
            files["templates/\(name)/0/rancher-compose.yml"] = ".catalog:\n  version: 1.0.0\n"
        }
        return files.merging(changes) { $1 }
    }

    private static func moving(_ service: CatalogService, _ key: CatalogKey = key) -> [String]? {
        service.publication.catalog(key)?.lint?.report.findings.filter { $0.rule == "MU014" }.map {
            "\($0.diagnostic.location)"
        }
    }

    /// A service whose one catalog is a repository with these files, refreshed once.
    private static func refreshed(
        _ files: [String: String] = files(), _ body: (ServiceFixture, TestRepository) async throws -> Void
    ) async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(files)
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        _ = try await fixture.service.refresh(environment: "global")
        try await body(fixture, repository)
    }

    @Test("what is published is linted, and of what is published next only the templates that changed are read")
    func takesOver() async throws {
        try await Self.refreshed { fixture, repository in
            let service = fixture.service
            #expect(service.publication.catalog(Self.key)?.isLintPending == true)
            #expect(Self.moving(service) == nil, "a refresh does not wait for lint")
            let content = service.publication.contents(visibleIn: "global")
            await service.lintPending()
            #expect(service.publication.contents(visibleIn: "global") == content, "what is served is the same")
            let (app, other) = (
                "templates/app/0/docker-compose.yml:2:10", "templates/other/0/docker-compose.yml:2:10"
            )
            #expect(Self.moving(service) == [app, other])
            let first = try #require(service.publication.catalog(Self.key)?.lint)
            #expect(first.result.readTemplates == 3)
            #expect(service.publication.catalog(Self.key)?.isLintPending == false)

            let commit = try repository.commit(
                Self.files(["templates/other/0/docker-compose.yml": "# none\nweb:\n  image: redis\n"]))
            _ = try await service.refresh(environment: "global")
            let between = try #require(service.publication.catalog(Self.key))
            #expect(between.isLintPending && between.lint?.commit == first.commit, "what was found stays meanwhile")
            await service.lintPending()
            let second = try #require(service.publication.catalog(Self.key)?.lint)
            #expect(second.commit == commit && second.result.readTemplates == 1)
            #expect(Self.moving(service) == [app, "templates/other/0/docker-compose.yml:3:10"])

            let generation = service.publication.generation
            await service.lintPending()
            #expect(service.publication.generation == generation, "nothing is linted twice")
        }
    }

    @Test("templates are shared with what is served, and fixes, which may hold whole files, are not kept")
    func light() async throws {
        let files = Self.files(["templates/app/config.yml": "name: App\r\nversion: 1.0.0\r\n"])
        try await Self.refreshed(files) { fixture, _ in
            await fixture.service.lintPending()
            let report = try #require(fixture.service.publication.catalog(Self.key)?.lint?.report)
            #expect(report.findings.contains { $0.rule == "MU062" })
            #expect(report.findings.allSatisfy { $0.diagnostic.fixes.isEmpty })
        }
    }

    @Test("an event tells that lint found something else, and none that it found the same")
    func events() async throws {
        try await Self.refreshed { fixture, repository in
            let service = fixture.service
            func linted() throws -> [CatalogEvent.Linted] {
                try #require(service.events.events(after: 0, limit: 100)).compactMap {
                    if case .catalogLinted(let linted) = $0.kind { linted } else { nil }
                }
            }
            await service.lintPending()
            #expect(try linted().count == 1)
            for (changes, count) in [
                (["templates/clean/README.md": "# Clean\n"], 1),
                (["templates/clean/0/docker-compose.yml": "web:\n  image: redis\n"], 2),
            ] {
                try repository.commit(Self.files(changes.merging(["templates/clean/0/README.md": "\(count)"]) { $1 }))
                _ = try await service.refresh(environment: "global")
                await service.lintPending()
                let report = try #require(service.publication.catalog(Self.key)?.lint?.report)
                let last = try linted()
                #expect(last.count >= count && last.last?.warnings == report.count(.warning))
            }
            let told = try linted().map(\.commit)
            #expect(Set(told).count == told.count)
        }
    }

    @Test("lint stays through a refresh that fails, and goes with its catalog or its name")
    func lasts() async throws {
        let repository = try TestRepository()
        try repository.commit(Self.files())
        let fixture = try ServiceFixture()
        defer { fixture.remove() }
        let service = fixture.service
        let key = CatalogKey(environment: "1a5", name: "cat")
        _ = try await service.create(CatalogRequest(name: "cat", url: repository.path), in: "1a5")
        await service.lintPending()
        #expect(service.publication.catalog(key)?.lint == nil, "there is nothing to lint yet")
        _ = try await service.refresh(environment: "1a5")
        await service.lintPending()
        #expect(Self.moving(service, key)?.count == 2)
        repository.remove()
        #expect(try await service.refresh(environment: "1a5").count == 1)
        #expect(Self.moving(service, key)?.count == 2)
        _ = try await service.update("cat", with: CatalogRequest(name: "new"), in: "1a5")
        let renamed = CatalogKey(environment: "1a5", name: "new")
        #expect(service.publication.catalog(renamed)?.lint == nil, "ids in it would be wrong")
        await service.lintPending()
        let lint = try #require(service.publication.catalog(renamed)?.lint)
        #expect(lint.result.name == "new")
        let record = try #require(service.record(for: renamed))
        _ = try await service.update("new", with: CatalogRequest(branch: "other"), in: "1a5")
        let generation = service.publication.generation
        service.publish(lint, madeFrom: record)
        #expect(service.publication.generation == generation, "what was found in something else is dropped")
        _ = try await service.remove("new", in: "1a5")
        let last = service.publication.generation
        service.publish(lint, madeFrom: record)
        #expect(service.publication.generation == last, "what is found too late is dropped")
    }

    @Test("a plain folder is linted as it was read; what changed since waits for its refresh")
    func plainFolder() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-folder-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ files: [String: String]) throws {
            for (path, text) in files {
                let file = folder.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
        }
        try write(Self.files())
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: folder.path)])
        defer { fixture.remove() }
        _ = try await fixture.service.refresh(environment: "global")
        try write(["templates/clean/0/docker-compose.yml": "web:\n  image: redis\n"])
        await fixture.service.lintPending()
        #expect(Self.moving(fixture.service) == nil)
        _ = try await fixture.service.refresh(environment: "global")
        await fixture.service.lintPending()
        #expect(Self.moving(fixture.service)?.count == 3)
        try write(["templates/clean/0/docker-compose.yml": "web:\n  image: redis:5.0.1\n"])
        _ = try await fixture.service.refresh(environment: "global")
        await fixture.service.lintPending()
        #expect(fixture.service.publication.catalog(Self.key)?.lint?.result.readTemplates == 1)
        try write(Self.files([LintConfiguration.fileName: "rules: {MU014: off}\n"]))
        try write(["templates/clean/0/docker-compose.yml": "web:\n  image: redis\n"])
        _ = try await fixture.service.refresh(environment: "global")
        await fixture.service.lintPending()
        #expect(Self.moving(fixture.service) == [])
    }

    @Test("the catalog's own configuration is followed, and what it does not say well is passed over")
    func configuration() async throws {
        try await Self.refreshed { fixture, repository in
            let service = fixture.service
            await service.lintPending()
            #expect(Self.moving(service)?.count == 2)
            let large = String(repeating: "# x\n", count: LintConfiguration.largestFile / 4)
            for (text, count) in [
                ("rules: {MU014: off}\n", 0), ("paths: {templates/app: {moving-tag: off}}\n", 1),
                ("rules: {MU999: off, MU014: off}\n", 0), ("rules: [\n", 2), (large + "rules: {MU014: off}\n", 2),
            ] {
                try repository.commit(Self.files([LintConfiguration.fileName: text]))
                _ = try await service.refresh(environment: "global")
                await service.lintPending()
                #expect(Self.moving(service)?.count == count, "\(text.prefix(60))")
            }
        }
    }

    @Test("a mirror that cannot be read leaves its catalog for the next time, and the others are linted")
    func unreadable() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(Self.files())
        let fixture = try ServiceFixture(
            catalogs: ["cat", "well"].map { ConfiguredCatalog(name: $0, url: repository.path) })
        defer { fixture.remove() }
        let service = fixture.service
        _ = try await service.refresh(environment: "global")
        try FileManager.default.removeItem(atPath: service.mirrorDirectory(of: Self.key))
        await service.lintPending()
        #expect(service.publication.catalog(Self.key)?.isLintPending == true)
        #expect(Self.moving(service, CatalogKey(environment: "global", name: "well"))?.count == 2)
        _ = try await service.refresh(environment: "global")
        await service.lintPending()
        #expect(Self.moving(service)?.count == 2)
    }

    @Test("a schedule lints whatever is published, at last the newest, and ends when the service stops")
    func schedule() async throws {
        try await Self.refreshed { fixture, repository in
            let service = fixture.service
            let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let group = ServiceGroup(services: [LintSchedule(service: service)], logger: quiet)
            let publications = service.publications()
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                var last = ""
                for image in ["redis", "redis:5.0.2", "redis:latest"] {
                    last = try repository.commit(
                        Self.files(["templates/clean/0/docker-compose.yml": "web:\n  image: \(image)\n"]))
                    _ = try await service.refresh(environment: "global")
                }
                for await publication in publications where publication.catalog(Self.key)?.lint?.commit == last {
                    break
                }
                #expect(Self.moving(service)?.count == 3)
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }

    @Test("it runs on a thread that steps back for the others", .enabled(if: isLinux))
    func niceness() async throws {
        let niceness = try await Lane.lint.run(for: .process) { await Self.ownNiceness() }
        #expect(niceness == Lane.lint.character.niceness)
    }

    private static func ownNiceness() async -> Int32 {
        #if os(Linux)
            getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
        #else
            0
        #endif
    }

    #if os(Linux)
        private static let isLinux = true
    #else
        private static let isLinux = false
    #endif
}
