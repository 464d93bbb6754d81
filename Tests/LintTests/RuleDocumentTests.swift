import Foundation
import MusterTesting
import Testing

@testable import Lint

/// `docs/rules/`: a page a rule and a list of them, generated from the rules. With `MUSTER_RECORD=1` the test writes them, and
/// fails.
@Suite("Documents of rules")
struct RuleDocumentTests {
    private static let folder = SharedCorpus.packageRoot.appending(path: "docs/rules")

    @Test("the documents are those that the rules make")
    func current() throws {
        var expected = Dictionary(Rule.all.map { ("\($0.code).md", $0.markdown) }) { $1 }
        expected["README.md"] = Rule.index
        let files = FileManager.default
        if ProcessInfo.processInfo.environment["MUSTER_RECORD"] != nil {
            try? files.removeItem(at: Self.folder)
            try files.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            for (name, text) in expected {
                try Data(text.utf8).write(to: Self.folder.appending(path: name))
            }
            Issue.record("the documents were written; run again without MUSTER_RECORD")
        }
        let present = try files.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(present) == Set(expected.keys), "run the test with MUSTER_RECORD=1")
        for (name, text) in expected {
            let written = files.contents(atPath: Self.folder.appending(path: name).path) ?? Data()
            #expect(
                String(decoding: written, as: UTF8.self) == text, "\(name) is old; run the test with MUSTER_RECORD=1")
        }
    }
}
