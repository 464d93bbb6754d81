import Catalog
import Diagnostics

extension Rule {
    static let readmeMissing = Rule(
        "MU061", "readme-missing", .note,
        finds: "A template whose first offered version has no README.md, or an empty one.",
        because: "Rancher shows the version's README above its questions: without one people answer them blind.",
        example: .web("README.md", "", better: "# Web\n\nServes pages.\n"),
        check: .template { template, rule in
            guard let version = VersionSelection(of: template.template).defaultTarget,
                version.readme?.size ?? 0 == 0
            else { return [] }
            return [
                rule.finding(
                    "the version \"\(version.version)\" has no README",
                    at: .wholeFile(version.readme?.path ?? "\(template.folder)/\(version.folderName)"),
                    help: "add a README.md to the version's folder; the one of the template is not shown")
            ]
        })
}
