import Catalog
import Diagnostics
import Versions
import YAML

extension Rule {
    static let rancherWindow = Rule(
        "MU021", "rancher-window", .warning,
        finds:
            "A window of Rancher versions that no server is in, that is bounded by no version, or that stands where it is ignored.",
        because: "The version is then shown to nobody, or to servers that it was never meant for.",
        example: .web(
            "rancher-compose.yml",
            ".catalog:\n  version: 1.0.0\n  minimum_rancher_version: v1.6.0\n  maximum_rancher_version: v1.5.99\n",
            better:
                ".catalog:\n  version: 1.0.0\n  minimum_rancher_version: v1.5.0\n  maximum_rancher_version: v1.6.99\n"),
        check: .version { version, rule in
            emptyWindow(of: version, rule)
                + windowKeys.flatMap { key in
                    boundWithoutVersion(key, of: version, rule) + ignoredBound(key, of: version, rule)
                }
        })

    private static let windowKeys = ["minimum_rancher_version", "maximum_rancher_version"]

    private static func emptyWindow(of version: LintVersion, _ rule: Rule) -> [Diagnostic] {
        let window = version.version.window
        guard !window.minimum.isEmpty, !window.maximum.isEmpty,
            RancherOrder.isGreater(window.minimum, than: window.maximum)
        else { return [] }
        return [
            rule.finding(
                "no server sees this version: it is for Rancher \(window.minimum) up to \(window.maximum)",
                at: version.blockLocation("minimum_rancher_version"),
                related: [RelatedLocation("the last one", at: version.blockLocation("maximum_rancher_version"))])
        ]
    }

    private static func boundWithoutVersion(_ key: String, of version: LintVersion, _ rule: Rule) -> [Diagnostic] {
        guard let value = version.block?[key], let text = value.scalar?.reencoded, !text.isEmpty,
            SemanticVersion(parsing: text.hasPrefix("v") ? text.dropFirst() : text[...]) == nil
        else { return [] }
        return [
            rule.finding(
                "the \(key) \"\(text)\" is no version of Rancher", at: version.location(value),
                notes: ["Rancher compares it part by part: v1.6.5 is newer than v1.6"],
                help: "write all three numbers: v1.6.0")
        ]
    }

    /// A bound beside the block, in a file whose other keys are services no more.
    private static func ignoredBound(_ key: String, of version: LintVersion, _ rule: Rule) -> [Diagnostic] {
        guard let bound = version.rancherCompose?.root?.key(key) else { return [] }
        return [
            rule.finding(
                "the \(key) is ignored outside of the catalog block", at: version.location(bound),
                help: "write it below .catalog")
        ]
    }
}
