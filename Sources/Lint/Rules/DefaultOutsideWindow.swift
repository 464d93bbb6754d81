import Catalog
import Diagnostics

extension Rule {
    static let defaultOutsideWindow = Rule(
        "MU053", "default-outside-window", .note,
        finds: "A default version that some of the servers which see the template may not run.",
        because: """
            Rancher names the default to every server, and those outside of its window find nothing under that name: the UI offers no version, and
            whatever upgrades stacks to the default goes wrong on all of them at once.
            """,
        example: .versions(
            [
                "0": ["version: 0.9.0", "maximum_rancher_version: v1.5.99"],
                "1": ["version: 1.0.0", "minimum_rancher_version: v1.6.0"],
            ], shown: "0", better: ["version: 0.9.0", "minimum_rancher_version: v1.6.0"]),
        check: .template { template, rule in
            let named = template.template.defaultVersion
            guard template.template.versions.contains(where: { $0.version == named }) else { return [] }
            let outside = template.selections.get().compactMap { selection -> String? in
                guard !selection.visible.isEmpty, !selection.visible.contains(where: { $0.version == named }) else {
                    return nil
                }
                return "Rancher \(selection.rancherVersion) sees \(selection.defaultVersion) instead"
            }
            guard !outside.isEmpty else { return [] }
            return [
                rule.finding(
                    "the default version \"\(named)\" is not for all servers that see the template",
                    at: template.configLocation("version"), notes: Array(outside.suffix(3)),
                    help: "widen its window, or name a version that all of them can run")
            ]
        })
}
