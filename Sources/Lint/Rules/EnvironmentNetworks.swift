import Bundles
import Catalog
import Compiler
import Diagnostics

extension Rule {
    static let environmentNetworks = Rule(
        "MU085", "environment-networks", .warning,
        finds: "An environment template with two networks.",
        because:
            "Rancher's editor lets nobody choose two: containers get addresses of one, and both change the hosts' rules.",
        example: .environment(
            "- {name: web, templateId: 'mine:infra*web'}\n- {name: other, templateId: 'mine:infra*web'}\n",
            better: "- {name: web, templateId: 'mine:infra*web'}\n",
            ["infra-templates/web/config.yml": "name: Web\ndescription: A net\nversion: 1.0.0\ncategory: Networking\n"]),
        check: .catalog { catalog, rule in
            EnvironmentVersion.all(in: catalog).compactMap { environment -> Diagnostic? in
                let networks = environment.stacks.filter {
                    $0.template?.allCategories.contains("Networking") ?? false
                }.map(\.stack)
                guard networks.count > 1 else { return nil }
                return rule.finding(
                    "the stacks \(networks[0].name) and \(networks[1].name) are both networks",
                    at: networks[1].location,
                    related: [RelatedLocation("the first network", at: networks[0].location)])
            }
        })
}
