import Catalog
import Foundation
import MusterTesting
import Service
import Store
import Synchronization
import Testing

@Suite("Refreshing")
struct RefreshTests {
    private static let app = CatalogKey(environment: "global", name: "cat")

    @Test("a configured catalog is fetched, served, and served again after a restart without its repository")
    func restart() async throws {
        let repository = try TestRepository()
        let commit = try repository.commit(ServiceFixture.files(versions: ["1.0.0", "1.1.0"]))
        let fixture: ServiceFixture? = try ServiceFixture(
            catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        let directory = try #require(fixture?.directory)
        #expect(try await fixture?.service.refresh(environment: "global") == [])
        let before = try #require(fixture?.service.publication.catalog(Self.app))
        #expect(before.snapshot?.commit == commit)
        #expect(before.state == .active)
        repository.remove()
        try fixture?.service.close()

        let again = try ServiceFixture(
            catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)], directory: directory)
        defer { again.remove() }
        let after = try #require(again.service.publication.catalog(Self.app))
        #expect(after.snapshot == before.snapshot)
        let file = try #require(after.snapshot?.template(base: "", folderName: "app")?.versions[0].files.first)
        #expect(try await again.service.content(of: file.content) == Array("app:\n  image: nginx:1.15.12\n".utf8))
        let failures = try await again.service.refresh(environment: "global")
        #expect(failures.map(\.key) == [Self.app])
        let failed = try #require(again.service.publication.catalog(Self.app))
        #expect(failed.state == .error)
        #expect(failed.snapshot == before.snapshot, "the last good snapshot stays")
        #expect(failed.lastRefresh?.error == failures.first?.message)
    }

    @Test("a pushed change is served after the refresh, and unchanged templates are shared")
    func push() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        var files = ServiceFixture.files(versions: ["1.0.0"])
        files["templates/other/config.yml"] = "name: Other\n"
        files["templates/other/0/rancher-compose.yml"] = ".catalog: {version: '3.0.0'}\n"
        try repository.commit(files)
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        _ = try await fixture.service.refresh(environment: "global")
        files["templates/app/0/rancher-compose.yml"] = ".catalog:\n  version: '1.0.1'\n"
        let commit = try repository.commit(files)
        _ = try await fixture.service.refresh(environment: "global")
        let snapshot = try #require(fixture.service.publication.catalog(Self.app)?.snapshot)
        #expect(snapshot.commit == commit)
        #expect(snapshot.templates.map { $0.versions.map(\.version) } == [["1.0.1"], ["3.0.0"]])
    }

    @Test("a refresh that finds nothing new leaves the content's generation, one that does moves it")
    func contentGeneration() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        _ = try await fixture.service.refresh(environment: "global")
        let first = fixture.service.publication
        _ = try await fixture.service.refresh(environment: "global")
        let second = fixture.service.publication
        #expect(second.generation > first.generation)
        #expect(second.contents(visibleIn: "1a5") == first.contents(visibleIn: "1a5"))
        try repository.commit(ServiceFixture.files(versions: ["1.1.0"]))
        _ = try await fixture.service.refresh(environment: "global")
        let third = fixture.service.publication
        for environment in ["global", "1a5"] {
            #expect(second.contents(visibleIn: environment).isReplaced(in: third))
            #expect(!third.contents(visibleIn: environment).isReplaced(in: second))
        }
        _ = try await fixture.service.create(CatalogRequest(name: "new", url: repository.path), in: "1a5")
        let fourth = fixture.service.publication
        #expect(third.contents(visibleIn: "1a5").isReplaced(in: fourth))
        for environment in ["global", "1a7"] {
            #expect(third.contents(visibleIn: environment) == fourth.contents(visibleIn: environment))
        }
        try await fixture.service.remove("new", in: "1a5")
        #expect(fourth.contents(visibleIn: "1a5").isReplaced(in: fixture.service.publication))
    }

    @Test("new contents are told before they are served, under the generation that they are served with")
    func prepared() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        let told = Mutex<[(next: Publication, served: Publication)]>([])
        let service = fixture.service
        service.beforePublishing { next in told.withLock { $0.append((next, service.publication)) } }
        _ = try await service.refresh(environment: "global")
        _ = try await service.refresh(environment: "global")
        let (next, served) = try #require(told.withLock { $0 }.first)
        #expect(told.withLock { $0.count } == 1, "a refresh that finds nothing new has nothing to prepare")
        let key = CatalogKey(environment: "global", name: "cat")
        #expect(served.catalog(key)?.snapshot == nil && next.catalog(key)?.snapshot != nil)
        #expect(next.contents(visibleIn: "1a5") == service.publication.contents(visibleIn: "1a5"))
        #expect(next.contents(visibleIn: "1a5") != served.contents(visibleIn: "1a5"))
    }

    @Test("what was prepared for other contents than are served by then is not taken for what is served")
    func overtaken() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        let told = Mutex<[Publication]>([])
        let service = fixture.service
        service.beforePublishing { next in
            told.withLock { $0.append(next) }
            // Something else becomes global meanwhile.
            _ = try? await service.create(CatalogRequest(name: "other", url: repository.path), in: "global")
        }
        _ = try await service.refresh(environment: "global")
        let next = try #require(told.withLock { $0 }.first)
        #expect(service.publication.catalogs.count == 2)
        #expect(next.contents(visibleIn: "1a5") != service.publication.contents(visibleIn: "1a5"))
    }

    @Test("preparing has an end: what takes longer is cancelled, and the contents are served")
    func preparingEnds() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        let wasCancelled = Mutex(false)
        fixture.service.beforePublishing { _ in
            // Nothing ever comes.
            for await _ in AsyncStream<Void>.makeStream().stream {}
            wasCancelled.withLock { $0 = Task.isCancelled }
        }
        #expect(try await fixture.service.refresh(environment: "global") == [])
        #expect(wasCancelled.withLock { $0 })
        #expect(fixture.service.publication.catalogs.first?.snapshot != nil)
    }

    @Test("a rewritten history is followed")
    func rewritten() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0", "2.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        _ = try await fixture.service.refresh(environment: "global")
        let commit = try repository.commit(ServiceFixture.files(versions: ["0.5.0"]), orphan: true)
        #expect(try await fixture.service.refresh(environment: "global") == [])
        #expect(fixture.service.publication.catalog(Self.app)?.snapshot?.commit == commit)
    }

    /// A folder that is no repository, with one version of a template.
    private static func plainFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-plain-\(UUID().uuidString)")
        for (name, text) in ServiceFixture.files(versions: ["1.0.0"]) {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return folder
    }

    @Test("a plain folder is a catalog, read as it lies")
    func plainFolder() async throws {
        let folder = try Self.plainFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: folder.path)])
        defer { fixture.remove() }
        #expect(try await fixture.service.refresh(environment: "global") == [])
        let first = try #require(fixture.service.publication.catalog(Self.app)?.snapshot)
        #expect(first.versionCount == 1)
        try Data(".catalog: {version: '9.0.0'}\n".utf8).write(
            to: folder.appending(path: "templates/app/0/rancher-compose.yml"))
        _ = try await fixture.service.refresh(environment: "global")
        let second = try #require(fixture.service.publication.catalog(Self.app)?.snapshot)
        #expect(second.commit != first.commit)
        #expect(second.templates[0].versions[0].version == "9.0.0")
    }

    @Test("the configuration file is read again: new catalogs come, others go, a broken file changes nothing")
    func configurationFile() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let file = FileManager.default.temporaryDirectory.appending(path: "repo-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        func write(_ names: [String]) throws {
            let entries = names.map { "\"\($0)\": {\"url\": \"\(repository.path)\", \"branch\": \"master\"}" }
            try Data("{\"catalogs\": {\(entries.joined(separator: ","))}}".utf8).write(to: file)
        }
        try write(["one", "two"])
        let fixture = try ServiceFixture(configuration: .file(file.path))
        defer { fixture.remove() }
        _ = try await fixture.service.refresh(environment: "global")
        #expect(fixture.service.publication.catalogs.map(\.key.name) == ["one", "two"])
        try write(["two", "three"])
        _ = try await fixture.service.refresh(environment: "global")
        #expect(fixture.service.publication.catalogs.map(\.key.name) == ["three", "two"])
        try Data("not json".utf8).write(to: file)
        await #expect(throws: ConfigurationError.self) { try await fixture.service.refresh(environment: "global") }
        #expect(fixture.service.publication.catalogs.map(\.key.name) == ["three", "two"])
    }

    @Test("a burst of calls joins, and every caller sees what was pushed before it called")
    func burst() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        let service = fixture.service
        _ = try await service.refresh(environment: "global")
        for round in 1...5 {
            let commit = try repository.commit(ServiceFixture.files(versions: ["1.0.\(round)"]))
            try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        _ = try await service.refresh(environment: "global")
                        return service.publication.catalog(Self.app)?.snapshot?.commit
                    }
                }
                for try await seen in group { #expect(seen == commit) }
            }
        }
    }

    @Test("each way a local remote can fail has a sentence of its own")
    func failures() async throws {
        let empty = try TestRepository()
        let branchless = try TestRepository()
        try branchless.commit(ServiceFixture.files(versions: ["1.0.0"]))
        defer {
            empty.remove()
            branchless.remove()
        }
        let fixture = try ServiceFixture(catalogs: [
            ConfiguredCatalog(name: "branch", url: branchless.path, branch: "no-such-branch"),
            ConfiguredCatalog(name: "empty", url: empty.path),
            ConfiguredCatalog(name: "missing", url: "/no/such/repository"),
        ])
        defer { fixture.remove() }
        let failures = try await fixture.service.refresh(environment: "global")
        #expect(failures.map(\.key.name) == ["branch", "empty", "missing"])
        #expect(Set(failures.map(\.message)).count == 3)
        #expect(failures[0].message.contains("no-such-branch"))
        #expect(failures[2].message.contains("/no/such/repository"))
    }

    @Test("what had templates is never replaced by nothing without an error; a first snapshot may be empty")
    func emptied() async throws {
        let repository = try TestRepository()
        let bare = try TestRepository()
        defer {
            repository.remove()
            bare.remove()
        }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        try bare.commit(["README.md": "nothing yet\n"])
        let fixture = try ServiceFixture(catalogs: [
            ConfiguredCatalog(name: "bare", url: bare.path), ConfiguredCatalog(name: "cat", url: repository.path),
        ])
        defer { fixture.remove() }
        let service = fixture.service
        #expect(try await service.refresh(environment: "global") == [])
        let before = try #require(service.publication.catalog(Self.app)?.snapshot)
        for orphan in [false, true] {
            try repository.commit(["README.md": "\(orphan)\n"], orphan: orphan)
            let failures = try await service.refresh(environment: "global")
            #expect(failures.map(\.key) == [Self.app])
            #expect(failures.first?.message.contains("has no templates") == true, "\(failures)")
            let kept = try #require(service.publication.catalog(Self.app))
            #expect(kept.snapshot == before && kept.state == .error)
        }
        let commit = try repository.commit(ServiceFixture.files(versions: ["2.0.0"]))
        #expect(try await service.refresh(environment: "global") == [])
        #expect(service.publication.catalog(Self.app)?.snapshot?.commit == commit)
    }

    @Test("a folder that is emptied keeps what was served")
    func emptiedFolder() async throws {
        let folder = try Self.plainFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: folder.path)])
        defer { fixture.remove() }
        #expect(try await fixture.service.refresh(environment: "global") == [])
        try FileManager.default.removeItem(at: folder.appending(path: "templates"))
        #expect(try await fixture.service.refresh(environment: "global").count == 1)
        #expect(fixture.service.publication.catalog(Self.app)?.snapshot?.versionCount == 1)
    }
}
