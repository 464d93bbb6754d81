import Diagnostics
import Encodings

/// A report as JUnit XML: a suite a file, a failed test a finding. Notes do not fail, and are left out.
package struct LintJUnit: Sendable {
    private let report: LintReport

    /// A report.
    package init(report: LintReport) { self.report = report }

    /// The document.
    package var text: String {
        let failing = report.counted.filter { $0.diagnostic.severity > .note }
        let suites = Dictionary(grouping: failing) { $0.diagnostic.location.path }.sorted { $0.key < $1.key }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        let tests = max(1, failing.count)
        text += "<testsuites name=\"muster lint\" tests=\"\(tests)\" failures=\"\(failing.count)\">\n"
        for (path, findings) in suites { text += suite(path, findings) }
        if suites.isEmpty {
            text += "  <testsuite name=\"muster lint\" tests=\"1\" failures=\"0\">\n"
            text += "    <testcase classname=\"muster lint\" name=\"\(report.versions) versions\"/>\n  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    private func suite(_ path: String, _ findings: [Finding]) -> String {
        let name = XMLText.escaped(path)
        var text = "  <testsuite name=\"\(name)\" tests=\"\(findings.count)\" failures=\"\(findings.count)\">\n"
        for finding in findings {
            let found = finding.diagnostic
            let title = XMLText.escaped("\(finding.rule) \(found.location)")
            text += "    <testcase classname=\"\(name)\" name=\"\(title)\">\n"
            text += "      <failure type=\"\(found.severity.rawValue)\" message=\"\(XMLText.escaped(found.message))\">"
            let details =
                ["\(found.location): \(found.message)"] + found.notes + (found.help.map { ["help: \($0)"] } ?? [])
            text += XMLText.escaped(details.joined(separator: "\n")) + "</failure>\n    </testcase>\n"
        }
        return text + "  </testsuite>\n"
    }
}
