import Compose
import Foundation
import MusterTesting
import Testing

@Suite("Fixtures as compose documents")
struct FixtureTests {
    /// The stacks of the good catalog whose compose files are no templates.
    private static let plain = CatalogFixtures.goodStacks.filter { path in
        (try? CatalogFixtures.files("good").contains { $0.path == "\(path)/docker-compose.yml" }) == true
    }

    @Test("a stack loads without a finding, and what is composed of it loads as the same", arguments: plain)
    func loads(path: String) throws {
        let files = try CatalogFixtures.files("good").map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
        let texts = Dictionary(uniqueKeysWithValues: files)
        let docker = try #require(texts["\(path)/docker-compose.yml"])
        // Questions are answered by whoever launches it.
        let variables = docker.matches(of: /\$\{(\w+)\}/).map { (String($0.output.1), "1") }
        let stack = Stacks.load(
            docker, texts["\(path)/rancher-compose.yml"], variables: Dictionary(variables) { first, _ in first })
        #expect(stack.found == [])
        #expect(!stack.json.isEmpty)
        let again = Stacks.load(
            docker.replacing("\n", with: "\r\n"), texts["\(path)/rancher-compose.yml"],
            variables: Dictionary(variables) { first, _ in first })
        #expect(again.json == stack.json)
    }
}
