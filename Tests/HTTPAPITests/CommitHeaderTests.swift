import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite("The commit an answer is of")
struct CommitHeaderTests {
    @Test(
        "answers about one catalog say from which commit they are served",
        arguments: [
            ("/v1-catalog/templates/sample:plain", true), ("/v1-catalog/templates/sample:plain:0", true),
            ("/v1-catalog/templates?catalogId=sample", true), ("/v1-catalog/templates", false),
            ("/v1-catalog/schemas", false),
        ])
    func commit(path: String, isNamed: Bool) async throws {
        let reply = try await TestAPI(SampleCatalogs.load()).send(.get, path)
        let name = try #require(HTTPField.Name("X-Catalog-Commit"))
        #expect(reply.headers[name] == (isNamed ? SampleCatalogs.commit : nil))
    }
}
