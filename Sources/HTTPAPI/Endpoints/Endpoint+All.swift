extension Endpoint {
    /// Every address, in the order of the description.
    static let all = [
        root, apiVersion, apiVersionByID, schemas, schema, description, bundleSchema, catalogs, catalog, findings,
        templates,
        template, templateVersions, templateVersion, questionsSchema, upgradePlan, upgrades, events, lintFindings,
        infraBundles, environments, environment, health, readiness, metrics,
    ]

    /// The address that a request asks for; nil for an unknown one.
    static func call(_ client: ClientRequest) -> Call? {
        guard let names = PathPattern.names(in: client.path) else { return nil }
        for endpoint in byLength[names.count] ?? [] {
            if let parameters = endpoint.path.match(names) {
                return Call(endpoint: endpoint, parameters: parameters, client: client)
            }
        }
        return nil
    }

    private static let byLength = Dictionary(grouping: all) { $0.path.length }
}
