import Catalog
import Foundation
import HTTPTypes
import MusterTesting
import Service

/// A request whose answer the description must know, with the status that it gets.
struct DescribedRequest: Sendable, CustomStringConvertible {
    var method = "GET"
    let path: String
    var headers: [String: String] = [:]
    var body = ""
    var status = 200

    var description: String { "\(status) \(method) \(path) \(body)" }
}

extension DescribedRequest {
    /// What is asked of ``catalogs()``.
    static let all =
        [entry, catalogs, findings, lists, templates, files, compiling, environments, upgrades, events, operating]
        .flatMap(\.self)

    /// `sample`, `mine` and `linted`, one that was never refreshed, one that failed, and an environment's own.
    static func served(failures: [RefreshFailure] = []) async throws -> InMemoryCatalogs {
        InMemoryCatalogs(
            [
                SampleCatalogs.catalog(), mine, failed, SampleCatalogs.catalog("own", environment: "1a5"),
                try await linted.value,
            ],
            contents: contents, failures: failures)
    }

    private static let linted = Task { try await LintedCatalogs.catalog("linted") }

    private static let tree = CompilableCatalogs.tree(["templates/odd/0/rancher-compose.yml": ".catalog: [\n"])
    private static let mine = CompilableCatalogs.catalog(of: tree)
    private static let contents = SampleCatalogs.contents.merging(tree.contents) { $1 }
        .merging(LintedCatalogs.contents) { $1 }

    private static let failed = PublishedCatalog(
        key: CatalogKey(environment: "global", name: "failed"), url: "https://example.org/failed.git", branch: "",
        kind: "", state: .error,
        lastRefresh: RefreshRecord(
            started: Moment(milliseconds: 0), finished: Moment(milliseconds: 1_000), commit: nil,
            error: "no connection"),
        snapshot: nil)

