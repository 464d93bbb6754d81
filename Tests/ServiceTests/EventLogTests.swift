import Catalog
import Foundation
import Service
import Store
import Testing

@Suite("Event log")
struct EventLogTests {
    /// What is published of a catalog: a commit that is its number of versions, and how the last refresh went.
    struct Published: Sendable {
        var versions: Int?
        var error: String?
        var isRefreshing = false
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: Published?
        let after: Published?
        let expected: [String]
    }

    static let rows = [
        Row(testDescription: "a new catalog", before: nil, after: Published(), expected: ["added"]),
        Row(
            testDescription: "a new catalog that serves already, as after a rename", before: nil,
            after: Published(versions: 2), expected: ["added", "refreshed nil>2 +2 ~0 -0 incomplete"]),
        Row(
            testDescription: "a catalog that is gone", before: Published(versions: 2), after: nil, expected: ["removed"]
        ),
        Row(
            testDescription: "the first snapshot: counts, and no version by itself", before: Published(),
            after: Published(versions: 2), expected: ["refreshed nil>2 +2 ~0 -0 incomplete"]),
        Row(
            testDescription: "a first snapshot of nothing", before: Published(), after: Published(versions: 0),
            expected: ["refreshed nil>0 +0 ~0 -0"]),
        Row(
            testDescription: "a refresh that begins", before: Published(versions: 2),
            after: Published(versions: 2, isRefreshing: true), expected: []),
        Row(
            testDescription: "a refresh that finds nothing new", before: Published(versions: 2, isRefreshing: true),
            after: Published(versions: 2), expected: []),
        Row(
            testDescription: "a new version", before: Published(versions: 1), after: Published(versions: 2),
            expected: ["refreshed 1>2 +1 ~0 -0", "+app:1", "=app:1 1.0>1.1"]),
        Row(
            testDescription: "more changes than are told", before: Published(versions: 1),
            after: Published(versions: 9), expected: ["refreshed 1>9 +8 ~0 -0 incomplete"]),
        Row(
            testDescription: "a failure", before: Published(versions: 1, isRefreshing: true),
            after: Published(versions: 1, error: "no route"), expected: ["failed no route"]),
        Row(
            testDescription: "a failure before there is anything", before: Published(),
            after: Published(error: "no route"), expected: ["failed no route"]),
        Row(
            testDescription: "the same failure again",
            before: Published(versions: 1, error: "no route", isRefreshing: true),
            after: Published(versions: 1, error: "no route"), expected: []),
        Row(
            testDescription: "another failure", before: Published(versions: 1, error: "no route"),
            after: Published(versions: 1, error: "refused"), expected: ["failed refused"]),
        Row(
            testDescription: "a refresh after a failure that begins", before: Published(versions: 1, error: "no route"),
            after: Published(versions: 1, error: "no route", isRefreshing: true), expected: []),
        Row(
            testDescription: "a recovery without news", before: Published(versions: 1, error: "no route"),
            after: Published(versions: 1), expected: ["refreshed 1>1 +0 ~0 -0"]),
        Row(
            testDescription: "a recovery with news", before: Published(versions: 2, error: "no route"),
            after: Published(versions: 1),
            expected: ["refreshed 2>1 +0 ~0 -1", "-app:1", "=app:0 1.1>1.0"]),
    ]

    @Test("what is published in the place of what was makes these events", arguments: rows)
    func kinds(row: Row) throws {
        var limits = EventLog.Limits()
        limits.changesOfRefresh = 4
        let log = EventLog(run: "r", limits: limits)
        log.record(from: try catalog(row.before), to: try catalog(row.after))
        let events = try #require(log.events(after: 0, limit: 100))
        #expect(events.map { text($0.kind) } == row.expected)
        #expect(events.map(\.number) == (0..<events.count).map { UInt64($0) + 1 })
        #expect(events.allSatisfy { $0.catalog.name == "cat" })
    }

