import Catalog
import MusterTesting
import Testing
import Versions

@Suite("Offers of a template's upgrades")
struct UpgradeOffersTests {
    @Test("asked for many versions they say what is said of each by itself", arguments: 1...60 as ClosedRange<UInt64>)
    func properties(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let template = RandomTemplate.make(with: &generator)
        let server = RandomTemplate.rancherVersions.randomElement(using: &generator) ?? ""
        for referenceDefaults in [false, true] {
            let selection = VersionSelection(
                of: template, rancherVersion: server, referenceDefaults: referenceDefaults)
            let offers = selection.offers
            #expect(offers.targets.map(\.version) == selection.visible.map(\.version).sorted(), "seed \(seed)")
            for source in template.versions {
                let upgrades = selection.visible.filter { Self.isOffered($0, from: source) }
                #expect(
                    selection.visible.filter { selection.standing(of: $0, from: source).isOffered } == upgrades,
                    "seed \(seed)")
                #expect(offers.upgrades(from: source) == upgrades, "seed \(seed)")
                #expect(
                    offers.offered(from: source).map { offers.targets[$0].version }
                        == upgrades.map(\.version).sorted(), "seed \(seed)")
                #expect(offers.hasUpgrade(from: source) == !upgrades.isEmpty)
                let first = upgrades.first { $0.version == selection.defaultVersion }
                let highest = VersionSelection(of: Catalog.Template(of: upgrades)).latest
                #expect(offers.defaultUpgrade(from: source) == first ?? highest, "seed \(seed)")
                #expect(selection.defaultUpgrade(from: source) == offers.defaultUpgrade(from: source))
            }
        }
    }

    /// The plain rule, for one pair of versions that the server sees.
    private static func isOffered(_ target: TemplateVersion, from source: TemplateVersion) -> Bool {
        PlainRancherOrder.isGreater(target.version, than: source.version)
            && (target.upgradeFrom.isEmpty || UpgradeRange.offers(source.version, in: target.upgradeFrom))
    }

    @Test("a version that the template does not have is offered what its text is offered")
    func foreign() {
        let selection = VersionSelection(of: template([version("0", "1.0.0"), version("1", "2.0.0")]))
        #expect(selection.upgrades(from: version("9", "1.5.0")).map(\.version) == ["2.0.0"])
        #expect(selection.offers.upgrades(from: version("9", "1.5.0")).isEmpty)
        #expect(selection.defaultUpgrade(from: version("9", "1.5.0"))?.version == "2.0.0")
    }

    @Test("many versions are compared with each other, and looked up")
    func manyVersions() {
        let count = 600
        let versions = (0..<count).map {
            version("\($0)", "1.\($0 / 100).\($0 % 100)", upgradeFrom: $0 % 7 == 0 ? ">=1.0.0 <1.9.x" : "")
        }
        let template = template(versions)
        let offers = VersionSelection(of: template).offers
        let shown = versions.reduce(0) { $0 + offers.offered(from: $1).count }
        #expect(shown > count * count / 3)
        #expect(UpgradeGraph.ordered(versions.reversed()) == versions)
        #expect(template.version(named: "1.5.99")?.folderName == "599")
    }
}

extension Catalog.Template {
    /// A template of versions in the order of a walk.
    fileprivate init(of versions: [TemplateVersion]) { self = template(versions) }
}
