import MusterTesting
import HTTPTypes
import Service
import Testing

@testable import HTTPAPI

@Suite("Reading")
struct ReadingTests {
    private static let templates = "/v1-catalog/templates"

    @Test(
        "a list is filtered as clients ask",
        arguments: [
            ("", ["sample:plain", "sample:infra*net"]),
            ("?catalogId=other", []),
            ("?catalogId=sample&catalog=other", ["sample:plain", "sample:infra*net"]),
            ("?catalogId=&catalog=sample", ["sample:plain", "sample:infra*net"]),
            ("?templateBase_eq=infra", ["sample:infra*net"]),
            ("?templateBase_eq=", ["sample:plain", "sample:infra*net"]),
            ("?category=One", ["sample:plain", "sample:infra*net"]),
            ("?category=One&category=Two", ["sample:plain"]),
            ("?category=one", []),
            ("?category_ne=Two", ["sample:infra*net"]),
            ("?category_ne=two", ["sample:plain", "sample:infra*net"]),
            ("?rancherVersion=v1.0.0", ["sample:plain"]),
            ("?minimumRancherVersion_lte=v1.0.0", ["sample:plain"]),
            ("?minimumRancherVersion_lte=v1.0.0&rancherVersion=v1.6.0", ["sample:plain", "sample:infra*net"]),
            ("?limit=0&sort=nonsense&name=x&marker=y", ["sample:plain", "sample:infra*net"]),
            ("?limit=-1", ["sample:plain", "sample:infra*net"]), ("?limit=1", ["sample:plain"]),
            ("?cate%67ory=Two", ["sample:plain"]),
        ])
    func filters(query: String, ids: [String]) async throws {
        let reply = try await TestAPI(SampleCatalogs.load()).send(.get, Self.templates + query)
        #expect(try reply.json["data"]?.array?.map { $0["id"]?.string } == ids)
    }

    @Test(
        "a slash before the query, a doubled one and encoded letters are served directly",
        arguments: [
            "/v1-catalog/templates/?templateBase_eq=infra", "/v1-catalog//templates?templateBase_eq=infra",
            "/v1%2Dcatalog/templates?templateBase_eq=infra",
        ])
    func slashes(path: String) async throws {
        let reply = try await TestAPI(SampleCatalogs.load()).send(.get, path)
        #expect(reply.status == 200)
        #expect(try reply.json["data"]?.array?.count == 1)
    }

    @Test("the default version heeds the asking server, unless the reference's is asked for")
    func defaults() async throws {
        let path = "/v1-catalog/templates/sample:infra*net?rancherVersion=v1.5.0"
        let heeding = try await TestAPI(SampleCatalogs.load()).send(.get, path).json
        #expect(heeding["defaultVersion"] == .string("1.0.0"))
        #expect(heeding["versionLinks"]?["1.0.0"] == heeding["links"]?["defaultVersion"])
        let reference = try await TestAPI(SampleCatalogs.load(), referenceDefaults: true).send(.get, path).json
        #expect(reference["defaultVersion"] == .string("2.0.0"))
    }

    @Test("versions are listed without their files, filtered as templates are")
    func templateVersions() async throws {
        let api = TestAPI(SampleCatalogs.load())
        let all = try await api.send(.get, "/v1-catalog/templateversions").json
        let ids = all["data"]?.array?.map { $0["id"]?.string }
        #expect(ids == ["sample:plain:0", "sample:infra*net:0", "sample:infra*net:1"])
        #expect(all["data"]?[0]?["files"] == nil)
        let infra = try await api.send(.get, "/v1-catalog/templateversions?templateBase_eq=infra&rancherVersion=v1.5.0")
        #expect(try infra.json["data"]?.array?.map { $0["id"]?.string } == ["sample:infra*net:0"])
    }

    @Test("a version has its files as text, and all members of its questions")
    func version() async throws {
        let version = try await TestAPI(SampleCatalogs.load()).send(.get, "/v1-catalog/templateversions/sample:plain:0")
            .json
        #expect(version["files"]?["a.bin"] == .string("a\u{FFFD}b"))
        #expect(version["files"]?["README.md"] == .string("# Plain\n"))
        #expect(version["questions"]?[0]?.object?.count == 14)
    }

