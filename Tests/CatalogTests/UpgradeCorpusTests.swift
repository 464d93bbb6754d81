import Catalog
import MusterTesting
import Testing

/// Graphs of every template of the real catalogs, as servers of many versions see them.
@Suite(
    "Upgrade graphs of real catalogs (shared corpus)",
    .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"))
struct UpgradeCorpusTests {
    static let rancherVersions = [
        "", "v1.0.0", "v1.1.4", "v1.2.0", "v1.3.0", "v1.4.0", "v1.5.0", "v1.6.0", "v1.6.5", "v1.6.14", "v1.6.18",
        "v1.6.30",
    ]

    @Test(
        "every ordered pair has a standing that agrees with what is offered",
        arguments: [
            ("library", "v1.6-development", 36, 270 + 33 + 6), ("community", "master", 188, 416),
            ("test", "master", 25, 101),
        ])
    func pairs(name: String, branch: String, templates: Int, versions: Int) throws {
        let checkout = try GitCheckout(bundle: "\(name).bundle", branch: branch)
        let snapshot = MemoryTree(checkout.files.map { ($0.path, $0.contents) }).snapshot()
        #expect(snapshot.templates.count == templates)
        #expect(snapshot.templates.reduce(0) { $0 + $1.versions.count } == versions)
        for template in snapshot.templates {
            for rancherVersion in Self.rancherVersions {
                let disagreeing = Self.disagreeing(UpgradeGraph(of: template, rancherVersion: rancherVersion), template)
                #expect(disagreeing == [], "\(template.folderPath) for \(rancherVersion)")
            }
        }
    }

    /// The pairs whose standing breaks a law, as text.
    private static func disagreeing(_ graph: UpgradeGraph, _ template: Template) -> [String] {
        guard graph.versions.count == template.versions.count else { return ["a version is missing"] }
        var found: [String] = []
        for source in template.versions {
            let upgrades = Set(graph.selection.upgrades(from: source).map(\.folderName))
            for target in template.versions {
                let standing = graph.standing(of: target, from: source)
                let isSelf = target.folderName == source.folderName
                let isLawful =
                    switch standing {
                    case .offered: upgrades.contains(target.folderName) && !isSelf
                    case .same: isSelf
                    case .superseded: !graph.selection.visible.contains { $0.folderName == target.folderName }
                    case .outsideWindow(let minimum, let maximum): !minimum.isEmpty || !maximum.isEmpty
                    case .older: graph.standing(of: source, from: target) != .older
                    case .equal, .incomparable: !isSelf
                    case .upgradeFromExcludes, .unreadableRange, .unreadableVersion: !target.upgradeFrom.isEmpty
                    }
                let isComplete = standing.isOffered || !upgrades.contains(target.folderName)
                if !isLawful || !isComplete { found.append("\(source.version) to \(target.version): \(standing.code)") }
            }
        }
        return found
    }
}
