import Catalog
import Diagnostics
import HTTPTypes
import Lint
import MusterTesting
import Service
import Testing

@testable import HTTPAPI

@Suite("Findings of lint")
struct FindingsTests {
    private static let path = "/v1-catalog/findings"

    private static func findings(_ reply: TestAPI.Reply) throws -> [JSONValue] {
        try reply.json["data"]?.array ?? []
    }

    private static func texts(_ findings: [JSONValue], _ member: String) -> Set<String> {
        Set(findings.compactMap { $0[member]?.string })
    }

    @Test("a finding says its rule, what and where it is, and what it is in")
    func resource() async throws {
        let catalogs = InMemoryCatalogs([try await LintedCatalogs.catalog()])
        let found = try Self.findings(try await TestAPI(catalogs).send(.get, Self.path + "?rule=MU014"))
        try #require(found.count == 1, "a comment turns the other one off")
        let finding = found[0]
        for (member, text) in [
            ("rule", "MU014"), ("name", "moving-tag"), ("code", "moving-tag"), ("severity", "warning"),
            ("type", "finding"), ("catalogId", "mine"), ("environmentId", "global"), ("templateId", "mine:app"),
            ("versionId", "mine:app:2.0.0"), ("commit", String(repeating: "c", count: 40)),
            ("message", "the image example/app has no tag, which means latest"),
            ("help", "name a release, such as :1.2.3, or a digest"),
        ] {
            #expect(finding[member] == .string(text), "\(member)")
        }
        #expect(finding["location"]?["file"] == .string("templates/app/v2.0.0/docker-compose.yml"))
        #expect(finding["location"]?["line"] == .number(1) && finding["location"]?["column"] == .number(33))
        #expect(
            finding["links"]?["version"] == .string("http://HOST/v1-catalog/templateversions/mine:app:2.0.0"))
    }

    @Test("without filters everything that counts is there, once, in the order of the report")
    func whole() async throws {
        let catalog = try await LintedCatalogs.catalog()
        let reply = try await TestAPI(InMemoryCatalogs([catalog])).send(.get, Self.path)
        let report = try #require(catalog.lint?.report)
        let found = try Self.findings(reply)
        #expect(found.map { $0["rule"]?.string } == report.counted.map(\.rule))
        #expect(Self.texts(found, "id").count == found.count)
        #expect(try reply.json["type"] == .string("collection") && reply.json["pending"] == .array([]))
    }

    /// A filter, and what each finding then says.
    struct Filter: Sendable, CustomTestStringConvertible {
        let query: String
        let member: String
        let texts: Set<String>

        var testDescription: String { query }
    }

    @Test(
        "a filter leaves what it names",
        arguments: [
            Filter(query: "catalogId=mine", member: "catalogId", texts: ["mine"]),
            Filter(query: "catalogId=", member: "catalogId", texts: ["mine", "old"]),
            Filter(query: "templateId=mine:app", member: "templateId", texts: ["mine:app"]),
            Filter(query: "templateId=old:infra*net", member: "templateId", texts: ["old:infra*net"]),
            Filter(query: "severity=warning", member: "severity", texts: ["warning"]),
            Filter(query: "severity=warning&severity=note", member: "severity", texts: ["note", "warning"]),
            Filter(query: "rule=MU076", member: "rule", texts: ["MU076"]),
            Filter(query: "rule=secret-default&rule=MU077", member: "rule", texts: ["MU076", "MU077"]),
            Filter(query: "catalogId=mine&templateId=old:app", member: "rule", texts: []),
            Filter(query: "rule=MU076&templateId=mine:app", member: "rule", texts: []),
        ])
    func filters(_ filter: Filter) async throws {
        let reply = try await TestAPI(try await LintedCatalogs.load()).send(.get, "\(Self.path)?\(filter.query)")
        #expect(reply.status == 200)
        #expect(Self.texts(try Self.findings(reply), filter.member) == filter.texts)
    }

    @Test(
        "a name that names nothing is refused, with what there is",
        arguments: [
            ("catalogId=mone", 404, "Catalog not found; there are late, mine, old"),
            ("catalogId=own", 404, "there are late, mine, old"), ("templateId=mine:no", 404, "Template not found"),
            ("templateId=own:app", 404, "Template not found"), ("templateId=mine:app:0", 404, "Template not found"),
            ("templateId=nonsense", 404, "Template not found"),
            ("severity=fatal", 400, "'severity' cannot be \"fatal\": known are note, warning, error"),
            ("rule=moving-tga", 400, "did you mean moving-tag? known are MU001, "),
            ("rule=x", 400, "'rule' cannot be \"x\": known are MU001, "),
            ("format=xml", 400, "'format' cannot be \"xml\": known are json, sarif"),
            ("limit=1&marker=gone", 422, "The marker names no entry"),
        ])
    func refusals(query: String, status: Int, message: String) async throws {
        let reply = try await TestAPI(try await LintedCatalogs.load()).send(.get, "\(Self.path)?\(query)")
        #expect(reply.status == status)
        #expect(try reply.json["message"]?.string?.contains(message) == true, "\(reply.text)")
        #expect(try reply.json["type"] == .string("error"))
    }

    @Test("an environment's own findings are its own", arguments: [nil, "1a5", "1a6"])
    func privacy(environment: String?) async throws {
        let api = TestAPI(try await LintedCatalogs.load())
        let headers = environment.map { ["X-API-Project-Id": $0] } ?? [:]
        let own = ["1a5": ["own"], "1a6": ["other"]][environment ?? ""] ?? []
        let list = try Self.findings(try await api.send(.get, Self.path, headers: headers))
        #expect(Self.texts(list, "catalogId") == Set(["mine", "old"] + own))
        let sarif = try await api.send(.get, Self.path + "?format=sarif", headers: headers).json
        let runs = sarif["runs"]?.array?.compactMap { $0["automationDetails"]?["id"]?.string }
        #expect(runs == (["mine", "old"] + own).sorted().map { "muster/\($0)/" })
        for name in ["own", "other"] {
            let reply = try await api.send(.get, "\(Self.path)?catalogId=\(name)", headers: headers)
            #expect(reply.status == (own.contains(name) ? 200 : 404))
        }
    }

    @Test("a catalog that was not looked at since it changed is named, and what is listed of it names its commit")
    func pending() async throws {
        let api = TestAPI(try await LintedCatalogs.load())
        let all = try await api.send(.get, Self.path)
        #expect(try all.json["pending"] == .array([.string("late"), .string("old")]))
        let old = try await api.send(.get, Self.path + "?catalogId=old")
        #expect(try old.json["pending"] == .array([.string("old")]))
        #expect(Self.texts(try Self.findings(old), "commit") == ["before"])
        let late = try await api.send(.get, Self.path + "?catalogId=late")
        #expect(late.status == 200)
        #expect(try Self.findings(late).isEmpty)
    }

    @Test("what secrets are is shown in no form")
    func secrets() async throws {
        let api = TestAPI(InMemoryCatalogs([try await LintedCatalogs.catalog()]))
        for query in ["", "?format=sarif", "?_format=html"] {
            let reply = try await api.send(.get, Self.path + query)
            #expect(reply.text.contains("MU076") && reply.text.contains("MU077"))
            #expect(!reply.text.contains("swordfish"))
        }
    }

    @Test("pages follow each other, every finding once")
    func pages() async throws {
        let api = TestAPI(try await LintedCatalogs.load())
        let whole = try Self.findings(try await api.send(.get, Self.path)).map { $0["id"]?.string }
        var (path, seen): (String?, [String?]) = (
            Self.path + "?limit=4&severity=note&severity=warning&severity=error", []
        )
        while let current = path {
            let reply = try await api.send(.get, current)
            let pagination = try #require(try reply.json["pagination"])
            #expect(pagination["total"] == .number(Double(whole.count)))
            seen += try Self.findings(reply).map { $0["id"]?.string }
            path = pagination["next"]?.string.map { String($0.dropFirst("http://HOST".count)) }
        }
        #expect(seen == whole && seen.count > 8)
    }

    @Test(
        "SARIF follows the published schema, with the commit of each catalog, filtered",
        .enabled(if: SharedCorpus.isPresent, "the published schema is not here"))
    func sarif() async throws {
        let schema = try JSONSchema(parsing: try SharedCorpus.contents(of: "schemas/sarif-2.1.0.schema.json"))
        let api = TestAPI(try await LintedCatalogs.load())
        let reply = try await api.send(.get, Self.path + "?rule=MU014", headers: ["Accept": "application/sarif+json"])
        #expect(reply.headers[.contentType] == "application/sarif+json")
        let problems = schema.problems(of: try reply.json)
        #expect(problems.isEmpty, "\(problems.prefix(5))")
        let runs = try #require(try reply.json["runs"]?.array)
        let commits = runs.map { $0["versionControlProvenance"]?.array?.first?["revisionId"]?.string }
        #expect(commits == [String(repeating: "c", count: 40), "before"])
        let results = try #require(runs[0]["results"]?.array)
        #expect(results.allSatisfy { $0["ruleId"] == .string("MU014") })
        #expect(results.map { $0["suppressions"]?.array?.count } == [nil, 1])
        let region = results[0]["locations"]?.array?.first?["physicalLocation"]?["region"]
        #expect(region?["startColumn"] == .number(32), "columns are characters")
    }

    @Test("a catalog says how much was found, and where it is listed, once it is known")
    func counts() async throws {
        let catalogs = try await LintedCatalogs.load()
        let report = try #require(catalogs.publication.catalog(named: "mine", visibleIn: "global")?.lint?.report)
        let api = TestAPI(catalogs)
        let mine = try await api.send(.get, "/v1-catalog/catalogs/mine?projectId=1a5").json
        #expect(mine["lint"]?["warnings"] == .number(Double(report.count(.warning))))
        #expect(mine["lint"]?["notes"] == .number(Double(report.count(.note))))
        #expect(mine["lint"]?["errors"] == .number(Double(report.count(.error))))
        #expect(
            mine["links"]?["lint"] == .string("http://HOST/v1-catalog/findings?catalogId=mine&projectId=1a5"))
        let late = try await api.send(.get, "/v1-catalog/catalogs/late?projectId=1a5").json
        #expect(late["lint"] == nil && late["links"]?["lint"] != nil)
        let old = try await api.send(.get, "/v1-catalog/catalogs/old?projectId=1a5").json
        #expect(old["lint"]?["commit"] == .string("before"))
    }

    @Test("metrics count what was found, and show what is pending")
    func metrics() async throws {
        let catalogs = try await LintedCatalogs.load()
        let report = try #require(catalogs.publication.catalog(named: "mine", visibleIn: "global")?.lint?.report)
        let lines = try await TestAPI(catalogs).send(.get, "/metrics").text.split(separator: "\n").map(String.init)
        let labels = #"catalog="mine",environment="global""#
        #expect(
            lines.contains(
                "muster_catalog_lint_findings{\(labels),severity=\"warning\"} \(report.count(.warning))"))
        #expect(lines.contains("muster_catalog_lint_pending{\(labels)} 0"))
        #expect(lines.contains(#"muster_catalog_lint_pending{catalog="late",environment="global"} 1"#))
        #expect(!lines.contains { $0.hasPrefix(#"muster_catalog_lint_findings{catalog="late""#) })
    }

    @Test("a service that does not lint says so")
    func off() async throws {
        let api = TestAPI(try await LintedCatalogs.load(), lints: false)
        let reply = try await api.send(.get, Self.path)
        #expect(reply.status == 404)
        #expect(try reply.json["code"] == .string("not-linting"))
        let mine = try await api.send(.get, "/v1-catalog/catalogs/mine?projectId=1a5").json
        #expect(mine["lint"] == nil && mine["links"]?["lint"] == nil)
    }

    @Test("what lint finds is an event, with where it is listed")
    func event() async throws {
        let catalogs = InMemoryCatalogs([try await LintedCatalogs.catalog(lintedAt: nil)])
        catalogs.publish([try await LintedCatalogs.catalog()])
        let report = try #require(catalogs.publication.catalogs.first?.lint?.report)
        let reply = try await TestAPI(catalogs).send(.get, "/v1-catalog/events?since=test-0&wait=0")
        let event = try #require(try reply.json["data"]?.array?.first)
        #expect(event["kind"] == .string("catalog.linted") && event["catalogId"] == .string("mine"))
        #expect(event["warnings"] == .number(Double(report.count(.warning))))
        #expect(event["links"]?["findings"] == .string("http://HOST/v1-catalog/findings?catalogId=mine"))
    }

    @Test("on a socket: the form that is asked for, ready or not, compressed, and not again what is known")
    func live() async throws {
        let catalogs = try await LintedCatalogs.load()
        try await LiveServer.run(catalogs) { server in
            let connection = try RawConnection(port: server.port)
            let sarif = ["Accept: application/sarif+json"]
            for _ in 0..<2 {
                let list = try await connection.request(Self.path)
                let report = try await connection.request(Self.path, headers: sarif)
                #expect(list.header("content-type") == "application/json")
                #expect(report.header("content-type") == "application/sarif+json")
                for (reply, headers) in [(list, []), (report, sarif)] {
                    let tag = try #require(reply.header("etag"))
                    let again = try await connection.request(Self.path, headers: headers + ["If-None-Match: \(tag)"])
                    #expect(reply.status == 200 && again.status == 304)
                    let small = try await connection.request(Self.path, headers: headers + ["Accept-Encoding: gzip"])
                    #expect(small.header("content-encoding") == "gzip" && small.body.count < reply.body.count)
                }
            }
            let before = try await connection.request(Self.path)
            catalogs.publish([try await LintedCatalogs.catalog()])
            let after = try await connection.request(Self.path)
            #expect(before.header("etag") != after.header("etag"))
        }
    }
}
