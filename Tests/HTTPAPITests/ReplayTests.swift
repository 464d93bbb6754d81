import HTTPTypes
import MusterTesting
import Testing

@testable import HTTPAPI

@Suite("Recorded exchanges")
struct ReplayTests {
    @Test(
        "every read-only exchange is answered as recorded, but for the deliberate differences",
        .enabled(if: SharedCorpus.isPresent, "the corpus of recordings is not here"))
    func readOnly() async throws {
        let exchanges = try RecordedExchange.readOnly()
        #expect(exchanges.count == 686)
        let catalogs = try RecordedCatalogs.load()
        var used: Set<String> = []
        var unexplained: [String] = []
        for referenceDefaults in [false, true] {
            let api = TestAPI(catalogs, referenceDefaults: referenceDefaults)
            for exchange in exchanges {
                for difference in try await replay(exchange, on: api) {
                    guard let rule = DeliberateDifference.explaining(difference) else {
                        unexplained.append("\(difference)")
                        continue
                    }
                    #expect(rule.id != "default-version-heeds-server" || !referenceDefaults)
                    used.insert(rule.id)
                }
            }
        }
        let report = unexplained.prefix(40).joined(separator: "\n")
        #expect(unexplained.isEmpty, "\(unexplained.count) differences:\n\(report)")
        let unused = DeliberateDifference.all.filter { !used.contains($0.id) }.map(\.id)
        #expect(unused == [], "no recorded exchange needs these rules")
    }

    private func replay(_ exchange: RecordedExchange, on api: TestAPI) async throws -> [Difference] {
        let method = try #require(HTTPRequest.Method(exchange.method))
        let reply = try await api.send(
            method, exchange.path, headers: exchange.requestHeaders ?? [:])
        return ExchangeComparison(exchange, reply).differences
    }
}
