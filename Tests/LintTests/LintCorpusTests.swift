import Diagnostics
import Foundation
import JSON
import MusterTesting
import Testing

@testable import Lint

/// What lint finds in the three public catalogs.
@Suite("Lint over the catalogs", .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"))
struct LintCorpusTests {
    /// What the reference made of a version: `compose/catalogs.jsonl.gz`.
    private struct Recorded: Decodable {
        let catalog, path: String
        let error: String?
        let errorVariants: [String]?
        let sidekickError: String?

        var isRefused: Bool { error != nil || errorVariants != nil || sidekickError != nil }
    }

    private static let branches = [("community", "master"), ("library", "v1.6-development"), ("test", "master")]

    private static let recorded: [Recorded] = {
        do {
            let data = try SharedCorpus.contents(of: "conformance/compose/catalogs.jsonl.gz")
            return try data.split(separator: UInt8(ascii: "\n")).map {
                try JSONDecoder().decode(Recorded.self, from: $0)
            }
        } catch {
            preconditionFailure("catalogs.jsonl.gz: \(error)")
        }
    }()

    /// Each catalog's report, made once.
    private static let reports = Task {
        var reports: [String: LintReport] = [:]
        for (catalog, branch) in branches {
            let checkout = try GitCheckout(bundle: "\(catalog).bundle", branch: branch)
            let tree = FileTree(checkout.files.map { ($0.path, $0.contents) })
            var linter = Linter()
            linter.width = 2
            let input = LintInput(name: catalog, folders: tree.folders, contents: tree.contents)
            reports[catalog] = try await linter.lint(input).report
        }
        return reports
    }

    private static func report(_ catalog: String) async throws -> LintReport {
        try #require(try await reports.value[catalog])
    }

    /// The version's folder that a finding is about, or the template's.
    private static func folder(_ finding: Finding) -> String {
        finding.diagnostic.location.path.split(separator: "/").prefix(3).joined(separator: "/")
    }

    @Test("SARIF of a whole catalog follows the published schema", arguments: branches.map(\.0))
    func sarif(_ catalog: String) async throws {
        let schema = try JSONSchema(parsing: try SharedCorpus.contents(of: "schemas/sarif-2.1.0.schema.json"))
        let report = try await Self.report(catalog)
        let sarif = LintSARIF(report: report, toolVersion: "0.1.0").json
        let problems = schema.problems(of: try JSONValue(parsing: Data(sarif.canonicalBytes)))
        #expect(problems.isEmpty, "\(problems.prefix(5))")
        let results = sarif["runs"]?.array?.first?["results"]?.array
        #expect(results?.count == report.findings.count)
    }

    @Test("every version that the reference refuses is found", arguments: branches.map(\.0))
    func refused(_ catalog: String) async throws {
        let report = try await Self.report(catalog)
        // Braces in versions for servers before there were templates are found too, as notes.
        let errors = Set(
            report.counted.filter { $0.diagnostic.severity == .error || $0.rule == "MU003" }.map(Self.folder))
        let refused = Self.recorded.filter { $0.catalog == catalog && $0.isRefused }
        let missed = refused.filter { !errors.contains($0.path) }.map(\.path)
        #expect(missed.isEmpty || catalog == "library" && missed.allSatisfy(Self.isOpenSecret), "\(missed)")
    }

    /// Versions that load once a required secret is answered, which lint does in its place.
    private static func isOpenSecret(_ path: String) -> Bool { path.hasPrefix("infra-templates/secrets-bridge-v2/") }

    @Test(
        "what is known to be wrong in them is found",
        arguments: [
            ("community", "templates/minio/0", ["MU002"]), ("library", "infra-templates/k8s/", ["MU001"]),
            ("library", "infra-templates/route53/", ["MU002", "MU003"]),
        ])
    func known(_ catalog: String, _ path: String, _ rules: [String]) async throws {
        let found = try await Self.report(catalog).findings.filter {
            $0.diagnostic.location.path.hasPrefix(path) && rules.contains($0.rule)
        }
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.diagnostic.location.start != nil })
    }

    @Test("an error is in a version that the reference refuses too, or of a rule whose harm is shown elsewhere")
    func noFalseErrors() async throws {
        let refused = Set(Self.recorded.filter(\.isRefused).map { "\($0.catalog) \($0.path)" })
        var unexplained: [String] = []
        for (catalog, _) in Self.branches {
            for finding in try await Self.report(catalog).counted where finding.diagnostic.severity == .error {
                let folder = "\(catalog) \(Self.folder(finding))"
                if refused.contains(folder) || Self.isShownElsewhere(finding) { continue }
                unexplained.append(
                    "\(finding.rule) \(catalog) \(finding.diagnostic.location): \(finding.diagnostic.message)")
            }
        }
        #expect(unexplained.isEmpty, "\(unexplained.count): \(unexplained.prefix(12).joined(separator: "\n"))")
    }

    /// Errors that the reference's loading does not show: a template that the UI offers no version of, one that is cut off
    /// where it stops (`render/` records that), a catalog block that costs the version, other answers (the tests of
    /// exploring compile them again).
    private static func isShownElsewhere(_ finding: Finding) -> Bool {
        ["MU004", "MU008", "MU023"].contains(finding.rule) || finding.diagnostic.code.rawValue == "template-stopped"
            || finding.diagnostic.location.path.hasPrefix("templates/minio/")
    }
}
