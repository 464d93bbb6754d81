import MusterTesting
import Testing

@testable import YAML

@Suite("Fixtures as YAML")
struct FixtureTests {
    @Test("what is written of a file reads back as the same", arguments: CatalogFixtures.goodYAML)
    func emitted(path: String) throws {
        let bytes = try #require(try CatalogFixtures.files("good").first { $0.path == path }).bytes
        let root = try #require(parse(bytes).root)
        let again = try #require(parse(YAMLEmitter.emit(root)).root)
        #expect(again.flat == root.flat)
    }
}
