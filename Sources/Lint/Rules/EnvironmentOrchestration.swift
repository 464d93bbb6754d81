import Bundles
import Catalog
import Compiler
import Diagnostics

extension Rule {
    static let environmentOrchestration = Rule(
        "MU086", "environment-orchestration", .warning,
        finds: "An environment template with a stack whose template does not support the environment's orchestration.",
        because: """
            A template says with the label io.rancher.orchestration.supported where it works, and Rancher's editor of environments offers it \
            there alone. An environment template is started without that check, and the stack does not work in it.
            """,
        example: .environment(
            "- {name: kubernetes, templateId: 'library:infra*k8s'}\n- {name: web, templateId: 'mine:infra*web'}\n",
            better: "- {name: web, templateId: 'mine:infra*web'}\n",
            ["infra-templates/web/config.yml": labelled("cattle,mesos")]),
        check: .catalog { catalog, rule in
            EnvironmentVersion.all(in: catalog).flatMap { environment -> [Diagnostic] in
                let (name, place) = environment.orchestration
                return environment.stacks.compactMap { stack, template -> Diagnostic? in
                    guard let template, Orchestration.by(folder: stack.id.folderName) == nil,
                        let supported = Orchestration.supported(by: template), !supported.contains(name)
                    else { return nil }
                    return rule.finding(
                        "\(stack.id.template) does not support \(name), which this environment runs",
                        at: stack.location,
                        related: [RelatedLocation("the environment's orchestration", at: place ?? stack.location)],
                        notes: ["it supports \(supported.joined(separator: ", "))"],
                        help: "leave the stack out, or add \(name) to its template's label \(Orchestration.label)")
                }
            }
        })

    private static func labelled(_ supported: String) -> String {
        """
        name: Web
        description: A web server
        version: 1.0.0
        labels:
          io.rancher.orchestration.supported: '\(supported)'

        """
    }
}
