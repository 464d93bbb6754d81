import Bundles
import Catalog
import Diagnostics
import JSON
import Compiler
import MusterTesting
import Testing

@testable import Bundles

@Suite("Fixtures compiled")
struct FixtureTests {
    @Test(
        "every stack of the good catalog gives the bundle that the file beside it names",
        arguments: CatalogFixtures.goodStacks)
    func good(path: String) async throws {
        let bundle = try #require(try await Self.bundle(of: path, in: "good", named: "fixtures").bundle)
        let images = bundle.images.map(\.image).joined(separator: " ")
        let services = bundle.document["compose"]?["services"]?.object?.keys.sorted().joined(separator: " ") ?? ""
        let line = "\(path) \(bundle.digest) services=\(services) images=\(images)"
        #expect(try CatalogFixtures.expected("bundles", of: "good").contains(line), "\(line)")
    }

    private static func bundle(of path: String, in tree: String, named name: String) async throws -> BundleResult {
        let library = CatalogLibrary.of(try CatalogFixtures.tree(tree), named: name)
        let parts = path.split(separator: "/").map(String.init)
        let template = try #require(
            library.catalogs[0].snapshot.templates.first { $0.folderPath == "\(parts[0])/\(parts[1])" })
        let version = try #require(template.versions.first { $0.folderName == parts[2] })
        let source = try await library.source(
            of: version, in: .init(origin: library.catalogs[0].origin, template: template))
        return Compiler().bundle(source, answers: GivenAnswers([:]), for: StackContext(stackName: template.folderName))
    }
}
