import HTTPTypes

/// What a path names. The one table of paths and of the methods each takes.
enum Route: Sendable, Hashable {
    case root
    case apiVersion
    case schemas
    case schema(String)
    case catalogs
    case catalog(String)
    case findings(catalog: String)
    case lintFindings
    case templates
    case template(String)
    case templateVersions
    case templateVersion(String)
    case questionsSchema(String)
    case upgradePlan(String)
    case upgrades
    case infraBundles
    case environments
    case environment(String)
    case document(PublishedDocument)
    case events
    case health
    case readiness
    case metrics

    /// The first part of every path but those of operators.
    static let version = "v1-catalog"

    /// The route of a request's path, as it stands in the request line; nil for an unknown one. Empty parts count for
    /// nothing, so a slash at the end or a doubled one is served like the plain path: Rancher's server puts one before
    /// the query of its list calls.
    init?(path: some StringProtocol) {
        let parts = path.split(separator: "/").map { PercentEncoding.decoded($0) }
        let names = parts.compactMap(\.self)
        guard names.count == parts.count else { return nil }
        switch (names.first, names.count) {
        case (nil, _): self = .root
        case ("healthz", 1): self = .health
        case ("readyz", 1): self = .readiness
        case ("metrics", 1): self = .metrics
        case (Self.version, 1): self = .apiVersion
        case (Self.version, _): self.init(collection: names[1], rest: names.dropFirst(2))
        default: return nil
        }
    }

    private init?(collection: String, rest: ArraySlice<String>) {
        switch (collection, rest.first, rest.count) {
        case ("schemas", nil, _): self = .schemas
        case ("schemas", let id?, 1): self = .schema(id)
        case ("catalogs", nil, _): self = .catalogs
        case ("catalogs", let name?, 1): self = .catalog(name)
        case ("catalogs", let name?, 2) where rest.last == "findings": self = .findings(catalog: name)
        case ("findings", nil, _): self = .lintFindings
        case ("templates", nil, _): self = .templates
        case ("templates", let id?, 1): self = .template(id)
        case ("templateversions", nil, _): self = .templateVersions
        case ("templateversions", let id?, 1): self = .templateVersion(id)
        case ("templateversions", let id?, 2) where rest.last == "questions.schema.json": self = .questionsSchema(id)
        case ("templateversions", let id?, 2) where rest.last == "upgradeplan": self = .upgradePlan(id)
        case ("upgrades", nil, _): self = .upgrades
        case ("bundles", "infra"?, 1): self = .infraBundles
        case ("environments", nil, _): self = .environments
        case ("environments", let id?, 1): self = .environment(id)
        case ("events", nil, _): self = .events
        case (_, nil, _):
            guard let document = PublishedDocument(rawValue: collection) else { return nil }
            self = .document(document)
        case ("apiversions", Self.version?, 1): self = .apiVersion
        default: return nil
        }
    }

    /// The methods that the route takes, in the order of the `Allow` header.
    var methods: [HTTPRequest.Method] {
        switch self {
        case .catalogs, .templates, .template, .templateVersion: [.get, .head, .options, .post]
        case .upgrades: [.options, .post]
        case .catalog: [.get, .head, .options, .post, .put, .delete]
        default: [.get, .head, .options]
        }
    }

    /// Whether answers show how catalogs fare, not only what is in them.
    var showsCatalogState: Bool {
        switch self {
        case .catalogs, .catalog, .findings, .lintFindings: true
        default: false
        }
    }

    /// What a route is called in metrics: the same for every id.
    enum Name: String, Sendable, CaseIterable {
        case root, apiVersion, schemas, schema, catalogs, catalog, findings, lintFindings, templates, template
        case templateVersions, templateVersion, questionsSchema, upgradePlan, upgrades, infraBundles, environments
        case environment, document, events, health, readiness, metrics
        /// A path that names nothing.
        case unknown
    }

    var name: Name {
        switch self {
        case .root: .root
        case .apiVersion: .apiVersion
        case .schemas: .schemas
        case .schema: .schema
        case .catalogs: .catalogs
        case .catalog: .catalog
        case .findings: .findings
        case .lintFindings: .lintFindings
        case .templates: .templates
        case .template: .template
        case .templateVersions: .templateVersions
        case .templateVersion: .templateVersion
        case .questionsSchema: .questionsSchema
        case .upgradePlan: .upgradePlan
        case .upgrades: .upgrades
        case .infraBundles: .infraBundles
        case .environments: .environments
        case .environment: .environment
        case .document: .document
        case .events: .events
        case .health: .health
        case .readiness: .readiness
        case .metrics: .metrics
        }
    }
}
