import Catalog
import Foundation
import HTTPTypes
import MusterTesting
import Service
import Testing

/// The upgrades that the reference offered, beside the graph's.
@Suite("Recorded upgrades")
struct RecordedUpgradeTests {
    @Test(
        "every recorded version is offered what the graph offers",
        .enabled(if: SharedCorpus.isPresent, "the corpus of recordings is not here"))
    func upgrades() throws {
        let catalogs = try RecordedCatalogs.load()
        var (compared, offered) = (0, 0)
        for exchange in try RecordedExchange.readOnly() {
            guard let body = exchange.body, let links = body["upgradeVersionLinks"]?.object else { continue }
            let id = try #require(body["id"]?.string.flatMap { TemplateID(parsing: $0) }, "\(exchange)")
            // The reference's template without a readable configuration: ours keeps its folder's name.
            if id.folderName.isEmpty { continue }
            let catalog = catalogs.publication.catalog(named: id.catalog, visibleIn: "global")
            let template = try #require(
                catalog?.snapshot?.template(base: id.base, folderName: id.folderName), "\(exchange)")
            let version = try #require(id.version.flatMap { template.version(named: $0) }, "\(exchange)")
            let graph = UpgradeGraph(
                of: template, rancherVersion: Self.rancherVersion(exchange.path), referenceDefaults: true)
            let ours = graph.versions.filter { graph.standing(of: $0, from: version).isOffered }
            #expect(Set(ours.map(\.version)) == Set(links.keys), "\(exchange)")
            compared += 1
            offered += links.count
        }
        #expect(compared == 162, "versions compared")
        #expect(offered > 500, "upgrades compared: \(offered)")
    }

    private static func rancherVersion(_ path: String) -> String {
        let items = URLComponents(string: path)?.queryItems ?? []
        return items.first { $0.name == "rancherVersion" }?.value ?? ""
    }
}
