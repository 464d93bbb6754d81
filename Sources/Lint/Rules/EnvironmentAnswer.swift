import Bundles
import Catalog
import Compiler
import Diagnostics

extension Rule {
    static let environmentAnswer = Rule(
        "MU087", "environment-answer", .warning,
        finds: "An environment template that answers a question which no version of its stack's template asks.",
        because: "The answer changes nothing, and the question that was meant keeps its default.",
        example: .environment(
            "- {name: web, templateId: 'mine:infra*web', answers: {PROT: 80}}\n",
            better: "- {name: web, templateId: 'mine:infra*web', answers: {PORT: 80}}\n",
            [
                "infra-templates/web/0/rancher-compose.yml":
                    ".catalog:\n  name: Web\n  version: 1.0.0\n  questions:\n  - {variable: PORT, type: int, default: 80}\n",
                "infra-templates/web/0/docker-compose.yml":
                    "web:\n  image: example/web:1.0.0\n  command: run ${PORT}\n",
            ]),
        check: .catalog { catalog, rule in
            var known: [String: Set<String>] = [:]
            return EnvironmentVersion.all(in: catalog).flatMap(\.stacks).flatMap { stack, template -> [Diagnostic] in
                guard let template, !template.versions.isEmpty else { return [] }
                let asked =
                    known[template.folderPath]
                    ?? Set(template.versions.flatMap { $0.questions ?? [] }.map(\.variable))
                known[template.folderPath] = asked
                let unasked = stack.answers.keys.sorted().filter { !asked.contains($0) }
                return rule.findings(about: unasked, at: { _ in stack.location }) { variable, place in
                    rule.finding(
                        "\(stack.id.template) asks no question \(variable)", at: place,
                        help: NearestName.to(variable, in: asked).map { "did you mean \($0)?" })
                }
            }
        })
}
