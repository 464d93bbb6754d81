package import Diagnostics
import YAML

/// Findings that were there when somebody began to lint, and that do not count until they are gone.
package struct Baseline: Sendable {
    private let fingerprints: Set<String>

    /// The baseline that has everything that counts in a report.
    package init(of report: LintReport) {
        fingerprints = Set(FindingFingerprint.all(of: report.counted).map(\.description))
    }

    /// The baseline of a file; nil when it is none.
    package init?(reading source: SourceText) {
        let document = YAMLDocument.parse(source)
        guard !document.isBroken, let list = document.root?["findings"]?.elements else { return nil }
        fingerprints = Set(list.compactMap { $0.scalar?.text })
    }

    /// The file's text, the same for the same findings.
    package var text: String {
        "# Findings that do not count: muster lint --baseline FILE --update-baseline writes this.\n"
            + (fingerprints.isEmpty ? "findings: []\n" : "findings:\n")
            + fingerprints.sorted().map { "- \(String(decoding: YAMLEmitter.quoted($0), as: UTF8.self))\n" }.joined()
    }

    /// The report with what the baseline has marked as such.
    package func applied(to report: LintReport) -> LintReport {
        let prints = FindingFingerprint.all(of: report.counted).map(\.description)
        var next = prints.makeIterator()
        let findings = report.findings.map { finding in
            guard finding.suppression == nil, let print = next.next(), fingerprints.contains(print) else {
                return finding
            }
            var finding = finding
            finding.suppression = .baseline
            return finding
        }
        return LintReport(
            findings: findings, templates: report.templates, versions: report.versions, effort: report.effort,
            columns: report.columns)
    }
}
