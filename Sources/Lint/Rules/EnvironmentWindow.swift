import Bundles
import Catalog
import Compiler
import Diagnostics

extension Rule {
    static let environmentWindow = Rule(
        "MU084", "environment-window", .warning,
        finds:
            "An environment template with a stack that has no version for any server that is offered the environment.",
        because: "The environment starts without that stack, or not at all.",
        example: .environmentBlock(
            "  maximum_rancher_version: v1.5.99\n", better: "  minimum_rancher_version: v1.6.0\n"),
        check: .catalog { catalog, rule in
            EnvironmentVersion.all(in: catalog).flatMap { environment in
                environment.stacks.compactMap { stack, template -> Diagnostic? in
                    guard let template, !template.versions.isEmpty,
                        !template.versions.contains(where: environment.meets)
                    else { return nil }
                    return rule.finding(
                        "\(stack.id.template) has no version for a server that is offered this environment",
                        at: stack.location)
                }
            }
        })
}
