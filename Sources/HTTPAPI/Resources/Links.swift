import Catalog
import Encodings

/// Every link that the API gives out: the addresses with what they are asked for.
///
/// Clients compare links as text: a version's link has no query, ends in the version's id, and leaves `*` and `:` as
/// they are.
struct Links: Sendable, Hashable {
    /// Where links start.
    let base: String
    /// The environment that the client named; nil when it named none.
    let environment: String?

    var root: String { address(.root) }
    var apiVersion: String { address(.apiVersion) }
    var apiVersionSelf: String { address(.apiVersionByID) }
    var schemas: String { address(.schemas) }
    var catalogs: String { address(.catalogs) }
    var templates: String { address(.templates) }
    var templateVersions: String { address(.templateVersions) }
    var lintFindings: String { address(.lintFindings) }
    var events: String { address(.events) }
    var upgrades: String { address(.upgrades) }
    var infraBundles: String { address(.infraBundles) }
    var environments: String { address(.environments) }
    var refresh: String { "\(templates)?action=refresh\(inEnvironment("&"))" }

    /// Where an address without open parts is.
    func address(_ endpoint: Endpoint) -> String { base + endpoint.path.text }

    func environment(_ id: TemplateID) -> String { address(.environment, encoded(id)) }

    func questionsSchema(_ id: TemplateID) -> String { address(.questionsSchema, encoded(id)) }

    func upgradePlan(_ id: TemplateID) -> String { address(.upgradePlan, encoded(id)) }

    func compile(_ id: TemplateID) -> String { "\(templateVersion(id))?action=compile\(inEnvironment("&"))" }

    func validateAnswers(_ id: TemplateID) -> String {
        "\(templateVersion(id))?action=validateanswers\(inEnvironment("&"))"
    }

    func schema(_ id: String) -> String { address(.schema, PercentEncoding.encoded(id)) }

    func catalog(_ name: String) -> String { "\(catalogAddress(name))?projectId=\(environmentOrGlobal)" }

    func findings(ofCatalog name: String) -> String {
        address(.findings, PercentEncoding.encoded(name)) + inEnvironment("?")
    }

    func lintFindings(ofCatalog name: String) -> String {
        "\(lintFindings)?catalogId=\(PercentEncoding.encoded(name))\(inEnvironment("&"))"
    }

    func refresh(catalog name: String) -> String { "\(catalogAddress(name))?action=refresh\(inEnvironment("&"))" }

    func template(_ id: TemplateID) -> String { address(.template, encoded(id)) }

    func templateVersion(_ id: TemplateID) -> String { address(.templateVersion, encoded(id)) }

    func icon(_ id: TemplateID) -> String { "\(template(id))?image&projectId=\(environmentOrGlobal)" }

    func readme(_ id: TemplateID) -> String { "\(template(id))?readme" }

    private func address(_ endpoint: Endpoint, _ part: String) -> String { base + endpoint.path.filled(with: part) }

    private var environmentOrGlobal: String {
        PercentEncoding.encoded(environment ?? CatalogKey.globalEnvironment)
    }

    private func catalogAddress(_ name: String) -> String { address(.catalog, PercentEncoding.encoded(name)) }

    private func inEnvironment(_ separator: String) -> String {
        environment.map { "\(separator)projectId=\(PercentEncoding.encoded($0))" } ?? ""
    }

    private func encoded(_ id: TemplateID) -> String { PercentEncoding.encoded(id.description) }
}
