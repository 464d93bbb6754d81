import Bundles
import Catalog
import Compiler
import Diagnostics

/// An upgrade plan for people.
struct UpgradePlanText {
    let plan: UpgradePlan
    /// Whether the files' differences are shown.
    let showsFiles: Bool

    var text: String {
        var lines = [title]
        lines += plan.reasons.map { "  \($0.text)" }
        lines += steps + answers + services + images + files
        return lines.map(\.printableLine).joined(separator: "\n") + "\n"
    }

    private var title: String {
        let target = plan.to.map { $0 == plan.from ? "" : " -> \($0.version)" } ?? ""
        return "\(plan.from.id)  \(plan.from.version)\(target)  [\(plan.verdict.rawValue)]"
    }

    private var steps: [String] {
        guard let last = plan.steps.last else { return [] }
        var lines = ["  to        \(last.id.externalID)"]
        if plan.steps.count > 1 {
            lines.append("  steps     \(([plan.from] + plan.steps).map(\.version).joined(separator: " -> "))")
        }
        if let digest = last.digest { lines.append("  bundle    \(digest)") }
        return lines
    }

    private var answers: [String] {
        let changes = plan.answers
        guard plan.to != nil, plan.to != plan.from else { return [] }
        let added = changes.added.map { added in
            let value = added.defaultAnswer.map { " = \(Self.quoted($0))" } ?? ""
            return added.mustBeAnswered ? "! \(added.variable) must be answered" : "+ \(added.variable)\(value)"
        }
        let other =
            changes.dropped.map { "- \($0)" } + changes.retyped.map { "~ \($0.variable): \($0.from) -> \($0.to)" }
            + changes.defaults.map {
                "~ \($0.variable): default \(Self.quoted($0.from)) -> \(Self.quoted($0.to))"
            }
        let counts = "\(changes.kept.count) kept, \(changes.added.count) added, \(changes.dropped.count) dropped"
        return ["  answers   \(counts)"] + (added + other).map { "            \($0)" }
    }

    private var services: [String] {
        let changes = plan.services
        let lines =
            changes.added.map { "+ \($0)" } + changes.removed.map { "- \($0)" }
            + changes.changed.map { "~ \($0.name): \($0.options.joined(separator: ", "))" }
        return Self.labelled("services", lines)
    }

    private var images: [String] {
        let lines = plan.services.images.map { "\($0.service): \($0.from ?? "none") -> \($0.to ?? "none")" }
        return Self.labelled("images", lines)
    }

    private var files: [String] {
        let paths = plan.files.keys.sorted()
        guard showsFiles else {
            return Self.labelled(
                "files",
                paths.map { path in
                    let lines = (plan.files[path] ?? "").split(separator: "\n")
                    let count = { (mark: String) in
                        lines.count { $0.hasPrefix(mark) && !$0.hasPrefix(mark + mark + mark) }
                    }
                    return "\(path)  +\(count("+")) -\(count("-"))"
                })
        }
        return paths.flatMap { path in (plan.files[path] ?? "").split(separator: "\n").map(String.init) }
    }

    private static func labelled(_ label: String, _ lines: [String]) -> [String] {
        let padded = label + String(repeating: " ", count: 10 - label.count)
        return lines.enumerated().map { ($0 == 0 ? "  \(padded)" : "            ") + $1 }
    }

    private static func quoted(_ value: String) -> String { "\"\(value)\"" }
}
