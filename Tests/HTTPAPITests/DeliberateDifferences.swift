import MusterTesting
import Foundation

/// A way in which reading differs from the reference on purpose. The replay fails on a difference that no entry
/// explains, and on an entry that explains nothing.
struct DeliberateDifference: Sendable {
    /// A short name.
    let id: String
    /// Why it is so.
    let reason: String
    /// Whether a difference is one of this kind.
    let explains: @Sendable (Difference) -> Bool

    /// The first entry that explains a difference.
    static func explaining(_ difference: Difference) -> DeliberateDifference? {
        all.first { $0.explains(difference) }
    }

    /// Every deliberate difference; those of whole answers first.
    static let all = addresses + headers + errors + lists + templates + catalogs + schemas

    private static let addresses = [
        DeliberateDifference(
            id: "extra-slash-served",
            reason: "Rancher's server puts a slash before the query of its lists; it gets the list, not a redirect."
        ) { $0.exchange.status == 301 },
        DeliberateDifference(
            id: "entry-links-more", reason: "Everything that there is can be found from the entry."
        ) {
            $0.place.hasPrefix("body/links/") && $0.recorded == nil
                && $0.exchange.body?["type"] == .string("apiVersion")
                && ["bundleSchema", "environments", "events", "findings", "infraBundles", "openapi", "upgrades"]
                    .contains($0.member)
        },
        DeliberateDifference(
            id: "templateversions-listed",
            reason: "The schema advertises the list, clients build a method from it, so it is there."
        ) { $0.path == "/v1-catalog/templateversions" && $0.exchange.status == 404 },
        DeliberateDifference(
            id: "methods",
            reason: "HEAD and OPTIONS are answered; methods that an address does not take get 405 with Allow."
        ) { $0.exchange.method != "GET" && $0.exchange.status == 404 && !$0.exchange.isJSON },
        DeliberateDifference(
            id: "unknown-route-is-json", reason: "An unknown address gets an error like any other, as JSON."
        ) {
            $0.exchange.status == 404 && !$0.exchange.isJSON
                && ["text", "header Content-Type", "header Content-Length", "header X-Api-Schemas"].contains($0.place)
        },
        DeliberateDifference(
            id: "page-loads-nothing",
            reason: "The page for browsers loads no scripts from elsewhere, and what it embeds cannot end its script."
        ) { $0.place == "text" && $0.exchange.headers["Content-Type"] == "text/html; charset=utf-8" },
        DeliberateDifference(
            id: "request-url-must-be-one",
            reason: "What is no address cannot start a link; it counts as absent."
        ) { $0.exchange.requestHeaders?["X-API-request-url"] == "not a url" && $0.isLink },
        DeliberateDifference(
            id: "links-are-encoded", reason: "A link is a valid address; only what no address may hold is encoded."
        ) {
            guard let recorded = $0.recorded?.string, let answered = $0.answered?.string, $0.isLink else {
                return false
            }
            return recorded != answered && answered.removingPercentEncoding == recorded
        },
    ]

    private static let headers = [
        DeliberateDifference(
            id: "root-schemas-header", reason: "The reference's header is malformed at the root."
        ) { $0.place == "header X-Api-Schemas" && $0.recorded?.string?.hasSuffix("//schemas") == true },
        DeliberateDifference(
            id: "schemas-header-everywhere", reason: "Clients look for the header on every answer."
        ) { $0.place == "header X-Api-Schemas" && $0.recorded == nil },
        DeliberateDifference(
            id: "errors-are-json", reason: "The body is JSON, so the header says so."
        ) {
            $0.place == "header Content-Type" && $0.exchange.isError && $0.answered?.string == "application/json"
        },
    ]

    private static let errors = [
        DeliberateDifference(
            id: "error-code", reason: "Programs tell errors apart by a stable word."
        ) { $0.place == "body/code" && $0.recorded == nil && $0.exchange.isError },
        DeliberateDifference(
            id: "icon-missing-is-404", reason: "An image that is not there is not an empty text."
        ) { $0.exchange.isEmptyText && $0.exchange.path.contains("?image") && $0.exchange.status == 200 },
        DeliberateDifference(
            id: "readme-empty-has-type", reason: "Every body has a type, also an empty one."
        ) {
            $0.place == "header Content-Type" && $0.recorded == nil
                && $0.exchange.path.lowercased().hasSuffix("?readme")
        },
    ]

    private static let lists = [
        DeliberateDifference(
            id: "limit-and-sort",
            reason: "A list heeds limit and sort, which the reference ignores; no client of it sends them."
        ) { $0.path == "/v1-catalog/templates" && $0.exchange.path.contains("limit=") },
        DeliberateDifference(
            id: "refresh-link-is-absolute", reason: "A relative address is followed wrongly by every client."
        ) { $0.place == "body/actions/refresh" && $0.recorded?.string == "?action=refresh" },
        DeliberateDifference(
            id: "resource-type-always",
            reason: "Every list says what it lists: empty ones too, and that of catalogs, where the reference has null."
        ) { $0.place == "body/resourceType" && ($0.recorded == nil || $0.recorded == .null) },
        DeliberateDifference(
            id: "never-null", reason: "Lists and maps are never null: clients call methods on them."
        ) {
            $0.recorded == .null && ["categories", "labels"].contains($0.member)
                && ($0.answered == .array([]) || $0.answered == .object([:]))
        },
    ]

