import Catalog
import Foundation
import HTTPTypes
import JSON
import MusterTesting
import Service
import Testing

@testable import HTTPAPI

@Suite("Bundles, environments and upgrade plans")
struct CompilingTests {
    private static func api(limits: APILimits = APILimits()) -> TestAPI {
        TestAPI(CompilableCatalogs.load(), limits: limits)
    }

    private static let version = "/v1-catalog/templateversions/mine:infra*net:1"

    // MARK: Bundles

    @Test("compiling gives the bundle of the body's answers and context")
    func compile() async throws {
        let body =
            #"{"answers": {"MTU": 1400, "PASSWORD": "hunter2"}, "context": {"rancherVersion": "v1.6.30", "stackName": "s"}}"#
        let reply = try await Self.api().send(.post, "\(Self.version)?action=compile", body: body)
        #expect(reply.status == 200)
        let bundle = try reply.json
        #expect(bundle["kind"]?.string == "InfraServiceBundle")
        #expect(bundle["answers"]?["MTU"]?["value"]?.string == "1400")
        #expect(bundle["context"]?["stackName"]?.string == "s")
        #expect(bundle["source"]?["url"]?.string == "https://example.org/mine.git")
        #expect(!reply.text.contains("hunter2"))
        #expect(reply.headers[.cacheControl] == "no-store")
    }

