import Catalog
import Diagnostics
import MusterTesting
import Synchronization
import Testing

@testable import Lint

@Suite("Looking after lint")
struct LintAttendantTests {
    /// Notes what is looked at, and leaves out what it is told to.
    private final class Attendant: LintAttendant {
        let late: Set<String>
        let never: Set<String>
        private let log = Mutex<[String]>([])

        init(late: Set<String> = [], never: Set<String> = []) {
            self.late = late
            self.never = never
        }

        var looked: [String] { log.withLock { $0 } }

        func comesLast(_ folder: TemplateFolder) -> Bool { late.contains(folder.path) }

        func attend<T: Sendable>(_ folder: TemplateFolder, _ work: @Sendable () async throws -> T) async throws -> T? {
            try await run(folder.path, work)
        }

        func attendWhole<T: Sendable>(_ work: @Sendable () async throws -> T) async throws -> T? {
            try await run("whole", work)
        }

        private func run<T: Sendable>(_ name: String, _ work: () async throws -> T) async throws -> T? {
            if never.contains(name) { return nil }
            let result = try await work()
            log.withLock { $0.append(name) }
            return result
        }
    }

    private static let tree = FileTree(
        Dictionary(
            uniqueKeysWithValues: ["a", "b", "c"].flatMap { name in
                [
                    ("templates/\(name)/config.yml", "name: \(name)\nversion: 1.0.0\n"),
                    ("templates/\(name)/0/docker-compose.yml", "web:\n  image: nginx:latest\n"),
                    ("templates/\(name)/0/rancher-compose.yml", ".catalog:\n  version: 1.0.0\n"),
                ]
            }))

    private static func lint(_ attendant: Attendant?, previous: LintResult? = nil) async throws -> LintResult {
        var linter = Linter()
        linter.attendant = attendant
        return try await linter.lint(
            LintInput(name: "mine", folders: tree.folders, contents: tree.contents), previous: previous)
    }

    @Test("whoever looks after it decides about the order, and the result is the same")
    func order() async throws {
        let attendant = Attendant(late: ["templates/a", "templates/b"])
        let result = try await Self.lint(attendant)
        #expect(attendant.looked == ["templates/c", "templates/a", "templates/b", "whole"])
        #expect(result.report.findings == (try await Self.lint(nil)).report.findings)
        let again = Attendant()
        _ = try await Self.lint(again, previous: result)
        #expect(again.looked == ["whole"], "what did not change is not looked at")
    }

    @Test("what is left out has a finding that says so, and hides no other")
    func leftOut() async throws {
        let all = try await Self.lint(nil).report.findings
        let found = try await Self.lint(Attendant(never: ["templates/b", "whole"])).report.findings
        let left = found.filter { $0.diagnostic.code == .lintLeftOut }
        #expect(left.map(\.diagnostic.location.path) == [".", "templates/b"])
        #expect(left.allSatisfy { $0.rule == "MU023" && $0.diagnostic.severity == .error })
        for name in ["a", "c"] {
            let of = { (findings: [Finding]) in
                findings.filter { $0.diagnostic.location.path.hasPrefix("templates/\(name)/") && $0.rule == "MU014" }
            }
            #expect(of(found) == of(all) && !of(all).isEmpty)
        }
        #expect(!found.contains { $0.diagnostic.location.path.hasPrefix("templates/b/") })
    }
}
