import Diagnostics
package import JSON

extension LintReport {
    /// The report for programs: every finding with its rule, the counts of those that are not suppressed, and what exploring
    /// took.
    package var json: JSONNode {
        .members([
            "counts": .members([
                "errors": .integer(count(.error)), "notes": .integer(count(.note)),
                "suppressed": .integer(findings.count - counted.count), "warnings": .integer(count(.warning)),
            ]),
            "exploration": effort.map { effort in
                .members([
                    "branches": .integer(effort.branches), "incomplete": .integer(effort.incomplete),
                    "reachedBranches": .integer(effort.reachedBranches), "runs": .integer(effort.runs),
                ])
            },
            "findings": .array(findings.map(\.json)),
            "templates": .integer(templates),
            "versions": .integer(versions),
        ])
    }
}

extension Finding {
    /// The finding for programs: the diagnostic's members with `rule`, `name` and, where it does not count, `suppression`.
    package var json: JSONNode {
        let rendered = JSONRenderer().render([shown])
        guard case .array(let elements) = try? JSONNode(parsing: rendered), var members = elements.first?.object else {
            return .null
        }
        members["rule"] = .string(rule)
        members["name"] = Rule.named(rule).map { .string($0.name) }
        members["suppression"] = suppression.map { .string($0.rawValue) }
        return .object(members)
    }
}
