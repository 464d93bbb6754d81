import Catalog
import MusterTesting
import Testing
import Versions

@Suite("Upgrade graphs")
struct UpgradeGraphTests {
    @Test("versions stand oldest first; of equals the lesser revision")
    func order() {
        let versions = [
            version("10", "1.0.0"), version("0", "1.10.0"), version("1", "1.9.0"), version("2", "1.0.0"),
            version("v1.0.0", "v1.0.0"), version("3", "1.9.0-rc1"),
        ]
        let graph = UpgradeGraph(of: template(versions))
        #expect(graph.versions.map(\.folderName) == ["v1.0.0", "2", "10", "3", "1", "0"])
        #expect(UpgradeGraph(of: template(versions.reversed())).versions == graph.versions)
    }

    @Test("where Rancher's order has a loop, versions stand by revision, and ways go around it")
    func loop() {
        let versions = [version("0", "1.0-2"), version("1", "1.0"), version("2", "1.0-a")]
        let graph = UpgradeGraph(of: template(versions))
        for (target, source) in [(0, 1), (2, 0), (1, 2)] {
            #expect(graph.standing(of: versions[target], from: versions[source]) == .offered)
            #expect(graph.path(from: versions[target], to: versions[source])?.count == 2)
        }
        #expect(graph.versions == versions)
        let pairs = versions.flatMap { source in versions.map { graph.standing(of: $0, from: source) } }
        #expect(pairs.count { $0 == .offered } == 3)
    }

    @Test("a way takes as few steps as it can, and the newest of equals")
    func path() throws {
        let versions = [
            version("0", "1.0.0"), version("1", "2.0.0"), version("2", "2.5.0"),
            version("3", "3.0.0", upgradeFrom: ">=2.0.0"), version("4", "4.0.0", upgradeFrom: ">=3.0.0"),
            version("5", "5.0.0", upgradeFrom: "9.0.0"),
        ]
        let graph = UpgradeGraph(of: template(versions))
        func folders(_ source: Int, _ target: Int) -> [String]? {
            graph.path(from: versions[source], to: versions[target])?.map(\.folderName)
        }
        #expect(folders(0, 4) == ["2", "3", "4"])
        #expect(folders(0, 3) == ["2", "3"])
        #expect(folders(3, 4) == ["4"])
        #expect(folders(4, 4) == [])
        #expect(folders(4, 0) == nil)
        #expect(folders(0, 5) == nil)
    }

    @Test("a version that the server does not see is passed over")
    func hidden() {
        let versions = [
            version("0", "1.0.0"), version("1", "2.0.0", minimum: "v1.6.0"),
            version("2", "3.0.0", upgradeFrom: "2.0.0"),
        ]
        let all = UpgradeGraph(of: template(versions))
        #expect(all.path(from: versions[0], to: versions[2])?.count == 2)
        let older = UpgradeGraph(of: template(versions), rancherVersion: "v1.5.0")
        #expect(older.path(from: versions[0], to: versions[2]) == nil)
    }

    @Test("beyond the limit the lowest versions are left out, and counted")
    func limit() throws {
        let most = UpgradeGraph.mostVersions
        let versions = (0..<(most + 2)).map { version("\($0)", "1.\($0).0") }
        let graph = UpgradeGraph(of: template(versions))
        #expect(graph.versions == Array(versions.dropFirst(2)))
        #expect(graph.leftOut == 2)
        #expect(graph.standing(of: versions[9], from: versions[0]) == .offered, "standings need no place in the graph")
        #expect(graph.path(from: versions[0], to: versions[9]) == nil)
    }

    // MARK: Properties

    static let seeds: [UInt64] = Array(1...60)

    @Test("the offered are the visible, newer ones whose range takes the version; ways are shortest", arguments: seeds)
    func properties(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let template = RandomTemplate.make(with: &generator)
        let rancherVersion = RandomTemplate.rancherVersions.randomElement(using: &generator) ?? ""
        let graph = UpgradeGraph(of: template, rancherVersion: rancherVersion)
        #expect(graph.versions.count == template.versions.count, "seed \(seed)")
        for source in template.versions {
            let expected = Self.upgrades(from: source, seeing: graph.selection.visible)
            let upgrades = graph.selection.upgrades(from: source)
            #expect(upgrades == expected, "seed \(seed)")
            let offered = template.versions.filter { graph.standing(of: $0, from: source) == .offered }
            #expect(Set(offered) == Set(upgrades), "seed \(seed)")
            for target in template.versions {
                #expect(
                    graph.standing(of: target, from: source) == graph.selection.standing(of: target, from: source),
                    "seed \(seed)")
                let path = graph.path(from: source, to: target)
                #expect(path == Self.best(from: source, to: target, in: graph), "seed \(seed)")
            }
        }
    }

    /// The rule in its plainest words.
    private static func upgrades(from version: TemplateVersion, seeing visible: [TemplateVersion]) -> [TemplateVersion]
    {
        visible.filter { target in
            RancherOrder.isGreater(target.version, than: version.version)
                && (target.upgradeFrom.isEmpty || UpgradeRange.offers(version.version, in: target.upgradeFrom))
        }
    }

    /// The way that a naive search finds: every way of one step, then every way of two, and so on.
    private static func best(
        from source: TemplateVersion, to target: TemplateVersion, in graph: UpgradeGraph
    ) -> [TemplateVersion]? {
        if source == target { return [] }
        var ways: [[TemplateVersion]] = [[]]
        for _ in graph.versions {
            ways = ways.flatMap { way in
                let end = way.last ?? source
                return graph.versions.reversed().filter {
                    graph.selection.standing(of: $0, from: end).isOffered && !way.contains($0) && $0 != source
                }.map { way + [$0] }
            }
            // Ways are made the newest step first, so the first is the one to prefer.
            if let found = ways.first(where: { $0.last == target }) { return found }
        }
        return nil
    }
}

/// Templates of odd versions.
enum RandomTemplate {
    static let rancherVersions = ["", "v1.2.0", "v1.6.0", "v1.6.14-rc1"]
    private static let texts = [
        "1.0.0", "v1.0.0", "1.0", "1.0.0+a", "1.0.0-rc1", "1.0.0-rancher1", "1.0.0-1", "1.1.0", "v1.2.0",
        "1.2.0-rancher10",
        "1.2.0-rancher6", "2.0.0", "2.0", "edge", "17.07", "2.0.0-a.b", "3.0.0",
    ]
    private static let ranges = ["", "", "", ">=1.0.0", "<2.0.0", "1.0.0 || >=1.2.0", "0.5-rancher1", "1.x"]
    private static let bounds = ["", "", "", "v1.1.0", "v1.6.0", "v1.6.14"]

    /// Up to seven versions, of which several may have one text.
    static func make(with generator: inout SeededGenerator) -> Template {
        let count = Int.random(in: 0...7, using: &generator)
        let versions = (0..<count).map { index in
            version(
                "\(index)", texts.randomElement(using: &generator) ?? "",
                minimum: bounds.randomElement(using: &generator) ?? "",
                maximum: bounds.randomElement(using: &generator) ?? "",
                upgradeFrom: ranges.randomElement(using: &generator) ?? "")
        }
        return template(versions, named: texts.randomElement(using: &generator) ?? "")
    }
}
