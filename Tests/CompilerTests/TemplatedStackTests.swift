import Compose
import Diagnostics
import Foundation
import GoTemplate
import MusterTesting
import Testing

@testable import Compiler

/// The recorded hand-written stacks that need the template engine; `ComposeTests` tries the others.
@Suite("Conformance of templated stacks")
struct TemplatedStackTests {
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let name, dockerCompose: String
        let rancherCompose: String?
        let variables: [String: String]?
        let config: JSONValue?
        let error: String?
        let unordered: [String]?
        var testDescription: String { name }
    }

    static let vectors: [Vector] = {
        let file = SharedCorpus.packageRoot.appending(path: "Tests/ComposeTests/Conformance/cases.json")
        do {
            let all = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
            return all.filter { $0.dockerCompose.contains("{{") || $0.rancherCompose?.contains("{{") == true }
        } catch {
            preconditionFailure("\(file.path): \(error)")
        }
    }()

    @Test("they are here")
    func count() {
        #expect(Self.vectors.count == 9)
    }

    @Test("a templated stack loads or is refused as recorded", arguments: vectors)
    func matches(vector: Vector) throws {
        var files = ["docker-compose.yml": vector.dockerCompose]
        // The recording handed in the stack's version; here it comes from the catalog block.
        files["rancher-compose.yml"] = vector.rancherCompose ?? ".catalog:\n  version: 1.0.0\n"
        let compiler = Compiler(rendering: RenderOptions(isLenient: true, rules: .go119))
        let compilation = compiler.compile(files, vector.variables ?? [:])
        #expect(compilation.referenceError == vector.error)
        guard vector.error == nil else { return }
        let project = try #require(compilation.stack).project
        let ours = try JSONValue(parsing: Data(project.canonicalJSON())).withSortedLists(at: vector.unordered ?? [])
        #expect(ours == vector.config)
    }
}
