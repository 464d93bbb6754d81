import Foundation
import MusterTesting
import Testing

/// The programs of `Fuzz/` that send what nobody should to the built server, for a moment each.
@Suite("Hostile clients and remotes")
struct HostileInputTests {
    @Test("the server answers all the while", arguments: [("fuzz_http.py", 200), ("fuzz_remote.py", 12)])
    func answers(program: String, rounds: Int) throws {
        let output = try Command.run(
            "python3", ["\(SharedCorpus.packageRoot.path)/Fuzz/\(program)", "--rounds", "\(rounds)", "--seed", "13"],
            environment: ["MUSTER": RunningServer.executable.path])
        #expect(String(decoding: output, as: UTF8.self).contains("all well"))
    }
}
