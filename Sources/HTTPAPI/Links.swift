import Catalog
import Store

/// Every address that the API gives out, spelled in one place.
///
/// Clients compare links as text: a version's link has no query, ends in the version's id, and leaves `*` and `:` as
/// they are.
struct Links: Sendable, Hashable {
    /// Where links start.
    let base: String
    /// The environment that the client named; nil when it named none.
    let environment: String?

    var root: String { base + "/" }
    var apiVersion: String { "\(base)/\(Route.version)" }
    var apiVersionSelf: String { "\(apiVersion)/apiversions/\(Route.version)" }
    var schemas: String { "\(apiVersion)/schemas" }
    var catalogs: String { "\(apiVersion)/catalogs" }
    var templates: String { "\(apiVersion)/templates" }
    var templateVersions: String { "\(apiVersion)/templateversions" }
    var lintFindings: String { "\(apiVersion)/findings" }
    var events: String { "\(apiVersion)/events" }
    var refresh: String { "\(templates)?action=refresh\(inEnvironment("&"))" }

    var upgrades: String { "\(apiVersion)/upgrades" }
    var infraBundles: String { "\(apiVersion)/bundles/infra" }
    var environments: String { "\(apiVersion)/environments" }

    func environment(_ id: TemplateID) -> String { "\(environments)/\(encoded(id))" }

    func document(_ document: PublishedDocument) -> String { "\(apiVersion)/\(document.rawValue)" }

    func questionsSchema(_ id: TemplateID) -> String { "\(templateVersion(id))/questions.schema.json" }

    func upgradePlan(_ id: TemplateID) -> String { "\(templateVersion(id))/upgradeplan" }

    func compile(_ id: TemplateID) -> String { "\(templateVersion(id))?action=compile\(inEnvironment("&"))" }

    func validateAnswers(_ id: TemplateID) -> String {
        "\(templateVersion(id))?action=validateanswers\(inEnvironment("&"))"
    }

    func schema(_ id: String) -> String { "\(schemas)/\(PercentEncoding.encoded(id))" }

    func catalog(_ name: String) -> String { "\(catalogAddress(name))?projectId=\(environmentOrGlobal)" }

    func findings(ofCatalog name: String) -> String { "\(catalogAddress(name))/findings\(inEnvironment("?"))" }

    func lintFindings(ofCatalog name: String) -> String {
        "\(lintFindings)?catalogId=\(PercentEncoding.encoded(name))\(inEnvironment("&"))"
    }

    func refresh(catalog name: String) -> String { "\(catalogAddress(name))?action=refresh\(inEnvironment("&"))" }

    func template(_ id: TemplateID) -> String { "\(templates)/\(encoded(id))" }

    func templateVersion(_ id: TemplateID) -> String { "\(templateVersions)/\(encoded(id))" }

    func icon(_ id: TemplateID) -> String { "\(template(id))?image&projectId=\(environmentOrGlobal)" }

    func readme(_ id: TemplateID) -> String { "\(template(id))?readme" }

    private var environmentOrGlobal: String {
        PercentEncoding.encoded(environment ?? CatalogKey.globalEnvironment)
    }

    private func catalogAddress(_ name: String) -> String { "\(catalogs)/\(PercentEncoding.encoded(name))" }

    private func inEnvironment(_ separator: String) -> String {
        environment.map { "\(separator)projectId=\(PercentEncoding.encoded($0))" } ?? ""
    }

    private func encoded(_ id: TemplateID) -> String { PercentEncoding.encoded(id.description) }
}
