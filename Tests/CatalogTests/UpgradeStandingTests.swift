import Catalog
import MusterTesting
import Testing

@Suite("Standings of upgrades")
struct UpgradeStandingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let target: TemplateVersion
        let source: TemplateVersion
        var others: [TemplateVersion] = []
        var rancherVersion = ""
        let standing: UpgradeStanding
        let code: String
        let sentence: String
        var testDescription: String { "\(code): \(sentence)" }
    }

    static let one = version("0", "1.0.0")

    static let rows: [Row] = [
        Row(
            target: version("1", "2.0.0"), source: one, standing: .offered, code: "offered",
            sentence: "1.0.0 (:0) can be upgraded to 2.0.0 (:1)"),
        Row(
            target: version("1", "2.0.0", upgradeFrom: ">=1.0.0"), source: one, standing: .offered, code: "offered",
            sentence: "1.0.0 (:0) can be upgraded to 2.0.0 (:1)"),
        Row(
            target: one, source: one, standing: .same, code: "same", sentence: "1.0.0 (:0) is the version itself"),
        Row(
            target: one, source: version("1", "2.0.0"), standing: .older, code: "older",
            sentence: "1.0.0 (:0) is older than 2.0.0 (:1)"),
        Row(
            target: version("v1.0.0", "v1.0.0"), source: one, standing: .equal, code: "equal",
            sentence: "v1.0.0 and 1.0.0 (:0) are the same version to Rancher"),
        Row(
            target: version("1", "1.0.0+build"), source: one, standing: .equal, code: "equal",
            sentence: "1.0.0+build (:1) and 1.0.0 (:0) are the same version to Rancher"),
        Row(
            target: version("2", "0.2.0-rancher1"), source: version("1", "0.2.0-1"), standing: .incomparable,
            code: "incomparable", sentence: "neither of 0.2.0-rancher1 (:2) and 0.2.0-1 (:1) is newer to Rancher"),
        Row(
            target: version("1", "v1.2.0", minimum: "v1.6.15-rc1"), source: one, rancherVersion: "v1.6.14",
            standing: .outsideWindow(minimum: "v1.6.15-rc1", maximum: ""), code: "outside-window",
            sentence: "v1.2.0 (:1) is for Rancher v1.6.15-rc1 and later; this is v1.6.14"),
        Row(
            target: version("1", "2.0.0", maximum: "v1.5.99"), source: one, rancherVersion: "v1.6.0",
            standing: .outsideWindow(minimum: "", maximum: "v1.5.99"), code: "outside-window",
            sentence: "2.0.0 (:1) is for Rancher up to v1.5.99; this is v1.6.0"),
        Row(
            target: version("1", "2.0.0", minimum: "v1.1.0", maximum: "v1.2.0"), source: one, rancherVersion: "v1.6.0",
            standing: .outsideWindow(minimum: "v1.1.0", maximum: "v1.2.0"), code: "outside-window",
            sentence: "2.0.0 (:1) is for Rancher v1.1.0 to v1.2.0; this is v1.6.0"),
        Row(
            target: version("1", "4.0.0", upgradeFrom: ">=3.0.0"), source: one,
            standing: .upgradeFromExcludes(range: ">=3.0.0"), code: "upgrade-from-excludes",
            sentence: "4.0.0 (:1) is for upgrades from '>=3.0.0', which leaves out 1.0.0 (:0)"),
        Row(
            target: version("1", "2.0.0", upgradeFrom: "0.5-rancher1"), source: one,
            standing: .unreadableRange("0.5-rancher1"), code: "unreadable-range",
            sentence: "nothing is upgraded to 2.0.0 (:1): its upgrade_from '0.5-rancher1' cannot be read"),
        Row(
            target: version("1", "2.0.0", upgradeFrom: ">=1.0.0"), source: version("0", "1.0"),
            standing: .unreadableVersion(range: ">=1.0.0"), code: "unreadable-version",
            sentence: "2.0.0 (:1) is for upgrades from '>=1.0.0', and 1.0 (:0) is no version of the form 1.2.3"),
        Row(
            target: version("1", "2.0.0"), source: one, others: [version("3", "2.0.0")],
            standing: .superseded(by: "3"), code: "superseded",
            sentence: "2.0.0 (:1) is not offered: 3 says the same version and stands for it"),
    ]

    @Test("each standing has its case, code and sentence", arguments: rows)
    func standing(_ row: Row) {
        let others = row.others + (row.source == row.target ? [] : [row.source])
        let template = template([row.target] + others)
        let selection = VersionSelection(of: template, rancherVersion: row.rancherVersion)
        #expect(selection.standing(of: row.target, from: row.source) == row.standing)
        #expect(row.standing.code == row.code)
        #expect(row.standing.isOffered == (row.code == "offered"))
        let graph = UpgradeGraph(of: template, rancherVersion: row.rancherVersion)
        #expect(graph.standing(of: row.target, from: row.source) == row.standing)
        #expect(graph.explanation(of: row.target, from: row.source) == row.sentence)
    }

    @Test("of several reasons the first of the documented order is said")
    func order() {
        let hidden = version("1", "0.5.0", minimum: "v1.6.0", upgradeFrom: "no range")
        let twin = version("2", "0.5.0")
        let newest = version("3", "2.0.0", minimum: "v1.6.0", upgradeFrom: "no range")
        let selection = VersionSelection(of: template([Self.one, hidden, twin, newest]), rancherVersion: "v1.5.0")
        #expect(selection.standing(of: hidden, from: Self.one).code == "superseded")
        #expect(selection.standing(of: hidden, from: hidden).code == "superseded", "before the version itself")
        #expect(selection.standing(of: newest, from: newest).code == "same", "before its window")
        let older = VersionSelection(of: template([Self.one, hidden, newest]), rancherVersion: "v1.5.0")
        #expect(older.standing(of: hidden, from: Self.one).code == "older", "before its window")
        #expect(older.standing(of: newest, from: Self.one).code == "outside-window", "before its range")
        let open = VersionSelection(of: template([Self.one, version("0.9", "0.9"), newest]))
        #expect(open.standing(of: newest, from: version("0.9", "0.9")).code == "unreadable-range")
    }
}
