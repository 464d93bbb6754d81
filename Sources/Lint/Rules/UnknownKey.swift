import Catalog
import Compiler
import Diagnostics
import YAML

extension Rule {
    static let unknownKey = Rule(
        "MU005", "unknown-key", .warning,
        finds: "A key of config.yml, of the catalog block, of a question or of project.yml that nothing reads there.",
        because: """
            Rancher passes over keys that it does not know and says nothing: a misspelt minimum_rancher_version offers the version to every
            server, and a default that is misspelt is no default.
            """,
        example: .web(
            "rancher-compose.yml", ".catalog:\n  name: Web\n  version: 1.0.0\n  minimun_rancher_version: v1.6.0\n",
            better: ".catalog:\n  name: Web\n  version: 1.0.0\n  minimum_rancher_version: v1.6.0\n"),
        fix: .needsReview,
        check: .template { template, rule in
            let config = template.config.map { KnownKeys.config.unknown(in: $0.root, of: $0.source, rule) } ?? []
            return config + template.changedVersions.flatMap { unknownKeys(of: $0, rule) }
        })

    private static func unknownKeys(of version: LintVersion, _ rule: Rule) -> [Diagnostic] {
        project(of: version, rule) + block(of: version, rule)
    }

    private static func project(of version: LintVersion, _ rule: Rule) -> [Diagnostic] {
        guard version.base == "project", let source = version.files["project.yml"] else { return [] }
        let root = YAMLDocument.parse(source).root
        return KnownKeys.project.unknown(in: root, of: source, rule)
            + (root?["stacks"]?.elements ?? []).flatMap { KnownKeys.projectStack.unknown(in: $0, of: source, rule) }
    }

    private static func block(of version: LintVersion, _ rule: Rule) -> [Diagnostic] {
        guard let source = version.rancherCompose?.source else { return [] }
        let questions = version.block?["questions"]?.elements ?? []
        return KnownKeys.block.unknown(in: version.block, of: source, rule)
            + questions.flatMap { KnownKeys.question.unknown(in: $0, of: source, rule) }
    }
}
