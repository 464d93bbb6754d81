import Catalog
import Diagnostics

extension Rule {
    static let iconMissing = Rule(
        "MU055", "icon-missing", .warning,
        finds: "A template without an icon, or with an empty one.",
        because:
            "The catalog shows a grey box between the pictures of the others, and people take the template for unfinished.",
        example: .beside("catalogIcon-web.svg", "", better: "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
        check: .template { template, rule in
            let icon = template.template.icon
            guard icon?.size ?? 0 == 0 else { return [] }
            return [
                rule.finding(
                    icon == nil ? "the template has no icon" : "the template's icon is empty",
                    at: .wholeFile(icon?.path ?? template.folder),
                    help: "add catalogIcon-\(template.template.folderName).svg beside config.yml")
            ]
        })
}
