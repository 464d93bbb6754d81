package import Diagnostics

/// A report for people: findings grouped by file, each with its source line, and counts at the end.
package struct LintText: Sendable {
    private let report: LintReport
    private let renderer: TextRenderer
    /// For what is not to be shown.
    private let blind: TextRenderer

    /// A report whose source lines are found through `source`, by path.
    package init(report: LintReport, source: @escaping @Sendable (String) -> SourceText?, isColoured: Bool) {
        self.report = report
        renderer = TextRenderer(isColoured: isColoured, source: source)
        blind = TextRenderer(isColoured: isColoured) { _ in nil }
    }

    /// The text, ending in a line feed.
    package var text: String {
        var text = ""
        var path: String?
        for finding in report.counted {
            if let path, path != finding.diagnostic.location.path { text += "\n" }
            path = finding.diagnostic.location.path
            let renderer = Rule.named(finding.rule)?.hidesSource == true ? blind : renderer
            text += renderer.render(finding.diagnostic, labelled: "\(finding.rule) \(finding.diagnostic.code)")
        }
        return text + (text.isEmpty ? "" : "\n") + summary + "\n"
    }

    private var summary: String {
        let counts = [Severity.error, .warning, .note].map { report.count($0).counting($0.rawValue) }
        let suppressed = report.findings.count - report.counted.count
        let hidden = suppressed > 0 ? ", \(suppressed) suppressed" : ""
        return counts.joined(separator: ", ") + hidden
            + " in \(report.versions.counting("version")) of \(report.templates.counting("template"))" + effort
    }

    private var effort: String {
        guard let effort = report.effort, effort.runs > 0 else { return "" }
        let rest = effort.incomplete > 0 ? ", \(effort.incomplete.counting("version")) not to the end" : ""
        return "\nbranches \(effort.reachedBranches)/\(effort.branches), \(effort.runs.counting("run"))" + rest
    }
}