    @Test("secrets show only when the body asks for them, and the digest is the same")
    func secrets() async throws {
        let api = Self.api()
        let body = { (flag: Bool) in #"{"answers": {"PASSWORD": "hunter2"}, "includeSecrets": \#(flag)}"# }
        let hidden = try await api.send(.post, "\(Self.version)?action=compile", body: body(false))
        let shown = try await api.send(.post, "\(Self.version)?action=compile", body: body(true))
        #expect(!hidden.text.contains("hunter2") && shown.text.contains("hunter2"))
        #expect(try hidden.json["digest"] == shown.json["digest"])
    }

    @Test("a template's address with a version compiles as well, and an empty body means the defaults")
    func otherAddress() async throws {
        let reply = try await Self.api().send(.post, "/v1-catalog/templates/mine:infra*net:1?action=compile")
        #expect(reply.status == 200)
        #expect(try reply.json["answers"]?["MTU"]?["from"]?.string == "default")
    }

    @Test(
        "what cannot be compiled is refused with a status, a code and a place",
        arguments: [
            ("mine:infra*net:1", "{", 400, "invalid-json", "line 1, column 2"),
            ("mine:infra*net:1", "{\"answers\": {\n\"MTU\": [1]}}", 422, "invalid-field", "/answers/MTU"),
            ("mine:infra*net:1", #"{"answers": []}"#, 422, "invalid-field", "/answers"),
            ("mine:infra*net:1", #"{"answer": {}}"#, 422, "invalid-field", "/answer"),
            ("mine:infra*net:1", #"{"context": {"stack/name": "x"}}"#, 422, "invalid-field", "/context/stack~1name"),
            ("mine:infra*net:1", #"{"lenient": "yes"}"#, 422, "invalid-field", "/lenient"),
            ("mine:infra*net:1", "[]", 422, "invalid-field", ""),
            ("mine:infra*net:9", "", 404, "not-found", nil),
            ("mine:infra*nett:1", "", 404, "not-found", nil),
            ("other:infra*net:1", "", 404, "not-found", nil),
            ("mine:infra*net", "", 404, "not-found", nil),
            ("mine:infra*broken:0", "", 422, "not-compiled", nil),
            ("mine:project*base:0", "", 422, "environment-template", nil),
            ("mine:infra*net:1", #"{"context": {"rancherVersion": "v1.4.0"}}"#, 422, "not-compiled", nil),
        ] as [(String, String, Int, String, String?)])
    func refusals(_ id: String, _ body: String, _ status: Int, _ code: String, _ place: String?) async throws {
        let reply = try await Self.api().send(
            .post, "/v1-catalog/templateversions/\(id)?action=compile", body: body)
        #expect(reply.status == status)
        let error = try reply.json
        #expect(error["type"]?.string == "error")
        #expect(error["code"]?.string == code)
        #expect(error["place"]?.string == place)
        if code == "not-compiled" { #expect(error["diagnostics"]?.array?.isEmpty == false) }
    }

    @Test("a version links what can be done with it: an environment template is resolved, others are compiled")
    func links() async throws {
        let api = Self.api()
        let version = try await api.send(.get, "\(Self.version)?projectId=1a5").json
        let address = "http://HOST\(Self.version)"
        #expect(
            version["actions"]?.object == [
                "compile": .string("\(address)?action=compile&projectId=1a5"),
                "validateanswers": .string("\(address)?action=validateanswers&projectId=1a5"),
            ])
        #expect(version["links"]?["questionsSchema"] == .string("\(address)/questions.schema.json"))
        #expect(version["links"]?["upgradePlan"] == .string("\(address)/upgradeplan"))
        let environment = try await api.send(.get, "/v1-catalog/templateversions/mine:project*base:0").json
        #expect(environment["actions"]?["compile"] == nil && environment["links"]?["upgradePlan"] == nil)
        #expect(
            environment["links"]?["environment"] == .string("http://HOST/v1-catalog/environments/mine:project*base:0"))
    }

    @Test("each limit of a body has its refusal")
    func limits() async throws {
        var limits = APILimits()
        (limits.answers, limits.answerBytes, limits.contextBytes, limits.plannedStacks) = (2, 8, 4, 1)
        let api = Self.api(limits: limits)
        for body in [
            #"{"answers": {"A": "", "B": "", "C": ""}}"#, #"{"answers": {"A": "123456789"}}"#,
            #"{"context": {"stackName": "12345"}}"#,
        ] {
            let reply = try await api.send(.post, "\(Self.version)?action=compile", body: body)
            #expect(reply.status == 413)
            #expect(try reply.json["code"]?.string == "field-too-large")
        }
        let plans = try await api.send(
            .post, "/v1-catalog/upgrades", body: #"[{"externalId": "a"}, {"externalId": "b"}]"#)
        #expect(plans.status == 413)
    }

    @Test("an action that a version does not have is not there", arguments: ["", "?action=refresh", "?action=delete"])
    func unknownAction(_ query: String) async throws {
        #expect(try await Self.api().send(.post, Self.version + query).status == 404)
    }

    @Test(
        "answers are checked without compiling",
        arguments: [
            (#"{"PASSWORD": "x"}"#, true, []), (#"{}"#, false, ["answer-missing"]),
            (#"{"PASSWORD": "x", "MTU": 50}"#, false, ["answer-invalid"]),
            (#"{"PASSWORD": "x", "MODE": "c"}"#, false, ["answer-invalid"]),
            (#"{"PASSWORD": "x", "MUT": 1}"#, true, ["answer-unknown"]),
        ])
    func validation(_ answers: String, _ isValid: Bool, _ codes: [String]) async throws {
        let reply = try await Self.api().send(
            .post, "\(Self.version)?action=validateanswers", body: #"{"answers": \#(answers)}"#)
        #expect(reply.status == 200)
        let validation = try reply.json
        #expect(validation["valid"] == .boolean(isValid))
        #expect(validation["diagnostics"]?.array?.compactMap { $0["code"]?.string } == codes)
    }

    @Test("questions are a JSON Schema, which takes what the form takes")
    func questionsSchema() async throws {
        let reply = try await Self.api().send(.get, "\(Self.version)/questions.schema.json")
        #expect(reply.headers[.contentType] == "application/schema+json" && reply.headers[.eTag] != nil)
        let schema = try JSONSchema(parsing: Data(reply.body))
        func problems(_ answers: String) throws -> Int {
            schema.problems(of: try JSONValue(parsing: Data(answers.utf8))).count
        }
        #expect(try problems(#"{"PASSWORD": "x", "MTU": 1400, "MODE": "b"}"#) == 0)
        #expect(try problems(#"{"PASSWORD": "x", "MTU": 50}"#) == 1)
        #expect(try problems(#"{"PASSWORD": "x", "MODE": "c"}"#) == 1)
        #expect(try problems(#"{}"#) == 1)
        let properties = try reply.json["properties"]
        #expect(properties?["PASSWORD"]?["writeOnly"] == .boolean(true))
        #expect(properties?["MTU"]?["default"] == .number(1500))
        #expect(properties?["MTU"]?["title"]?.string == "Packets")
    }

    // MARK: Polls

    @Test("what a server should run is one answer, with what could not be bundled and why")
    func infraBundles() async throws {
        let api = Self.api()
        let reply = try await api.send(.get, "/v1-catalog/bundles/infra?rancherVersion=v1.6.30")
        #expect(reply.status == 200)
        let list = try reply.json
        #expect(list["data"]?.array?.compactMap { $0["id"]?.string } == ["mine:infra*net:1"])
        #expect(list["failures"]?.array?.compactMap { $0["id"]?.string } == ["mine:infra*broken:0"])
        let older = try await api.send(.get, "/v1-catalog/bundles/infra?rancherVersion=v1.5.30").json
        #expect(older["data"]?.array?.compactMap { $0["id"]?.string } == ["mine:infra*net:0"])
        let other = try await api.send(.get, "/v1-catalog/bundles/infra?catalogId=other").json
        #expect(other["data"]?.array?.isEmpty == true)
    }

    @Test("a poll that knows the answer gets 304")
    func polls() async throws {
        let api = Self.api()
        for path in [
            "/v1-catalog/bundles/infra", "/v1-catalog/environments", "/v1-catalog/environments/mine:project*base",
        ] {
            let first = try await api.send(.get, path)
            let tag = try #require(first.headers[.eTag])
            #expect(try await api.send(.get, path, headers: ["If-None-Match": tag]).status == 304)
        }
    }

    @Test("an environment template's stacks are bundled by its answers")
    func projectTemplate() async throws {
        let api = Self.api()
        let list = try await api.send(.get, "/v1-catalog/bundles/infra?projectTemplate=mine:project*base").json
        #expect(list["data"]?[0]?["answers"]?["MTU"]?["value"]?.string == "1400")
        let lost = try await api.send(.get, "/v1-catalog/bundles/infra?projectTemplate=mine:project*lost").json
        #expect(lost["failures"]?[0]?["message"]?.string == "there is no catalog \"gone\"")
        #expect(try await api.send(.get, "/v1-catalog/bundles/infra?projectTemplate=x").status == 404)
    }

    @Test("environments are listed by digest, and one of them comes with its bundles")
    func environments() async throws {
        let api = Self.api()
        let list = try await api.send(.get, "/v1-catalog/environments?rancherVersion=v1.6.30").json
        #expect(list["data"]?.array?.compactMap { $0["id"]?.string } == ["mine:project*base:0"])
        #expect(list["failures"]?.array?.compactMap { $0["id"]?.string } == ["mine:project*lost:0"])
        let digest = try #require(list["data"]?[0]?["stacks"]?[0]?["digest"]?.string)
        for id in ["mine:project*base", "mine:project*base:0"] {
            let one = try await api.send(.get, "/v1-catalog/environments/\(id)?rancherVersion=v1.6.30").json
            #expect(one["bundles"]?[digest]?["id"]?.string == "mine:infra*net:1")
        }
        let lost = try await api.send(.get, "/v1-catalog/environments/mine:project*lost")
        #expect(lost.status == 422)
        #expect(try lost.json["diagnostics"]?[0]?["location"]?["line"] == .number(3))
        #expect(try await api.send(.get, "/v1-catalog/environments/mine:infra*net").status == 422)
        #expect(try await api.send(.get, "/v1-catalog/environments/nothing").status == 404)
    }

    @Test("a template without a version for the server is unprocessable, and says which it has")
    func noVersion() async throws {
        let changes = [
            "project-templates/base/0/rancher-compose.yml":
                ".catalog:\n  version: 0.1.0\n  maximum_rancher_version: v1.1.99\n"
        ]
        let api = TestAPI(CompilableCatalogs.load(changes))
        let reply = try await api.send(.get, "/v1-catalog/environments/mine:project*base?rancherVersion=v1.6.30")
        #expect(reply.status == 422)
        #expect(try reply.json["code"]?.string == "no-version-for-server")
    }

    // MARK: Upgrades

    @Test("one stack that cannot be planned does not fail the others")
    func upgrades() async throws {
        let body = """
            [{"externalId": "catalog://mine:infra*net:0"}, {"externalId": "nonsense"},
             {"externalId": "catalog://mine:infra*net:7"}, {"externalId": "mine:infra*net:1", "answers": {"PASSWORD": "x"}}]
            """
        let reply = try await Self.api().send(.post, "/v1-catalog/upgrades?rancherVersion=v1.6.30", body: body)
        #expect(reply.status == 200)
        let plans = try #require(try reply.json["data"]?.array)
        #expect(plans.map { $0["type"]?.string } == ["upgradePlan", "error", "error", "upgradePlan"])
        #expect(plans[0]["verdict"]?.string == "automatic" && plans[3]["verdict"]?.string == "none")
        #expect(plans[1]["externalId"]?.string == "nonsense" && plans[1]["place"]?.string == "/1/externalId")
        #expect(plans[2]["status"]?.string == "404")
    }

    @Test("differences are shown up to a limit, which stacks share evenly, and what is left out is said")
    func differences() async throws {
        let stack = #"{"externalId": "catalog://mine:infra*net:0"}"#
        let path = "/v1-catalog/upgrades?rancherVersion=v1.6.30"
        let whole = try await Self.api().send(.post, path, body: "[\(stack)]").json["data"]?[0]
        let bytes = try #require(whole?["files"]?.object?.values.reduce(0) { $0 + ($1.string?.utf8.count ?? 0) })
        #expect(bytes > 0)
        for (limit, stacks, areShown) in [(bytes, 1, true), (bytes, 2, false), (2 * bytes, 2, true), (0, 1, false)] {
            var limits = APILimits()
            limits.differenceBytes = limit
            let api = TestAPI(CompilableCatalogs.load(), limits: limits)
            let body = "[\([String](repeating: stack, count: stacks).joined(separator: ","))]"
            for plan in try await api.send(.post, path, body: body).json["data"]?.array ?? [] {
                let codes = plan["reasons"]?.array?.compactMap { $0["code"]?.string } ?? []
                #expect(codes.contains("differences-left-out") == !areShown)
                #expect((plan["files"] == whole?["files"]) == areShown)
            }
        }
    }

    @Test("the server's version may stand in the body")
    func upgradesObject() async throws {
        let body = #"{"rancherVersion": "v1.5.0", "stacks": [{"externalId": "mine:infra*net:0"}]}"#
        let reply = try await Self.api().send(.post, "/v1-catalog/upgrades", body: body)
        #expect(try reply.json["data"]?[0]?["verdict"]?.string == "none")
    }

    @Test(
        "a single plan can be polled, to the default or to a version",
        arguments: [("", "1"), ("&to=2.0.0", "1"), ("&to=1", "1")])
    func upgradePlan(_ target: String, _ revision: String) async throws {
        let api = Self.api()
        let path = "/v1-catalog/templateversions/mine:infra*net:0/upgradeplan?rancherVersion=v1.6.30\(target)"
        let reply = try await api.send(.get, path)
        #expect(try reply.json["to"]?["id"]?.string == "mine:infra*net:\(revision)")
        let tag = try #require(reply.headers[.eTag])
        #expect(try await api.send(.get, path, headers: ["If-None-Match": tag]).status == 304)
    }

    @Test("another environment's catalog is not compiled, planned or resolved")
    func isolation() async throws {
        let tree = CompilableCatalogs.tree()
        let catalog = CompilableCatalogs.catalog(of: tree, environment: "1a5")
        let api = TestAPI(InMemoryCatalogs([catalog], contents: tree.contents))
        #expect(try await api.send(.post, "\(Self.version)?action=compile").status == 404)
        #expect(try await api.send(.post, "\(Self.version)?action=compile&projectId=1a5").status == 200)
        #expect(try await api.send(.get, "/v1-catalog/bundles/infra").json["data"]?.array?.isEmpty == true)
        let list = try await api.send(.get, "/v1-catalog/bundles/infra?projectId=1a5").json
        #expect(list["data"]?.array?.isEmpty == false)
    }
}