    @Test("reading on from any number gives the events after it, each once, in order, in pages of any size")
    func reading() throws {
        let log = try log(events: 40, kept: 64)
        for limit in [1, 7, 40, 100] {
            for start in 0...40 {
                var (number, seen) = (UInt64(start), [UInt64]())
                while case let page = try #require(log.events(after: number, limit: limit)), !page.isEmpty {
                    #expect(page.count <= limit)
                    seen += page.map(\.number)
                    number = page.last?.number ?? number
                }
                #expect(seen == (start..<40).map { UInt64($0) + 1 })
            }
        }
    }

    @Test("what is older than the log keeps cannot be told, nor what has not happened")
    func forgotten() throws {
        let log = try log(events: 40, kept: 16)
        #expect(log.last == 40)
        #expect(log.events(after: 23, limit: 100) == nil)
        #expect(log.events(after: 24, limit: 100)?.map(\.number) == (25...40).map { $0 })
        #expect(log.events(after: 24, limit: 100)?.map { text($0.kind) }.first == "failed 25")
        #expect(log.events(after: 40, limit: 100) == [])
        #expect(log.events(after: 41, limit: 100) == nil)
        #expect(log.events(after: .max, limit: 100) == nil)
        #expect(EventLog(run: "r").events(after: 0, limit: 1) == [])
        #expect(EventLog(run: "r").events(after: 1, limit: 1) == nil)
    }

    @Test("an id is what the log gave out, and of this run", arguments: ["r-0", "r-7", "abc123-18446744073709551615"])
    func ids(text: String) throws {
        let id = try #require(EventID(parsing: text))
        #expect(id.description == text)
        #expect(EventLog(run: "r").number(of: id) == (id.run == "r" ? id.number : nil))
    }

    @Test(
        "what no log gave out is no id",
        arguments: [
            "", "-", "r", "r-", "-1", "r-x", "R-1", "r-+1", "r--1", "r-1-2", "r -1", "r-1 ", "é-1", "r-١",
            "r-18446744073709551616", String(repeating: "r", count: 33) + "-1",
        ])
    func noIDs(text: String) {
        #expect(EventID(parsing: text) == nil)
    }

    @Test("runs differ")
    func runs() {
        #expect(EventLog().id(of: 1) != EventLog().id(of: 1))
        #expect(EventID(parsing: EventLog().id(of: 1).description) != nil)
    }

    private func log(events: Int, kept: Int) throws -> EventLog {
        var limits = EventLog.Limits()
        limits.events = kept
        let log = EventLog(run: "r", limits: limits)
        for number in 1...events {
            log.record(
                from: try catalog(Published(error: "\(number - 1)")), to: try catalog(Published(error: "\(number)")))
        }
        return log
    }

    private func catalog(_ published: Published?) throws -> PublishedCatalog? {
        guard let published else { return nil }
        let refresh = RefreshRecord(
            started: Moment(milliseconds: 0), finished: Moment(milliseconds: 0),
            commit: published.versions.map(String.init),
            error: published.error)
        return PublishedCatalog(
            key: CatalogKey(environment: "global", name: "cat"), url: "https://example.org/cat.git", branch: "",
            kind: "", state: published.isRefreshing ? .refreshing : published.error == nil ? .active : .error,
            lastRefresh: refresh, snapshot: try published.versions.map(snapshot))
    }

    private func snapshot(versions: Int) throws -> CatalogSnapshot {
        let tree = try #require(ContentID(bytes: [UInt8](repeating: UInt8(versions), count: 20)))
        var template = Template(folderPath: "templates/app", tree: tree, base: "", folderName: "app")
        template.versions = (0..<versions).map {
            TemplateVersion(folderName: "\($0)", revision: $0, version: "1.\($0)")
        }
        return CatalogSnapshot(commit: "\(versions)", templates: [template])
    }

    private func text(_ kind: CatalogEvent.Kind) -> String {
        switch kind {
        case .catalogAdded: return "added"
        case .catalogRemoved: return "removed"
        case .catalogFailed(let message): return "failed \(message)"
        case .catalogLinted: return "linted"
        case .catalogRefreshed(let new):
            let counts = "+\(new.added) ~\(new.changed) -\(new.removed)"
            return
                "refreshed \(new.previousCommit ?? "nil")>\(new.commit) \(counts)\(new.isComplete ? "" : " incomplete")"
        case .template(.added(let name)): return "+\(id(name))"
        case .template(.changed(let name)): return "~\(id(name))"
        case .template(.removed(let name)): return "-\(id(name))"
        case .template(.defaultChanged(let name, let old)): return "=\(id(name)) \(old)>\(name.version)"
        }
    }

    private func id(_ name: TemplateVersionName) -> String { "\(name.folderName):\(name.idSuffix ?? "")" }
}
