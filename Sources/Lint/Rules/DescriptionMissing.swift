import Catalog
import Diagnostics
import YAML

extension Rule {
    static let descriptionMissing = Rule(
        "MU057", "description-missing", .note,
        finds: "A template without a description.",
        because: "The list shows its name alone, and a search for what it does does not find it.",
        example: .web(
            "config.yml", "name: Web\nversion: 1.0.0\n",
            better: "name: Web\nversion: 1.0.0\ndescription: A web server\n"),
        check: .template { template, rule in
            guard template.template.description.isEmpty, template.config?.root != nil else { return [] }
            return [
                rule.finding(
                    "the template has no description", at: template.configLocation("description"),
                    help: "say in a sentence what it is for: description: A web server")
            ]
        })
}
