import Foundation
import MusterTesting
import Testing

/// `scripts/proxied-clients` against the built server.
@Suite("Rancher's clients behind Rancher's proxy")
struct ProxiedClientsTests {
    @Test("the UI, the command line and old browsers are served, a foreign page is not")
    func clients() throws {
        let output = try Command.run(
            "python3", ["\(SharedCorpus.packageRoot.path)/scripts/proxied-clients"],
            environment: ["MUSTER": RunningServer.executable.path])
        #expect(String(decoding: output, as: UTF8.self).contains("all as expected"))
    }
}
