import Catalog
import Diagnostics
import YAML

extension Rule {
    static let categorySpelling = Rule(
        "MU058", "category-spelling", .warning,
        finds: "A category that other templates of the catalog spell otherwise: Database and Databases, test and Test.",
        because:
            "The UI makes a category of each spelling, and whoever looks into one misses the templates of the other.",
        example: example,
        check: .catalog { catalog, rule in
            let uses = catalog.templates.flatMap { template in
                Set(template.template.allCategories).sorted().map { (template: template, category: $0) }
            }
            let usual = usualSpellings(uses.map(\.category))
            return uses.compactMap { use in
                guard let other = usual[categoryKey(use.category)], other != use.category else { return nil }
                return rule.finding(
                    "the category \"\(use.category)\" is spelled \"\(other)\" by other templates",
                    at: use.template.categoryLocation,
                    help: "write \(other), or change the others")
            }
        })

    /// The spelling that most templates use, by what all spellings have in common; of equals the first by its bytes.
    private static func usualSpellings(_ categories: [String]) -> [String: String] {
        var counts: [String: Int] = [:]
        for category in categories where !category.isEmpty { counts[category, default: 0] += 1 }
        var usual: [String: String] = [:]
        for (category, _) in counts.sorted(by: { ($0.value, $1.key) > ($1.value, $0.key) }) {
            usual[categoryKey(category)] = usual[categoryKey(category)] ?? category
        }
        return usual
    }

    private static func categoryKey(_ category: String) -> String {
        let lower = category.lowercased()
        if lower.hasSuffix("ies") { return lower.dropLast(3) + "y" }
        return lower.hasSuffix("s") && !lower.hasSuffix("ss") ? String(lower.dropLast()) : lower
    }

    private static var example: Example {
        let config = { (category: String) in
            "name: Web\ndescription: A web server\nversion: 1.0.0\ncategory: \(category)\n"
        }
        let web = Example.web("config.yml", config("Server"), better: "").files
        var files = web
        for (path, text) in web {
            for name in ["api", "edge"] {
                let other = "infra-templates/\(name)/" + path.split(separator: "/").dropFirst(2).joined(separator: "/")
                files[other] = path.hasSuffix("config.yml") ? config("Servers") : text
            }
        }
        return Example(files, shown: "infra-templates/web/config.yml", better: config("Servers"))
    }
}
