import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite("Addresses")
struct EndpointTests {
    private static func call(_ path: String) throws -> Endpoint.Call? {
        let request = HTTPRequest(method: .get, scheme: "http", authority: "HOST", path: path)
        return Endpoint.call(try ClientRequest(request, limits: APILimits(), fallbackHost: "HOST"))
    }

    @Test("the example of each operation asks for its own address")
    func examples() throws {
        for endpoint in Endpoint.all {
            for operation in endpoint.operations {
                #expect(try Self.call(operation.example.target)?.endpoint.path == endpoint.path, "\(operation.id)")
            }
        }
    }

    @Test("no path is of two addresses")
    func paths() {
        for endpoint in Endpoint.all {
            let names = endpoint.path.text.split(separator: "/").map { $0.hasPrefix("{") ? "x" : String($0) }
            #expect(Endpoint.all.filter { $0.path.match(names) != nil }.count == 1, "\(endpoint.path.text)")
        }
    }

    @Test(
        "a path means an address, however its slashes and percents are written",
        arguments: [
            ("/", "/", []), ("", "/", []), ("//v1-catalog//", "/v1-catalog", []),
            ("/v1-catalog/templates/", "/v1-catalog/templates", []),
            ("/v1-catalog/templates/a:b%2Ac:1", "/v1-catalog/templates/{id}", ["a:b*c:1"]),
            ("/v1-catalog/catalogs/%C3%A9/findings", "/v1-catalog/catalogs/{name}/findings", ["é"]),
            ("/v1-catalog/catalogs/a%2Fb", "/v1-catalog/catalogs/{name}", ["a/b"]),
            ("/health%7A", "/healthz", []),
        ])
    func meaning(path: String, pattern: String, parameters: [String]) throws {
        let call = try #require(try Self.call(path))
        #expect(call.endpoint.path.text == pattern)
        #expect(call.parameters == parameters)
    }

    @Test(
        "other paths mean none",
        arguments: ["/v1", "/v1-catalog/no", "/v1-catalog/templates/a/b", "/V1-catalog", "/v1-catalog/bundles", "/%"])
    func unknown(path: String) throws {
        #expect(try Self.call(path) == nil)
    }

    @Test("the address of one thing leads back to it")
    func filled() throws {
        let call = try #require(try Self.call(Endpoint.upgradePlan.path.filled(with: "a:infra*b:1")))
        #expect(call.endpoint.path == Endpoint.upgradePlan.path && call.parameter == "a:infra*b:1")
    }
}
