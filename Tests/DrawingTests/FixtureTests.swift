import Catalog
import Drawing
import MusterTesting
import Testing

@Suite("Fixtures drawn")
struct FixtureTests {
    @Test("the upgrades of the network template, as the file beside it draws them")
    func network() throws {
        let snapshot = try CatalogFixtures.good().snapshot()
        let template = try #require(snapshot.templates.first { $0.folderPath == "infra-templates/network" })
        let text = UpgradeGraph(of: template, rancherVersion: "v1.6.30").text(title: template.folderPath)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines == (try CatalogFixtures.expected("upgrades", of: "good")))
    }
}
