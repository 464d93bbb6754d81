import Foundation
import Fuzzing
import FuzzingRemotes
import MusterTesting
import Testing

/// What `Fuzz/` keeps, and the laws of its targets over it. A law that does not hold ends the test run.
@Suite("What fuzzing found")
struct CorpusTests {
    static let targets = FuzzTarget.all + [.url]
    private static let folder = SharedCorpus.packageRoot.appending(path: "Fuzz")

    /// The files of a target's folder below `corpus` or `crashes`, in order.
    private static func inputs(_ kind: String, of target: FuzzTarget) throws -> [[UInt8]] {
        let folder = folder.appending(path: "\(kind)/\(target.name)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.first != "." }
        return try names.sorted().map { Array(try Data(contentsOf: folder.appending(path: $0))) }
    }

    @Test("inputs that were kept keep the laws", arguments: targets)
    func kept(target: FuzzTarget) throws {
        let corpus = try Self.inputs("corpus", of: target)
        #expect(!corpus.isEmpty)
        #expect(corpus.reduce(0) { $0 + $1.count } < 100_000, "a corpus that is kept is small")
        for input in try corpus + Self.inputs("crashes", of: target) { target.laws(input) }
    }

    @Test("inputs at the edges of what somebody may write keep the laws", arguments: targets)
    func extremes(target: FuzzTarget) throws {
        let corpus = try Self.inputs("corpus", of: target).filter { $0.count < 4096 }.prefix(3)
        let reader = ForeignReader(target.name, Array(corpus)) { target.laws($0) }
        let count = reader.readExtremes(seed: 13, most: 250, mixtures: 50)
        print("extremes of the laws of \(target.name): \(count) inputs, seed 13")
        #expect(count == 250)
    }

    @Test("every target has its folders, and every folder its target", arguments: ["corpus", "crashes"])
    func folders(kind: String) throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: kind).path)
        // Those that send their inputs to the built program.
        let outside: Set = ["http", "remote"]
        #expect(Set(folders.filter { $0.first != "." }).subtracting(outside) == Set(Self.targets.map(\.name)))
    }
}
