import Catalog
import Diagnostics

extension Rule {
    static let folderName = Rule(
        "MU066", "folder-name", .warning,
        finds:
            "A folder of a template with characters that ids and addresses have no place for, or of a version as 01 for 1.",
        because: """
            Ids put : and * between their parts, so no client can ask for a template that has them in its name, and a stack is called by the \
            folder. A revision's id is its number: who looks for the folder 01 finds 1.
            """,
        example: .init(
            named("1"), shown: "infra-templates/web/01/rancher-compose.yml", better: ""),
        check: .template { template, rule in
            let name = template.template.folderName
            let letters = name.utf8.allSatisfy {
                Words.isPart($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            }
            let own =
                letters
                ? []
                : [
                    rule.finding(
                        "the folder \"\(name)\" is named by more than letters, digits, -, _ and .",
                        at: .wholeFile(template.folder), help: "rename it; stacks that run it have to be launched anew")
                ]
            return own
                + template.changedVersions.compactMap { version in
                    guard let revision = version.version.revision, String(revision) != version.version.folderName else {
                        return nil
                    }
                    return rule.finding(
                        "the folder \(version.version.folderName) is the revision \(revision)",
                        at: .wholeFile(version.folder), help: "rename it to \(revision)")
                }
        })

    /// The example template with a second version, in the folders 1 and 01.
    private static func named(_ folder: String) -> [String: String] {
        var files = Example.web("README.md", "# Web\n", better: "").files
        files["infra-templates/web/0\(folder)/rancher-compose.yml"] = ".catalog:\n  name: Web\n  version: 1.1.0\n"
        return files
    }
}