    /// What names a catalog `new` that is fetched for the first time.
    static let fetching =
        ["templates", "templateversions"].flatMap { list in
            [
                get("/v1-catalog/\(list)?catalogId=new", 503), get("/v1-catalog/\(list)/new:plain", 503),
                post("/v1-catalog/\(list)/new:plain:0?action=compile", "", 503),
            ]
        } + [
            get("/v1-catalog/templateversions/new:plain:0/questions.schema.json", 503),
            get("/v1-catalog/templateversions/new:plain:0/upgradeplan", 503),
            get("/v1-catalog/bundles/infra?catalogId=new", 503),
            get("/v1-catalog/bundles/infra?projectTemplate=new:project*base", 503),
            get("/v1-catalog/environments/new:project*base", 503),
            post("/v1-catalog/upgrades", #"[{"externalId": "catalog://new:plain:0"}]"#, 503),
        ]

    private static func get(_ path: String, _ status: Int = 200, _ headers: [String: String] = [:]) -> Self {
        DescribedRequest(path: path, headers: headers, status: status)
    }

    private static func post(_ path: String, _ body: String = "", _ status: Int = 200) -> Self {
        DescribedRequest(method: "POST", path: path, body: body, status: status)
    }

    private static let entry = [
        get("/"), get("/?_format=html"), get("/v1-catalog"), get("/v1-catalog/"), get("/v1-catalog?_format=html"),
        get("/v1-catalog/apiversions/v1-catalog"), get("/v1-catalog/schemas"), get("/v1-catalog/schemas/bundle"),
        get("/v1-catalog/schemas/no", 404), get("/v1-catalog/schemas/no?_format=html", 404),
        get("/v1-catalog/openapi.yaml"), get("/v1-catalog/bundle.schema.json"),
    ]

    private static let catalogs = [
        get("/v1-catalog/catalogs"), get("/v1-catalog/catalogs?projectId=1a5&_format=html"),
        get("/v1-catalog/catalogs/sample?projectId=1a5"), get("/v1-catalog/catalogs/failed?projectId=1a5"),
        get("/v1-catalog/catalogs/own", 200, ["X-API-Project-Id": "1a5"]), get("/v1-catalog/catalogs/own", 400),
        get("/v1-catalog/catalogs/no?projectId=1a5", 404), get("/v1-catalog/catalogs/mine/findings"),
        get("/v1-catalog/catalogs/no/findings", 404),
        post("/v1-catalog/catalogs?projectId=1a5", #"{"name": "new", "url": "https://example.org/n", "branch": null}"#),
        post("/v1-catalog/catalogs?projectId=1a5", #"{"name": "sample", "url": "u"}"#, 422),
        post("/v1-catalog/catalogs?projectId=1a5", #"{"name": "new"}"#, 400),
        post("/v1-catalog/catalogs?projectId=1a5", #"{"name": 5}"#, 400),
        post("/v1-catalog/catalogs", #"{"name": "new", "url": "u"}"#, 400),
        DescribedRequest(method: "PUT", path: "/v1-catalog/catalogs/own?projectId=1a5", body: #"{"branch": "b"}"#),
        DescribedRequest(method: "PUT", path: "/v1-catalog/catalogs/no?projectId=1a5", body: "{}", status: 404),
        DescribedRequest(method: "PUT", path: "/v1-catalog/catalogs/own?projectId=1a5", body: "[]", status: 400),
        DescribedRequest(
            method: "PUT", path: "/v1-catalog/catalogs/own?projectId=1a5", body: #"{"name": "sample"}"#, status: 422),
        DescribedRequest(method: "DELETE", path: "/v1-catalog/catalogs/own?projectId=1a5", status: 204),
        DescribedRequest(method: "DELETE", path: "/v1-catalog/catalogs/own", status: 400),
        post("/v1-catalog/catalogs/sample?action=refresh", "", 204),
        post("/v1-catalog/catalogs/no?action=refresh", "", 404), post("/v1-catalog/catalogs/sample", "", 404),
    ]

    private static let findings = [
        get("/v1-catalog/findings"), get("/v1-catalog/findings?_format=html"),
        get("/v1-catalog/findings?catalogId=sample&projectId=1a5"),
        get("/v1-catalog/findings?templateId=linted:app&severity=note&severity=warning&rule=MU014&rule=icon-missing"),
        get("/v1-catalog/findings?format=sarif"), get("/v1-catalog/findings?format=json&limit=1"),
        get("/v1-catalog/findings", 200, ["Accept": "application/sarif+json"]),
        get("/v1-catalog/findings?catalogId=no", 404), get("/v1-catalog/findings?templateId=linted:no", 404),
        get("/v1-catalog/findings?rule=no", 400), get("/v1-catalog/findings?severity=no", 400),
        get("/v1-catalog/findings?format=no", 400), get("/v1-catalog/findings?limit=1&marker=gone", 422),
    ]

    private static let lists = [
        get("/v1-catalog/templates"), get("/v1-catalog/templates?q=plain"), get("/v1-catalog/templates?_format=html"),
        get("/v1-catalog/templates?catalogId=sample&templateBase_eq=infra&rancherVersion=v1.6.30"),
        get("/v1-catalog/templates?catalog=sample&minimumRancherVersion_lte=v1.6.30"),
        get("/v1-catalog/templates?category=One&category=Two&category_ne=Three&name_like=%25lain%25"),
        get("/v1-catalog/templates?limit=1&sort=name"), get("/v1-catalog/templates?limit=5000&order=desc"),
        get("/v1-catalog/templates?limit=1&sort=id&marker=sample:plain&order=desc"),
        get("/v1-catalog/templates?limit=1&marker=gone:plain", 422),
        post("/v1-catalog/templates?action=refresh", "", 204), post("/v1-catalog/templates?action=x", "", 404),
        get("/v1-catalog/templateversions"), get("/v1-catalog/templateversions?catalogId=mine&_format=html"),
    ]

    private static let templates = ["templates", "templateversions"].flatMap { list in
        let path = "/v1-catalog/\(list)"
        return [
            get("\(path)/sample:plain"), get("\(path)/mine:infra*net?rancherVersion=v1.6.30"),
            get("\(path)/mine:project*base"), get("\(path)/mine:project*base:0"), get("\(path)/sample:plain:0"),
            get("\(path)/sample:infra*net:0"),
            get("\(path)/mine:infra*net:1?_format=html"), get("\(path)/mine:infra*net:1.0.0?rancherVersion=v1.6.30"),
            get("\(path)/sample:plain:9", 404), get("\(path)/sample:no", 404), get("\(path)/no", 404),
            get("\(path)/sample:plain?image"), get("\(path)/sample:plain?image&projectId=1a5"),
            get("\(path)/mine:infra*net?image", 404), get("\(path)/sample:plain?readme"),
            get("\(path)/sample:plain:0?readme"), get("\(path)/sample:infra*net?readme"),
        ]
    }

    private static let files = ["templates", "templateversions"].flatMap { list in
        let icon = "/v1-catalog/\(list)/sample:plain?image"
        return [get(icon, 206, ["Range": "bytes=0-3"]), get(icon, 416, ["Range": "bytes=99-"])]
    }

    private static let compiling = ["templates", "templateversions"].flatMap { list in
        let version = "/v1-catalog/\(list)/mine:infra*net:1"
        let compile = "\(version)?action=compile"
        let context = #""context": {"rancherVersion": "v1.6.30", "stackName": "s", "environmentName": null}"#
        return [
            post(compile), post(compile, #"{"answers": {"MTU": 1400, "PASSWORD": "hunter2"}, \#(context)}"#),
            post(compile, #"{"answers": {"PASSWORD": "hunter2"}, "includeSecrets": true, "lenient": false}"#),
            post("\(version)?action=validateanswers", #"{"answers": {"MTU": 50, "MUT": true, "MODE": null}}"#),
            post("\(version)?action=validateanswers", #"{"answers": {"PASSWORD": "x"}}"#),
            post("/v1-catalog/\(list)/sample:plain:0?action=compile"),
            post(compile, "{", 400), post(compile, #"{"answer": {}}"#, 422), post(compile, "[]", 422),
            post(compile, #"{"context": {"rancherVersion": "v1.4.0"}}"#, 422), post(version, "", 404),
            post("/v1-catalog/\(list)/mine:infra*broken:0?action=compile", "", 422),
            post("/v1-catalog/\(list)/mine:project*base:0?action=compile", "", 422),
            post("/v1-catalog/\(list)/mine:infra*net?action=compile", "", 404),
            post("/v1-catalog/\(list)/no:infra*net:1?action=compile", "", 404),
        ]
    }

    private static let environments = [
        get("/v1-catalog/templateversions/mine:infra*net:1/questions.schema.json"),
        get("/v1-catalog/templateversions/sample:infra*net:1/questions.schema.json"),
        get("/v1-catalog/templateversions/mine:infra*net:9/questions.schema.json", 404),
        get("/v1-catalog/bundles/infra"), get("/v1-catalog/bundles/infra?catalogId=mine&_format=html"),
        get("/v1-catalog/bundles/infra?projectTemplate=mine:project*base&rancherVersion=v1.6.30"),
        get("/v1-catalog/bundles/infra?projectTemplate=mine:project*lost"),
        get("/v1-catalog/bundles/infra?projectTemplate=no", 404),
        get("/v1-catalog/bundles/infra?projectTemplate=mine:infra*net&rancherVersion=v1.1.0", 422),
        get("/v1-catalog/environments"), get("/v1-catalog/environments?rancherVersion=v1.6.30&_format=html"),
        get("/v1-catalog/environments/mine:project*base"),
        get("/v1-catalog/environments/mine:project*base:0?rancherVersion=v1.6.30&_format=html"),
        get("/v1-catalog/environments/mine:project*lost", 422), get("/v1-catalog/environments/no", 404),
        get("/v1-catalog/environments/mine:infra*net?rancherVersion=v1.1.0", 422),
    ]

    private static let upgrades: [Self] = {
        let plan = "/v1-catalog/templateversions/mine:infra*net:0/upgradeplan"
        let stacks = """
            [{"externalId": "catalog://mine:infra*net:0"}, {"externalId": "nonsense"}, {"externalId": "mine:infra*net:7"},
             {"externalId": "mine:infra*net:1", "answers": {"PASSWORD": "x"}, "stackName": "s", "to": null},
             {"externalId": "mine:infra*net:0", "answers": {}, "environmentName": "e", "to": "2.0.0"}]
            """
        let request = #"{"rancherVersion": "v1.5.0", "stacks": \#(stacks)}"#
        return [
            get(plan), get("\(plan)?rancherVersion=v1.6.30"), get("\(plan)?to=7"), get("\(plan)?to=1&_format=html"),
            get("/v1-catalog/templateversions/mine:infra*broken:0/upgradeplan"),
            get("/v1-catalog/templateversions/mine:infra*no:0/upgradeplan", 404),
            post("/v1-catalog/upgrades"), post("/v1-catalog/upgrades?rancherVersion=v1.6.30", stacks),
            post("/v1-catalog/upgrades", request), post("/v1-catalog/upgrades", "]", 400),
            post("/v1-catalog/upgrades", "[5]", 422), post("/v1-catalog/upgrades", #"[{"externalID": ""}]"#, 422),
        ]
    }()

    // Polls: without `since` an answer has no end.
    private static let events = [
        get("/v1-catalog/events?since=&wait=0"), get("/v1-catalog/events?since=nonsense", 400),
        get("/v1-catalog/events?since=&wait=x", 400),
    ]

    private static let operating = [get("/healthz"), get("/readyz"), get("/metrics")]
}
