import Catalog
import Diagnostics
import HTTPTypes
import Lint
import Service

/// Which findings of lint a client asks for. A name that names nothing is refused: it would look as if nothing were wrong.
struct FindingFilter: Sendable {
    /// What findings are written as.
    enum Form: String, Sendable, CaseIterable {
        case json, sarif
    }

    let catalog: String
    let template: TemplateID?
    let severities: Set<Severity>
    /// The codes of the rules; empty for all.
    let rules: Set<String>
    let form: Form

    /// The filter of a query. A parameter that is there twice means either value.
    ///
    /// - Throws: ``APIError`` for a template, a severity, a rule or a form that is none.
    init(_ client: ClientRequest) throws {
        let query = client.query
        catalog = query.first("catalogId")
        let template = query.first("templateId")
        self.template = TemplateID(parsing: template)
        guard template.isEmpty || self.template?.version == nil && self.template != nil else {
            throw APIError.noTemplate
        }
        severities = Set(try query.given("severity").map(Self.severity))
        rules = Set(try query.given("rule").map(Self.rule))
        form = try Self.form(query.first("format"), client)
    }

    /// Whether a catalog's findings are asked for.
    func includes(catalog name: String) -> Bool {
        (catalog.isEmpty || name == catalog) && (template == nil || name == template?.catalog)
    }

    /// Whether a finding in a template's folder is asked for, or anywhere where `folder` is nil.
    func includes(_ finding: Finding, below folder: String?) -> Bool {
        (severities.isEmpty || severities.contains(finding.diagnostic.severity))
            && (rules.isEmpty || rules.contains(finding.rule))
            && folder.map { Self.isPath(finding.diagnostic.location.path, below: $0) } ?? true
    }

    /// The filter as a part of a cache's key.
    var cacheKey: [String] {
        [catalog, template?.description ?? "", form.rawValue, "\(severities.count)"]
            + severities.map(\.rawValue).sorted() + rules.sorted()
    }

    /// What clients may filter by, as the schemas say it.
    static let schema: [(field: String, modifiers: [String])] = [
        "catalogId", "projectId", "rule", "severity", "templateId",
    ]
    .map { ($0, ["eq"]) }

    private static func isPath(_ path: String, below folder: String) -> Bool {
        path.utf8.starts(with: folder.utf8)
            && (path.utf8.count == folder.utf8.count
                || path.utf8.dropFirst(folder.utf8.count).first == UInt8(ascii: "/"))
    }

    private static func severity(_ text: String) throws -> Severity {
        if let severity = Severity(rawValue: text) { return severity }
        throw APIError.invalidParameter("severity", text, known: Severity.allCases.map(\.rawValue))
    }

    private static func rule(_ text: String) throws -> String {
        if let rule = Rule.named(text) { return rule.code }
        let near = NearestName.to(text, in: Rule.all.flatMap { [$0.code, $0.name] })
        throw APIError.invalidParameter("rule", text, known: Rule.all.map(\.code), near: near)
    }

    private static func form(_ text: String, _ client: ClientRequest) throws -> Form {
        if text.isEmpty { return client.wantsSARIF ? .sarif : .json }
        if let form = Form(rawValue: text) { return form }
        throw APIError.invalidParameter("format", text, known: Form.allCases.map(\.rawValue))
    }
}

extension RequestQuery {
    /// Every value of a parameter that says something.
    fileprivate func given(_ name: String) -> [String] { all(name).filter { !$0.isEmpty } }
}

extension APIError {
    /// The refusal of a parameter's value.
    fileprivate static func invalidParameter(
        _ name: String, _ value: String, known: [String], near: String? = nil
    ) -> APIError {
        let hint = near.map { "did you mean \($0)? " } ?? ""
        return APIError(
            status: .badRequest, code: "invalid-parameter",
            message: "'\(name)' cannot be \"\(value.prefix(200))\": \(hint)known are \(known.joined(separator: ", "))")
    }

    /// The refusal of a catalog's name where some are known.
    static func noCatalog(among known: [String]) -> APIError {
        let names = known.isEmpty ? "none" : known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
        return APIError(status: .notFound, code: "not-found", message: "Catalog not found; there are \(names)")
    }

    /// The refusal of a service that does not lint.
    static let notLinting = APIError(
        status: .notFound, code: "not-linting", message: "This service was started without lint (--no-lint)")
}
