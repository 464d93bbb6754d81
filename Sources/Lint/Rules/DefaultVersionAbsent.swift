import Catalog
import Diagnostics

extension Rule {
    static let defaultVersionAbsent = Rule(
        "MU008", "default-version-absent", .error,
        finds: "A version in config.yml that no version folder has.",
        because:
            "Rancher's UI offers no version then and asks people to choose one; its server does not find what to deploy.",
        example: .web(
            "config.yml", "name: Web\ndescription: A web server\nversion: 1.0\n",
            better: "name: Web\ndescription: A web server\nversion: 1.0.0\n"),
        check: .template { template, rule in
            let named = template.template.defaultVersion
            let versions = template.template.versions.map(\.version)
            guard !named.isEmpty, !versions.isEmpty, !versions.contains(named) else { return [] }
            let near = NearestName.to(named, in: versions)
            return [
                rule.finding(
                    "the default version \"\(named)\" is none of the template's versions",
                    at: template.configLocation("version"),
                    help: near.map { "did you mean \"\($0)\"?" }
                        ?? "it has \(versions.suffix(5).joined(separator: ", "))")
            ]
        })
}
