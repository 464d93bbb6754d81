public import Diagnostics
public import JSON

/// A report in SARIF 2.1.0, for code scanning services and editors.
public struct LintSARIF: Sendable {
    private let report: LintReport
    private let toolVersion: String
    private let source: @Sendable (String) -> SourceText?

    /// A report. `source` finds texts by path: SARIF counts columns in characters, not bytes.
    public init(report: LintReport, toolVersion: String, source: @escaping @Sendable (String) -> SourceText?) {
        self.report = report
        self.toolVersion = toolVersion
        self.source = source
    }

    /// The document.
    public var json: JSONNode {
        let prints = FindingFingerprint.all(of: report.findings)
        return .members([
            "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"),
            "runs": .array([
                .members([
                    "columnKind": .string("unicodeCodePoints"),
                    "results": .array(zip(report.findings, prints).map(result)),
                    "tool": .members([
                        "driver": .members([
                            "name": .string("muster"), "rules": .array(Rule.all.map(\.sarif)),
                            "semanticVersion": .string(toolVersion), "version": .string(toolVersion),
                        ])
                    ]),
                ])
            ]),
            "version": .string("2.1.0"),
        ])
    }

    private func result(_ finding: Finding, _ print: FindingFingerprint) -> JSONNode {
        let found = finding.diagnostic
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
            "endColumn": .integer(column(end, location.path)), "endLine": .integer(end.line),
            "startColumn": .integer(column(start, location.path)), "startLine": .integer(start.line),
        ])
    }

    private func column(_ position: SourcePosition, _ path: String) -> Int {
        guard let text = source(path) else { return position.column }
        let line = text.line(position.line)
        return String(decoding: line.utf8.prefix(position.column - 1), as: UTF8.self).unicodeScalars.count + 1
    }

    /// A path as a relative reference of RFC 3986.
    private static func encoded(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                text.append(Character(Unicode.Scalar(byte)))
            default: text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
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
