import Bundles
import Catalog
import Compiler
import Diagnostics

extension Rule {
    static let environmentTemplateUnknown = Rule(
        "MU018", "environment-template-unknown", .error,
        finds: "An environment template that names a template, or a version of one, that its own catalog has not.",
        because: "Rancher does not offer the environment template then, and only a log says why.",
        example: .environment(
            "- {name: web, templateId: 'mine:infra*wbe'}\n", better: "- {name: web, templateId: 'mine:infra*web'}\n"),
        check: .catalog { catalog, rule in
            EnvironmentVersion.all(in: catalog).flatMap(\.stacks).compactMap { stack, template -> Diagnostic? in
                guard let template else {
                    let names = catalog.templates.filter { $0.template.base == stack.id.base }.map(
                        \.template.folderName)
                    return rule.finding(
                        "this catalog has no template \(stack.id.template)", at: stack.location,
                        help: NearestName.to(stack.id.folderName, in: names).map { "did you mean \($0)?" })
                }
                guard let named = stack.id.version,
                    !template.versions.contains(where: { $0.idSuffix == named || $0.version == named })
                else { return nil }
                return rule.finding("\(stack.id.template) has no version \(named)", at: stack.location)
            }
        })
}
