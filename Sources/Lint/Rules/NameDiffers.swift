import Catalog
import Diagnostics
import YAML

extension Rule {
    static let nameDiffers = Rule(
        "MU065", "name-differs", .note,
        finds: "A version that is offered first under another name than config.yml gives its template.",
        because:
            "Lists show the name of config.yml alone. Another one in the version is mostly left over from the template that it was copied from.",
        example: .web(
            "rancher-compose.yml", ".catalog:\n  name: Log Agent\n  version: 1.0.0\n",
            better: ".catalog:\n  name: Web\n  version: 1.0.0\n"),
        check: .template { template, rule in
            let name = template.template.name
            guard let offered = VersionSelection(of: template.template).defaultTarget,
                let version = template.versions.first(where: { $0.version.folderName == offered.folderName }),
                let own = version.block?["name"]?.scalar?.text, !isSame(own, name)
            else { return [] }
            return [
                rule.finding(
                    "the version calls itself \"\(own)\", and its template is called \"\(name)\"",
                    at: version.blockLocation("name"),
                    related: [RelatedLocation("the template's name", at: template.configLocation("name"))],
                    help: "write \(name), or leave the name out")
            ]
        })

    /// Whether names tell the same words, or one tells them in short: PostgreSQL of The PostgreSQL Database.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        let (left, right) = (nameKey(one), nameKey(other))
        return left.isEmpty || right.isEmpty || left == right || left.contains(right) || right.contains(left)
    }

    private static func nameKey(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}
