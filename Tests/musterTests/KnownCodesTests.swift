import Foundation
import Lint
import MusterTesting
import Testing

@testable import muster

/// Every code that a finding can have is explained by `muster explain` and in `docs/diagnostics.md`.
@Suite("Codes of findings")
struct KnownCodesTests {
    /// The codes that the sources write down.
    private static func codesInSources() throws -> Set<String> {
        let sources = SharedCorpus.packageRoot.appending(path: "Sources")
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
        var codes: Set<String> = []
        for file in files {
            let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
            codes.formUnion(text.matches(of: /DiagnosticCode\("([\w-]+)"\)/).map { String($0.output.1) })
        }
        return codes
    }

    @Test("each code of the sources has its sentence, and no other has one")
    func complete() throws {
        let codes = try Self.codesInSources()
        #expect(codes.count > 100)
        #expect(codes.symmetricDifference(KnownCodes.sentences.keys) == [])
        for (code, sentence) in KnownCodes.sentences { #expect(sentence.hasSuffix("."), "\(code)") }
    }

    @Test("the document has them in order")
    func ordered() throws {
        let file = SharedCorpus.packageRoot.appending(path: "docs/diagnostics.md")
        let codes = try String(contentsOf: file, encoding: .utf8).matches(of: /(?m)^\| `([\w-]+)` \|/).map {
            String($0.output.1)
        }
        #expect(codes == KnownCodes.sentences.keys.sorted())
    }

    @Test("each can be explained, and so can each rule")
    func explained() throws {
        for code in Array(KnownCodes.sentences.keys) + Rule.all.map(\.code) {
            #expect(try ExplainRule.explanation(of: code).hasPrefix("# "), "\(code)")
        }
        let outcome = try CommandLineTests.run(["explain", "template-end-missing"])
        #expect(outcome.status == 0 && outcome.output.contains("without its `{{end}}`"))
        let wrong = try CommandLineTests.run(["explain", "template-end-mising"])
        #expect(wrong.status == 2 && wrong.errors.contains("did you mean \"template-end-missing\"?"))
    }
}