    private static let templates = [
        DeliberateDifference(
            id: "nameless-templates",
            reason:
                "A template whose config.yml does not parse is served under its folder's name, and folders that are "
                + "no templates are not; the reference makes entries without a name of both."
        ) { difference in
            let id = difference.templateID
            let isNameless = ["library:", "community:", "orig:", "orig::0"].contains(id)
            return isNameless || brokenTemplates.contains(id)
        },
        DeliberateDifference(
            id: "template-readme", reason: "A template's own README is served; the reference loses it."
        ) { $0.member == "readme" && $0.place.hasSuffix("/links/readme") && $0.recorded == nil },
        DeliberateDifference(
            id: "version-can-be-compiled", reason: "A version says how it is compiled, checked and planned."
        ) {
            $0.recorded == nil && compiling.contains($0.member)
                && ($0.place.contains("/actions/") || $0.place.contains("/links/"))
        },
        DeliberateDifference(
            id: "one-version-text-twice",
            reason:
                "Of two folders with one version text the later revision stands for it; the reference picks at random."
        ) { ["community:registry", "community:zinst"].contains($0.templateID) && $0.place.contains("ersion") },
        DeliberateDifference(
            id: "default-version-heeds-server",
            reason:
                "A server is not offered a version that it cannot run (rancher#8687); off with --reference-defaults."
        ) {
            ($0.exchange.path.contains("ancherVersion=") || $0.exchange.path.contains("RancherVersion_lte="))
                && ["defaultVersion", "defaultTemplateVersionId"].contains($0.member)
        },
    ]

    /// What can be done with a version beside reading it.
    private static let compiling: Set = ["compile", "environment", "questionsSchema", "upgradePlan", "validateanswers"]

    private static let brokenTemplates: Set = ["orig:broken1"]

    private static let catalogs = [
        DeliberateDifference(
            id: "catalog-type", reason: "The reference loses the type of catalogs in its own encoder."
        ) { $0.member == "type" && $0.recorded == nil && $0.answered?.string == "catalog" },
        DeliberateDifference(
            id: "catalog-state",
            reason: "A catalog shows how it fares: state, last refresh, counts, findings, and how to refresh it."
        ) {
            $0.recorded == nil && $0.exchange.path.hasPrefix("/v1-catalog/catalogs")
                && [
                    "findings", "lastRefresh", "lint", "refresh", "state", "templateCount", "transitioning",
                    "transitioningMessage", "versionCount",
                ].contains($0.member)
        },
    ]

    private static let schemas = [
        DeliberateDifference(
            id: "schema-by-id",
            reason: "A schema is there by its id too, and an unknown id is 404; the reference answers "
                + "an empty object to both."
        ) {
            $0.exchange.path.hasPrefix("/v1-catalog/schemas/")
                && ($0.recorded == nil || ["status", "header Content-Type"].contains($0.place))
        },
        DeliberateDifference(
            id: "schemas-say-more",
            reason:
                "Clients learn filters, the actions of catalogs and versions, that catalogs can be created, changed "
                + "and removed, and the fields and types that are new."
        ) {
            $0.path == "/v1-catalog/schemas"
                && ($0.recorded == nil || ["collectionMethods", "resourceMethods"].contains($0.member))
        },
    ]
}

extension RecordedExchange {
    /// Whether the recorded answer is the reference's JSON error.
    var isError: Bool { body?["type"]?.string == "error" }
    /// Whether the recorded answer is JSON.
    var isJSON: Bool { body != nil }
    /// Whether the recorded answer is an empty text.
    var isEmptyText: Bool { bodyText == "" }
}

extension Difference {
    /// The path that was asked for, without its query.
    var path: String { String(exchange.path.prefix { $0 != "?" }) }

    /// The last part of the place: a member's name.
    var member: String { place.split(separator: "/").last.map(String.init) ?? "" }

    /// Whether the place is a link or the header that is one.
    var isLink: Bool { place.contains("/links/") || place.hasPrefix("header X-Api") || place.contains("Links/") }

    /// The id of the template or version that the place is about: an element of a list, or what was asked for.
    var templateID: String {
        let parts = place.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 2, parts[0] == "body", parts[1] == "data" { return String(parts[2]) }
        for route in ["/v1-catalog/templates/", "/v1-catalog/templateversions/"] where path.hasPrefix(route) {
            return String(path.dropFirst(route.count))
        }
        return ""
    }
}
