import Compose
import Diagnostics
import Foundation
import MusterTesting
import Testing

@testable import Compiler

/// `compose/catalogs.jsonl.gz`: every version of the three catalogs through the whole load, with default answers.
@Suite(
    "Conformance of whole stacks over the catalogs",
    .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"))
struct ComposeConformanceTests {
    struct Outcome: Decodable, Sendable {
        let config: JSONValue?
        let error: String?
        let errorVariants: [String]?
        let unordered: [String]?
        let warnings: [String]?
        let sidekickError: String?
    }

    struct Row: Decodable, Sendable, CustomTestStringConvertible {
        let catalog, path: String
        let skipped: JSONValue?
        let outcome: Outcome
        let older: Outcome?
        var testDescription: String { "\(catalog) \(path)" }

        private enum Key: String, CodingKey { case catalog, path, skipped, go18 }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            catalog = try container.decode(String.self, forKey: .catalog)
            path = try container.decode(String.self, forKey: .path)
            skipped = try container.decodeIfPresent(JSONValue.self, forKey: .skipped)
            outcome = try Outcome(from: decoder)
            older = try container.decodeIfPresent(Outcome.self, forKey: .go18)
        }
    }

    @Test("a version loads as recorded, is refused as recorded, or is left alone as recorded")
    func versions() throws {
        let rows: [Row] = SharedCorpus.lines("conformance/compose/catalogs.jsonl.gz")
        #expect(rows.count == 827)
        let compiler = Compiler(rendering: RenderOptions(isLenient: true))
        for row in rows {
            let folder = try #require(Corpus.folders[row.testDescription])
            let compilation = compiler.compile(folder, for: StackContext(stackName: "mystack"))
            if row.skipped != nil {
                #expect(compilation.stack == nil, "\(row)")
                continue
            }
            let difference = try Self.difference(compilation, row.older ?? row.outcome)
            if let listed = DeliberateDifference.all.first(where: { $0.version == row.testDescription }) {
                #expect(difference != nil, "\(row) is listed and does not differ")
                #expect(compilation.referenceError == listed.referenceError, "\(row)")
                #expect(!compilation.isAccepted)
            } else {
                #expect(difference == nil, "\(row): \(difference ?? "")")
            }
        }
    }

    /// The text without the names in its first brackets: of three services the reference names two at random.
    private static func withoutPrimaries(_ text: String?) -> String? {
        text.map { $0.replacing(/\[[^\]]*\]/, with: "[]", maxReplacements: 1) }
    }

    private static func difference(_ compilation: Compilation, _ expected: Outcome) throws -> String? {
        let error = compilation.referenceError
        if let variants = expected.errorVariants {
            return variants.contains(error ?? "") ? nil : "error \(error ?? "none"), expected one of \(variants)"
        }
        if error != expected.error { return "error \(error ?? "none"), expected \(expected.error ?? "none")" }
        if error != nil { return compilation.isAccepted ? "accepted" : nil }
        guard let stack = compilation.stack else { return "no stack" }
        if withoutPrimaries(stack.sidekickError) != withoutPrimaries(expected.sidekickError) {
            return "sidekicks \(stack.sidekickError ?? "fine")"
        }
        if compilation.isAccepted != (expected.sidekickError == nil) { return "\(compilation.diagnostics)" }
        let ours = try JSONValue(parsing: Data(stack.project.canonicalJSON()))
            .withSortedLists(at: expected.unordered ?? [])
        guard let config = expected.config else { return "no recorded config" }
        return ours == config ? nil : "\(ours)"
    }
}
