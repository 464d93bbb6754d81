import Catalog
import MusterTesting
import Testing

@Suite("Version selection")
struct VersionSelectionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var named = ""
        let versions: [TemplateVersion]
        var rancherVersion = ""
        var referenceDefaults = false
        let visible: [String]
        let defaultVersion: String
        let defaultTarget: String?
    }

    static let cases: [Case] = [
        Case(
            testDescription: "no version at all", versions: [], visible: [], defaultVersion: "", defaultTarget: nil),
        Case(
            testDescription: "the template names its default", named: "1.0.0",
            versions: [version("0", "1.0.0"), version("1", "2.0.0")],
            visible: ["0", "1"], defaultVersion: "1.0.0", defaultTarget: "0"),
        Case(
            testDescription: "no default named: the highest",
            versions: [version("0", "1.10.0"), version("1", "1.9.0")],
            visible: ["0", "1"], defaultVersion: "1.10.0", defaultTarget: "0"),
        Case(
            testDescription: "a default that does not exist gives way to the highest", named: "9",
            versions: [version("0", "1.0.0")], visible: ["0"], defaultVersion: "1.0.0", defaultTarget: "0"),
        Case(
            testDescription: "a default that the server cannot use gives way to the highest it can", named: "3.0.0",
            versions: [version("0", "1.0.0"), version("1", "2.0.0"), version("2", "3.0.0", minimum: "v1.6.0")],
            rancherVersion: "v1.5.0", visible: ["0", "1"], defaultVersion: "2.0.0", defaultTarget: "1"),
        Case(
            testDescription: "the reference's default does not heed the server", named: "3.0.0",
            versions: [version("0", "1.0.0"), version("1", "3.0.0", minimum: "v1.6.0")],
            rancherVersion: "v1.5.0", referenceDefaults: true,
            visible: ["0"], defaultVersion: "3.0.0", defaultTarget: "1"),
        Case(
            testDescription: "nothing that the server can use", named: "1.0.0",
            versions: [version("0", "1.0.0", maximum: "v1.4.0")],
            rancherVersion: "v1.5.0", visible: [], defaultVersion: "1.0.0", defaultTarget: nil),
        Case(
            testDescription: "of two folders with one text the greater revision", named: "1.0.0",
            versions: [version("10", "1.0.0"), version("2", "1.0.0"), version("v1.0.0", "1.0.0")],
            visible: ["10"], defaultVersion: "1.0.0", defaultTarget: "10"),
    ]

    @Test("what a server sees and is offered first", arguments: cases)
    func selection(_ row: Case) {
        let selection = VersionSelection(
            of: template(row.versions, named: row.named), rancherVersion: row.rancherVersion,
            referenceDefaults: row.referenceDefaults)
        #expect(selection.visible.map(\.folderName) == row.visible)
        #expect(selection.defaultVersion == row.defaultVersion)
        #expect(selection.defaultTarget?.folderName == row.defaultTarget)
    }

    @Test("an upgrade is greater, visible, and takes the version in its range")
    func upgrades() {
        var ranged = version("3", "4.0.0")
        ranged.upgradeFrom = ">=3.0.0"
        let versions = [
            version("0", "1.0.0"), version("1", "2.0.0"), version("2", "3.0.0", minimum: "v1.6.0"), ranged,
        ]
        let all = VersionSelection(of: template(versions, named: "2.0.0"))
        #expect(all.upgrades(from: versions[0]).map(\.version) == ["2.0.0", "3.0.0"])
        #expect(all.upgrades(from: versions[2]).map(\.version) == ["4.0.0"])
        #expect(all.upgrades(from: ranged).isEmpty)
        let older = VersionSelection(of: template(versions, named: "2.0.0"), rancherVersion: "v1.5.0")
        #expect(older.upgrades(from: versions[0]).map(\.version) == ["2.0.0"])
    }

    @Test("the upgrade offered first is the default, else the highest")
    func defaultUpgrade() {
        let versions = [version("0", "1.0.0"), version("1", "2.0.0"), version("2", "3.0.0")]
        let selection = VersionSelection(of: template(versions, named: "2.0.0"))
        #expect(selection.defaultUpgrade(from: versions[0])?.version == "2.0.0")
        #expect(selection.defaultUpgrade(from: versions[1])?.version == "3.0.0")
        #expect(selection.defaultUpgrade(from: versions[2]) == nil)
    }

    @Test(
        "the latest is the highest that the server sees, by the order of the fallback default",
        arguments: [
            ([], "", nil), ([version("0", "1.10.0"), version("1", "1.9.0")], "", "0"),
            ([version("0", "1.0.0"), version("1", "2.0.0", minimum: "v1.6.0")], "v1.5.0", "0"),
            ([version("0", "1.0.0-rancher2"), version("1", "1.0.0")], "", "1"),
            ([version("0", "edge"), version("1", "17.07")], "", "1"),
        ] as [([TemplateVersion], String, String?)])
    func latest(versions: [TemplateVersion], rancherVersion: String, folder: String?) {
        let selection = VersionSelection(of: template(versions), rancherVersion: rancherVersion)
        #expect(selection.latest?.folderName == folder)
    }

    @Test(
        "the last part of an id names a version by revision or by text",
        arguments: [
            ("0", "0"), ("00", "0"), ("+0", "0"), ("-1", nil), ("7", nil), ("1.0.0", "1"), ("v2.0.0", "v2.0.0"),
            ("2.0.0", nil), ("", nil), ("99999999999999999999", nil),
        ] as [(String, String?)])
    func named(suffix: String, folder: String?) {
        let template = template([version("0", "1.0.0"), version("1", "1.0.0"), version("v2.0.0", "v2.0.0")], named: "")
        #expect(template.version(named: suffix)?.folderName == folder)
    }
}
