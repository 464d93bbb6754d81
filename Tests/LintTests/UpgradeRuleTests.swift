import Diagnostics
import Testing

@testable import Lint

@Suite("Rules about upgrades and windows")
struct UpgradeRuleTests {
    private static let old = ["version: 0.9.0"]

    @Test(
        "upgrade_from and what it leaves behind",
        arguments: [
            RuleRow(
                "a range that takes an older one", .upgradeFrom,
                versions: ["0": old, "1": ["version: 1.0.0", "upgrade_from: '>=0.5.0'"]]),
            RuleRow(
                "an error inside of quotes has its place", .upgradeFrom,
                versions: ["0": old, "1": ["version: 1.0.0", "upgrade_from: '>=0.5.0 <1.x.y'"]],
                [
                    "1/rancher-compose.yml:3:27: nothing is upgraded to this version: \"1.0.y\" is no version of the form 1.2.3 or 1.2.3-name"
                ]),
            RuleRow(
                "itself", .upgradeFrom, versions: ["0": old, "1": ["version: 1.0.0", "upgrade_from: '1.0.0'"]],
                [
                    "1/rancher-compose.yml:3:17: upgrade_from '1.0.0' takes the version itself, and none of the older versions"
                ]),
            RuleRow(
                "none", .upgradeFrom, versions: ["0": old, "1": ["version: 1.0.0", "upgrade_from: <0.5.0"]],
                ["1/rancher-compose.yml:3:17: upgrade_from '<0.5.0' takes none of the older versions"]),
            RuleRow(
                "never, on purpose", .upgradeFrom,
                versions: ["0": old, "1": ["version: 1.0.0", "upgrade_from: 0.0.0"]]),
            RuleRow("the oldest one", .upgradeFrom, versions: ["0": ["version: 1.0.0", "upgrade_from: <0.5.0"]]),
            RuleRow(
                "never, on purpose, is no dead end", .deadEnd,
                versions: ["0": old, "1": ["version: 1.0.0", "upgrade_from: 0.0.0"]]),
            RuleRow(
                "left out by the only newer one", .deadEnd,
                versions: ["0": old, "1": ["version: 1.0.0", "upgrade_from: <0.5.0"]],
                ["0/rancher-compose.yml:2:12: no upgrade leads away from the version \"0.9.0\""]),
            RuleRow(
                "a newer one that no server sees together with it", .deadEnd,
                versions: [
                    "0": old + ["maximum_rancher_version: v1.2.0"],
                    "1": ["version: 1.0.0", "upgrade_from: <0.5.0", "minimum_rancher_version: v1.3.0"],
                ]),
        ])
    func upgrades(_ row: RuleRow) async { await row.check() }

    @Test(
        "windows of Rancher versions",
        arguments: [
            RuleRow(
                "one point", .rancherWindow,
                versions: [
                    "0": ["version: 1.0.0", "minimum_rancher_version: v1.6.0", "maximum_rancher_version: v1.6.0"]
                ]),
            RuleRow(
                "two numbers", .rancherWindow, versions: ["0": ["version: 1.0.0", "maximum_rancher_version: v1.6"]],
                ["0/rancher-compose.yml:3:28: the maximum_rancher_version \"v1.6\" is no version of Rancher"]),
            RuleRow(
                "beside the block", .rancherWindow, file: "rancher-compose.yml",
                "version: '2'\n.catalog:\n  version: 1.0.0\nminimum_rancher_version: v1.6.0\n",
                ["0/rancher-compose.yml:4:1: the minimum_rancher_version is ignored outside of the catalog block"]),
            RuleRow("a default for all", .defaultOutsideWindow, versions: ["0": ["version: 1.0.0"]]),
            RuleRow(
                "a default that the last release cannot run", .defaultOutsideWindow,
                versions: ["0": ["version: 1.0.0", "maximum_rancher_version: v1.5.0"], "1": ["version: 1.1.0"]],
                ["config.yml:3:10: the default version \"1.0.0\" is not for all servers that see the template"]),
            RuleRow(
                "servers that see nothing are not asked", .defaultOutsideWindow,
                versions: [
                    "0": ["version: 1.0.0", "minimum_rancher_version: v1.5.0", "maximum_rancher_version: v1.5.9"]
                ]),
        ])
    func windows(_ row: RuleRow) async { await row.check() }

    @Test("the servers outside of the default's window are named with what they see instead")
    func outside() async {
        let versions = ["0": ["version: 1.0.0", "maximum_rancher_version: v1.5.0"], "1": ["version: 1.1.0"]]
        let found = await RuleRow("", .defaultOutsideWindow, versions: versions).findings()
        #expect(found.map(\.notes) == [["Rancher v1.6.30 sees 1.1.0 instead"]])
    }
}
