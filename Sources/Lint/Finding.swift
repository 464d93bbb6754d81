package import Diagnostics

/// A diagnostic with the rule that found it.
package struct Finding: Sendable, Hashable {
    /// The rule's code: `MU001`.
    package let rule: String
    /// What was found, with the severity that the configuration gives it.
    package let diagnostic: Diagnostic
    /// Why it is not counted; nil for one that is.
    package var suppression: Suppression?

    /// Why a finding is not counted.
    package enum Suppression: String, Sendable, Hashable {
        /// A comment in the file.
        case comment
        /// The baseline has it.
        case baseline
    }

    /// A finding that is counted.
    package init(rule: String, _ diagnostic: Diagnostic) {
        self.rule = rule
        self.diagnostic = diagnostic
    }
}

extension Finding {
    /// The diagnostic as it may be shown: of a rule that hides what it finds, without what could quote it.
    package var shown: Diagnostic {
        guard Rule.named(rule)?.hidesSource == true else { return diagnostic }
        var shown = diagnostic
        (shown.notes, shown.fixes) = ([], [])
        return shown
    }

    /// The finding without its fixes.
    var withoutFixes: Finding {
        var found = diagnostic
        found.fixes = []
        var finding = Finding(rule: rule, found)
        finding.suppression = suppression
        return finding
    }
}

/// What lint found in a catalog.
package struct LintReport: Sendable {
    /// Everything, ordered by path, then place, then rule; suppressed findings among them.
    package let findings: [Finding]
    /// How many templates were looked at.
    package let templates: Int
    /// How many versions were looked at.
    package let versions: Int
    /// What exploring took; nil where nothing was explored.
    package let effort: ExplorationEffort?
    let columns: CharacterColumns
    /// How many findings of each severity count.
    private let counts: [Severity: Int]

    /// A report; its places are known by byte columns unless `columns` says otherwise.
    init(
        findings: [Finding], templates: Int, versions: Int, effort: ExplorationEffort? = nil,
        columns: CharacterColumns = CharacterColumns()
    ) {
        self.findings = findings
        counts = findings.reduce(into: [:]) { counts, finding in
            if finding.suppression == nil { counts[finding.diagnostic.severity, default: 0] += 1 }
        }
        self.templates = templates
        self.versions = versions
        self.effort = effort
        self.columns = columns
    }

    /// The findings that count.
    package var counted: [Finding] { findings.filter { $0.suppression == nil } }

    /// The report with the findings in some folders.
    package func limited(to folders: Set<String>) -> LintReport {
        filtered { finding in
            let path = finding.diagnostic.location.path
            return folders.contains { path == $0 || path.hasPrefix($0) && path.dropFirst($0.count).first == "/" }
        }
    }

    /// The report with some of its findings; what exploring took is left out.
    package func filtered(_ isIncluded: (Finding) throws -> Bool) rethrows -> LintReport {
        LintReport(
            findings: try findings.filter(isIncluded), templates: templates, versions: versions, columns: columns)
    }

    /// How many findings of a severity count.
    package func count(_ severity: Severity) -> Int { counts[severity] ?? 0 }
}
