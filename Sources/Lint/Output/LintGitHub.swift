import Diagnostics

/// A report as commands that GitHub Actions shows beside the lines of a change.
package struct LintGitHub: Sendable {
    private let report: LintReport
    private let prefix: String

    /// A report; `prefix` is the checkout's path from the repository's root, empty for the root itself.
    package init(report: LintReport, prefix: String = "") {
        self.report = report
        self.prefix = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
    }

    /// One line a finding.
    package var text: String { report.counted.map(line).joined() }

    private func line(_ finding: Finding) -> String {
        let found = finding.diagnostic
        let level = found.severity == .note ? "notice" : found.severity.rawValue
        var properties = ["file=\(Self.property(prefix + found.location.path))"]
        if let start = found.location.start, let end = found.location.end {
            properties += ["line=\(start.line)", "endLine=\(end.line)"]
            // Columns count only within one line.
            if start.line == end.line { properties += ["col=\(start.column)", "endColumn=\(end.column)"] }
        }
        properties.append("title=\(Self.property("\(finding.rule) \(Rule.named(finding.rule)?.name ?? "")"))")
        let details = [found.message] + found.notes + (found.help.map { ["help: \($0)"] } ?? [])
        return "::\(level) \(properties.joined(separator: ","))::\(Self.data(details.joined(separator: "\n")))\n"
    }

    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
