package import Bundles
import Compiler
import Diagnostics
import Encodings
package import JSON

/// A report in SARIF 2.1.0, for code scanning services and editors.
package struct LintSARIF: Sendable {
    private let report: LintReport
    private let toolVersion: String
    private let origin: CatalogOrigin?

    /// A report; `origin` says which commit of which repository it is about, for readers who cannot know.
    package init(report: LintReport, toolVersion: String, origin: CatalogOrigin? = nil) {
        self.report = report
        self.toolVersion = toolVersion
        self.origin = origin
    }

    /// The document.
    package var json: JSONNode { Self.document(of: [self]) }

    /// One document of several reports, each a run.
    package static func document(of reports: [LintSARIF]) -> JSONNode {
        .members([
            "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"),
            "runs": .array(reports.map(\.run)),
            "version": .string("2.1.0"),
        ])
    }

    private var run: JSONNode {
        let prints = FindingFingerprint.all(of: report.findings)
        return .members([
            "automationDetails": origin.map { .members(["id": .string("muster/\(Self.encoded($0.catalog))/")]) },
            "columnKind": .string("unicodeCodePoints"),
            "results": .array(zip(report.findings, prints).map(result)),
            "tool": .members([
                "driver": .members([
                    "name": .string("muster"), "rules": .array(Rule.all.map(\.sarif)),
                    "semanticVersion": .string(toolVersion), "version": .string(toolVersion),
                ])
            ]),
            "versionControlProvenance": origin.flatMap(Self.provenance),
        ])
    }

    /// Where a report's files are kept; nil for a folder, which has no address that means anything elsewhere.
    private static func provenance(_ origin: CatalogOrigin) -> JSONNode? {
        guard origin.url.contains("://") else { return nil }
        return .array([
            .members([
                "branch": origin.branch.isEmpty ? nil : .string(origin.branch),
                "repositoryUri": .string(origin.url), "revisionId": .string(origin.commit),
            ])
        ])
    }

    private func result(_ finding: Finding, _ print: FindingFingerprint) -> JSONNode {
        let found = finding.shown
        let details = found.notes + (found.help.map { ["Help: \($0)"] } ?? [])
        return .members([
            "fixes": found.fixes.isEmpty ? nil : .array(found.fixes.map(fix)),
            "level": .string(found.severity.rawValue),
            "locations": .array([.members(["physicalLocation": place(found.location)])]),
            "message": .members(["text": .string(([found.message] + details).joined(separator: "\n"))]),
            "partialFingerprints": .strings(["musterFinding/v1": print.description]),
            "relatedLocations": found.related.isEmpty
                ? nil
                : .array(
                    found.related.map {
                        .members([
                            "message": .members(["text": .string($0.message)]), "physicalLocation": place($0.location),
                        ])
                    }),
            "ruleId": .string(finding.rule),
            "ruleIndex": Rule.all.firstIndex { $0.code == finding.rule }.map(JSONNode.integer),
            "suppressions": finding.suppression.map {
                .array([.members(["kind": .string($0 == .comment ? "inSource" : "external")])])
            },
        ])
    }

    private func fix(_ fix: Fix) -> JSONNode {
        .members([
            "artifactChanges": .array([
                .members([
                    "artifactLocation": artifact(fix.location.path),
                    "replacements": .array([
                        .members([
                            "deletedRegion": region(fix.location) ?? .members(["startLine": .integer(1)]),
                            "insertedContent": .members(["text": .string(fix.replacement)]),
                        ])
                    ]),
                ])
            ]),
            "description": .members(["text": .string(fix.title)]),
        ])
    }

    private func place(_ location: SourceLocation) -> JSONNode {
        .members(["artifactLocation": artifact(location.path), "region": region(location)])
    }

    private func artifact(_ path: String) -> JSONNode { .members(["uri": .string(Self.encoded(path))]) }

    private func region(_ location: SourceLocation) -> JSONNode? {
        guard let start = location.start, let end = location.end else { return nil }
        return .members([
            "endColumn": .integer(report.columns.column(of: end, in: location.path)), "endLine": .integer(end.line),
            "startColumn": .integer(report.columns.column(of: start, in: location.path)),
            "startLine": .integer(start.line),
        ])
    }

    private static let plainInPaths = PercentEncoding.PlainBytes("-._~/")

    /// A path as a relative reference of RFC 3986.
    private static func encoded(_ path: String) -> String {
        PercentEncoding.encoded(path, leaving: plainInPaths)
    }
}

extension Rule {
    fileprivate var sarif: JSONNode {
        .members([
            "defaultConfiguration": .members(["enabled": .boolean(!isOptIn), "level": .string(severity.rawValue)]),
            "fullDescription": .members(["text": .string("\(summary) \(why)")]),
            "help": .members(["markdown": .string(markdown), "text": .string("\(summary)\n\n\(why)")]),
            "id": .string(code),
            "name": .string(name),
            "shortDescription": .members(["text": .string(summary)]),
        ])
    }
}
