import Checkouts
import ArgumentParser
package import Authoring
import Compiler
import Foundation

extension TemplateKind: ExpressibleByArgument {}

/// `muster new`.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "new", "Make a template in a catalog's checkout, of which muster lint has nothing to say.",
        about: """
            The folder has config.yml, an icon, README.md and a first version, 0. Nothing is made where a folder of that name is \
            already.
            """,
        examples: [
            "muster new web",
            "muster new log-agent --kind infra --title 'Log Agent' --description 'Ships the logs of every host'",
            "muster new infra-templates/log-agent ../our-catalog",
            "muster new small --kind environment --dry-run",
        ]
    )

    @Argument(help: "The template's name, or its folder and name: web, infra-templates/web.")
    var template: String

    @Argument(help: "The checkout of the catalog.")
    var path = "."

    @Option(help: "infra, stack, environment or machine. (default: what the folder is for, else stack)")
    var kind: TemplateKind?

    @Option(help: "The name that people read. (default: made of the folder's name)")
    var title: String?

    @Option(help: "What it is for, in one sentence.")
    var description: String?

    @Option(help: "What lists show it under. (default: the usual one of the kind)")
    var category: String?

    @Option(help: "Who to write to: 'Ann Example <ann@example.org>'.")
    var maintainer: String?

    @Option(help: "An SPDX identifier, such as Apache-2.0.")
    var license: String?

    @Option(help: "The oldest Rancher server that the template is for.")
    var rancherVersion = NewTemplate.usualRancherVersion

    @Flag(help: "Show the files as a difference, and make nothing.")
    var dryRun = false

    func run() throws {
        let edit: CatalogEdit
        do {
            edit = try newTemplate().edit()
        } catch {
            throw ValidationError("\(error)")
        }
        if dryRun {
            try CheckoutChange.refusingExisting(edit, in: path)
            return CatalogEditText.show(edit)
        }
        try CheckoutChange.write(edit, into: path)
        ResultOutput.write(CatalogEditText.made(edit) + CatalogEditText.next(steps(after: edit)))
    }

    private func newTemplate() throws(AuthoringRefusal) -> NewTemplate {
        var template = NewTemplate(at: try TemplatePlace(template, kind: kind))
        template.title = title
        template.description = description
        template.category = category
        template.maintainer = maintainer
        template.license = license
        template.rancherVersion = rancherVersion
        return template
    }

    private func steps(after edit: CatalogEdit) -> [String] {
        let version = "\(edit.folder)/0"
        let lint = "muster lint \(path)"
        return switch edit.added.keys {
        case let files where files.contains("\(version)/url"):
            ["write the driver's address into \(version)/url, and its checksum into \(version)/checksum", lint]
        case let files where files.contains("\(version)/project.yml"):
            ["name the stacks in \(version)/project.yml", lint]
        default:
            [
                "put your services into \(version)/docker-compose.yml, and your questions into rancher-compose.yml beside it",
                "muster render \(CatalogEditText.path(version, in: path))", lint,
            ]
        }
    }
}
