import Diagnostics
import Versions

extension Rule {
    /// The rule's document, as `docs/rules/` and `muster explain` show it.
    package var markdown: String {
        let file = example.shown.split(separator: "/").last.map(String.init) ?? ""
        let before = example.files[example.shown] ?? ""
        let after = example.better[example.shown] ?? ""
        let kind = file.hasSuffix(".md") ? "markdown" : "yaml"
        var lines = [
            "# \(code) \(name)", "", summary, "",
            "Severity: \(severity.rawValue)\(isOptIn ? ", off unless it is turned on" : "").",
        ]
        if let servers = appliesTo { lines.append("Concerns \(servers.sentence).") }
        switch fix {
        case .safe: lines.append("`muster lint --fix` mends it.")
        case .needsReview: lines.append("`muster lint --fix=review` shows how to mend it.")
        case nil: break
        }
        lines += ["", "## Why", "", why, "", "## Example", ""]
        if let earlier = example.before[example.shown] {
            lines += ["`\(file)` in the revision:", "", "```\(kind)", earlier.trimmedEnd, "```", "", "Now:"]
        } else {
            lines.append("`\(file)`:")
        }
        lines += ["", "```\(kind)", before.trimmedEnd, "```"]
        lines +=
            after.isEmpty
            ? ["", "Better: without this file.", ""] : ["", "Better:", "", "```\(kind)", after.trimmedEnd, "```", ""]
        return lines.joined(separator: "\n")
    }

    /// The list of all rules, as `docs/rules/README.md` shows it.
    package static var index: String {
        let rows = all.map { "| [\($0.code)](\($0.code).md) | \($0.name) | \($0.severity.rawValue) | \($0.summary) |" }
        return (["# Rules", "", "| code | name | severity | finds |", "|---|---|---|---|"] + rows + [""])
            .joined(separator: "\n")
    }
}

extension RancherWindow {
    fileprivate var sentence: String {
        if maximum.isEmpty { return "Rancher \(minimum) and newer" }
        return minimum.isEmpty ? "Rancher up to \(maximum)" : "Rancher \(minimum) to \(maximum)"
    }
}

extension String {
    fileprivate var trimmedEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