    @Test("icons and READMEs")
    func files() async throws {
        let api = TestAPI(SampleCatalogs.load())
        let icon = try await api.send(.get, "/v1-catalog/templates/sample:plain?image&projectId=1a5")
        #expect(icon.body == SampleCatalogs.icon)
        #expect(icon.headers[.contentType] == "image/svg+xml")
        #expect(icon.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
        #expect(try await api.send(.get, "/v1-catalog/templates/sample:infra*net?image").status == 404)
        #expect(try await api.send(.get, "/v1-catalog/templates/sample:plain?README").text == "# Plain\n")
        let none = try await api.send(.get, "/v1-catalog/templates/sample:infra*net?readme")
        #expect(none.status == 200 && none.body.isEmpty)
    }

    @Test(
        "a part of an icon",
        arguments: [
            ("bytes=0-3", 206, "<svg", "bytes 0-3/41"), ("bytes=-2", 206, "/>", "bytes 39-40/41"),
            ("bytes=39-", 206, "/>", "bytes 39-40/41"), ("bytes=39-99", 206, "/>", "bytes 39-40/41"),
            ("bytes=41-", 416, "", "bytes */41"), ("bytes=3-1", 416, "", "bytes */41"),
        ])
    func ranges(range: String, status: Int, text: String, contentRange: String) async throws {
        let api = TestAPI(SampleCatalogs.load())
        let reply = try await api.send(.get, "/v1-catalog/templates/sample:plain?image", headers: ["Range": range])
        #expect(reply.status == status)
        #expect(reply.text == text)
        #expect(reply.headers[.contentRange] == contentRange)
        #expect(reply.headers[.apiSchemas] == "http://HOST/v1-catalog/schemas")
    }

    @Test("an environment sees its own catalogs and the global ones; an empty header is none")
    func environments() async throws {
        let api = TestAPI(
            InMemoryCatalogs([SampleCatalogs.catalog(), SampleCatalogs.catalog("own", environment: "1a5")]))
        func names(_ path: String, _ headers: [String: String] = [:]) async throws -> [String?]? {
            try await api.send(.get, path, headers: headers).json["data"]?.array?.map { $0["name"]?.string }
        }
        #expect(try await names("/v1-catalog/catalogs") == ["sample"])
        #expect(try await names("/v1-catalog/catalogs?projectId=1a5") == ["own", "sample"])
        #expect(try await names("/v1-catalog/catalogs", ["x-api-project-id": "1a5"]) == ["own", "sample"])
        #expect(try await names("/v1-catalog/catalogs?projectId=1a5", ["x-api-project-id": ""]) == ["own", "sample"])
        #expect(try await names("/v1-catalog/catalogs", ["x-api-project-id": ""]) == ["sample"])
        #expect(try await api.send(.get, "/v1-catalog/templates/own:plain").status == 404)
        #expect(try await api.send(.get, "/v1-catalog/templates/own:plain?projectId=1a5").status == 200)
    }

    @Test("health is about the process, readiness about the catalogs")
    func health() async throws {
        let catalogs = SampleCatalogs.load()
        let api = TestAPI(catalogs)
        #expect(try await api.send(.get, "/readyz").status == 200)
        catalogs.publish([SampleCatalogs.catalog(), .neverRefreshed])
        let waiting = try await api.send(.get, "/readyz")
        #expect(waiting.status == 503)
        #expect(waiting.text == #"{"ready":false,"waitingFor":[{"environmentId":"global","name":"new"}]}"#)
        #expect(try await api.send(.get, "/healthz").text == "ok")
    }

    @Test("what the operator has to mend is told with readiness and in metrics, and costs neither")
    func troubles() async throws {
        let catalogs = InMemoryCatalogs(
            [SampleCatalogs.catalog()],
            troubles: [
                OperatorTrouble(.catalogs, in: "repo.json", entry: "x", "it is null"),
                OperatorTrouble(.credentials, in: "c.json", "there is no such file"),
            ])
        let api = TestAPI(catalogs)
        let ready = try await api.send(.get, "/readyz")
        #expect(ready.status == 200)
        #expect(
            ready.text == """
                {"ready":true,"troubles":[{"entry":"x","message":"repo.json, entry \\"x\\": it is null","source":"repo.json",\
                "subject":"catalogs"},{"message":"c.json: there is no such file","source":"c.json","subject":"credentials"}],\
                "waitingFor":[]}
                """)
        let metrics = try await api.send(.get, "/metrics").text
        #expect(metrics.contains(#"muster_operator_troubles{subject="catalogs"} 1"#))
        #expect(metrics.contains(#"muster_operator_troubles{subject="credentials"} 1"#))
    }
}
