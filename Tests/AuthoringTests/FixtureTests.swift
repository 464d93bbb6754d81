import Catalog
import Lint
import Authoring
import MusterTesting
import Testing

@Suite("New versions of fixtures")
struct FixtureTests {
    @Test(
        "a new version of a template brings no finding that its template does not have",
        arguments: CatalogFixtures.goodTemplates)
    func newVersion(path: String) async throws {
        var catalog = LintedCatalog(
            Dictionary(uniqueKeysWithValues: try CatalogFixtures.files("good").map { ($0.path, $0.bytes) }))
        let before = Set(await catalog.findings().map(\.rule))
        let made = try NewVersion(NewVersion.Request(), of: catalog.texts(path))
        #expect(made.text != made.older.version)
        catalog.apply(made.edit)
        #expect(Set(await catalog.findings().map(\.rule)).subtracting(before) == [])
    }
}
