import Foundation
import Fuzzing
import MusterTesting
import Testing

/// Inputs that once broke something, and the laws of `Fuzz/` over them. A law that is broken again ends the test run.
@Suite("What fuzzing found")
struct CrashTests {
    @Test(
        "kept inputs keep the laws",
        arguments: [("template", fuzzTemplate), ("yaml", fuzzYAML), ("compose", fuzzCompose)])
    func kept(target: String, laws: @Sendable ([UInt8]) -> Void) throws {
        let folder = SharedCorpus.packageRoot.appending(path: "Fuzz/crashes/\(target)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.first != "." }
        for name in names.sorted() { laws(Array(try Data(contentsOf: folder.appending(path: name)))) }
    }

    @Test("the laws hold for plain inputs")
    func plain() {
        fuzzTemplate(Array("{{range .l}}{{.}}{{end}}{{nope}}".utf8))
        fuzzYAML(Array("a: [1, {b: c}]\n".utf8))
        fuzzCompose(Array("web: {image: nginx, env_file: common.env}\n%%%%\nweb: {scale: 2}\n%%%%\nA=1\n".utf8))
    }
}
