import Diagnostics
import Testing

@testable import Lint

@Suite("Rules about versions")
struct VersionRuleTests {
    @Test(
        "versions' texts",
        arguments: [
            RuleRow("quoted", .versionText, versions: ["0": ["version: '1.10'"]]),
            RuleRow(
                "changed by YAML", .versionText, versions: ["0": ["version: 1.10"]],
                ["0/rancher-compose.yml:2:12: `1.10` of \"version\" is read as `1.1`"]),
            RuleRow(
                "a bound changed by YAML", .versionText,
                versions: ["0": ["version: 1.0.0", "maximum_rancher_version: 1.60"]],
                ["0/rancher-compose.yml:3:28: `1.60` of \"maximum_rancher_version\" is read as `1.6`"]),
            RuleRow(
                "a default that YAML changes is no version", .versionText,
                versions: ["0": ["version: 1.0.0", "questions:", "- variable: A", "  default: 1.10"]]),
            RuleRow(
                "none", .versionText, versions: ["1": ["name: Web"]],
                ["1/rancher-compose.yml:2:3: the version of revision 1 is not named, so it is not served"]),
            RuleRow(
                "a folder that is no version", .versionText, versions: ["latest": ["version: 1.1.0"]],
                ["latest: the folder is named neither by a number nor by a version, and is not served"]),
            RuleRow("strict, with v", .versionNotSemver, versions: ["0": ["version: v1.0.0-rancher1"]]),
            RuleRow(
                "four parts", .versionNotSemver, versions: ["0": ["version: 1.2.3.4"]],
                ["0/rancher-compose.yml:2:12: the version \"1.2.3.4\" is not of the form 1.2.3 or 1.2.3-name"]),
            RuleRow(
                "three folders of one text", .versionDuplicate,
                versions: ["0": ["version: 1.0.0"], "1": ["version: 1.0.0"], "2": ["version: 1.0.0"]],
                [
                    "0/rancher-compose.yml:2:12: the version \"1.0.0\" is also that of the folder 2",
                    "1/rancher-compose.yml:2:12: the version \"1.0.0\" is also that of the folder 2",
                ]),
            RuleRow(
                "one text twice is a duplicate and not incomparable", .versionIncomparable,
                versions: ["0": ["version: 1.0.0"], "1": ["version: 1.0.0"]]),
            RuleRow(
                "a leading v is no difference", .versionIncomparable,
                versions: ["0": ["version: 1.0.0"], "1": ["version: v1.0.0"]],
                ["1/rancher-compose.yml:2:12: v1.0.0 (:1) and 1.0.0 (:0) are the same version to Rancher"]),
        ])
    func texts(_ row: RuleRow) async { await row.check() }

    @Test(
        "orders of versions",
        arguments: [
            RuleRow(
                "a name behind - is newer to Rancher when it ends in a number alone", .orderDisagrees,
                versions: ["0": ["version: 1.0.0"], "1": ["version: 1.0.0-1"]],
                ["0/rancher-compose.yml:2:12: to Rancher, the version \"1.0.0\" is older than 1.0.0-1"]),
            RuleRow(
                "several are one finding", .orderDisagrees,
                versions: ["0": ["version: 1.0.0"], "1": ["version: 1.0.0-1"], "2": ["version: 1.0.0-2"]],
                ["0/rancher-compose.yml:2:12: to Rancher, the version \"1.0.0\" is older than 1.0.0-1, 1.0.0-2"]),
            RuleRow(
                "what is no SemVer has no say", .orderDisagrees,
                versions: ["0": ["version: 1.0.0"], "1": ["version: '1'"]]),
            RuleRow(
                "revisions are compared as numbers", .revisionOrder,
                versions: ["0": ["version: 1.0.0"], "2": ["version: 1.2.0"], "10": ["version: 1.1.0"]],
                ["10/rancher-compose.yml:2:12: the version \"1.1.0\" is older than \"1.2.0\" in the folder before it"]),
        ])
    func orders(_ row: RuleRow) async { await row.check() }
}
