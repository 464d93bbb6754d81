import Catalog
import Foundation
import MusterTesting
import Testing

@testable import Authoring

/// `Templates/scaffolds/`, and `EmbeddedScaffolds.swift`, which is generated of it. With `MUSTER_RECORD=1` the test writes that
/// file, and fails.
@Suite("Scaffolds")
struct ScaffoldFolderTests {
    private static let folder = SharedCorpus.packageRoot.appending(path: "Templates/scaffolds")
    private static let source = SharedCorpus.packageRoot.appending(path: "Sources/Authoring/EmbeddedScaffolds.swift")

    private static let files: [(path: String, text: String)] = {
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        let files = (walk?.allObjects ?? []).compactMap { $0 as? URL }.filter {
            (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
        }
        return files.map { file in
            let data = FileManager.default.contents(atPath: file.path) ?? Data()
            return (String(file.path.dropFirst(folder.path.count + 1)), String(decoding: data, as: UTF8.self))
        }.sorted { $0.path < $1.path }
    }()

    @Test("what is built in is what is in the folder")
    func embedded() throws {
        if ProcessInfo.processInfo.environment["MUSTER_RECORD"] != nil {
            try Data(Self.generated.utf8).write(to: Self.source)
            Issue.record("the scaffolds were written; build and run again without MUSTER_RECORD")
        }
        #expect(!Self.files.isEmpty)
        #expect(EmbeddedScaffolds.files.map(\.path) == Self.files.map(\.path), "run the test with MUSTER_RECORD=1")
        for (embedded, file) in zip(EmbeddedScaffolds.files, Self.files) {
            #expect(embedded.text == file.text, "\(file.path) changed; run the test with MUSTER_RECORD=1")
        }
    }

    @Test("the starter catalog does not serve them")
    func unserved() {
        let tree = FileTree(Dictionary(uniqueKeysWithValues: Self.files.map { ("scaffolds/\($0.path)", $0.text) }))
        #expect(tree.folders.count == TemplateKind.allCases.count)
        let snapshot = tree.snapshot()
        #expect(snapshot.templates.isEmpty && snapshot.diagnostics.isEmpty)
    }

    private static var generated: String {
        let entries = files.map { file in
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
            let text = lines.map { $0.isEmpty ? "\n" : "            \($0)\n" }.joined()
            return
                "        (\n            \"\(file.path)\",\n            #\"\"\"\n\(text)            \"\"\"#\n        ),\n"
        }
        return """
            // swift-format-ignore-file
            // Generated of Templates/scaffolds by ScaffoldFolderTests; edit the files there.

            /// The files of `Templates/scaffolds/`, built in so that a program without a checkout beside it has them.
            enum EmbeddedScaffolds {
                /// Every file in the order of the paths, which begin with the kind.
                static let files: [(path: String, text: String)] = [
            \(entries.joined())    ]
            }

            """
    }
}
