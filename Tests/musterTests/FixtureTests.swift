import Foundation
import MusterTesting
import Testing

/// What a newcomer does with `catalog-fixtures/`.
@Suite("Fixtures from the command line")
struct FixtureTests {
    private static func path(_ tree: String) -> String { CatalogFixtures.folder.appending(path: tree).path }

    @Test(
        "lint of the good catalog ends with 0, of a broken one with 1 or with what the file beside it says",
        arguments: CatalogFixtures.all)
    func lint(tree: String) throws {
        let outcome = try CommandLineTests.run(["lint", Self.path(tree)])
        let expected = try CatalogFixtures.expected("findings", of: tree)
        #expect(outcome.status == (expected.contains { $0.contains(": error ") } ? 1 : 0))
        for line in expected {
            let place = line.prefix { $0 != " " }.dropLast()
            #expect(outcome.output.contains(place), "\(line)")
        }
    }

    @Test("every stack of the good catalog renders", arguments: CatalogFixtures.goodStacks)
    func render(path: String) throws {
        let outcome = try CommandLineTests.run(["render", Self.path("good/\(path)")])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("image:"))
    }

    @Test("the good catalog is served as its README says")
    func serve() async throws {
        let data = FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: data) }
        let server = try await RunningServer([
            "serve", "--port", "0", "--catalog", "fixtures=\(Self.path("good"))", "--data-dir", data,
        ])
        defer { server.stop() }
        let reply = try await RawConnection(port: server.port).request("/v1-catalog/templates?catalogId=fixtures")
        let list = try JSONValue(parsing: Data(reply.body))
        #expect(list["data"]?.array?.count == CatalogFixtures.goodTemplates.count)
    }
}
