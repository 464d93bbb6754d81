import Checkouts
import ArgumentParser
package import Authoring
import Catalog
import Diagnostics
import Foundation
import Git

extension VersionBump: ExpressibleByArgument {}

/// `muster new-version`.
struct NewVersionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "new-version", "Copy a version of a template into the next folder, and change what has to change with it.",
        about: """
            The copy gets the next version text, config.yml names it, and an upgrade_from that would leave the copied version behind \
            takes it in. With --minimum-rancher-version the copied version ends where the new one begins. Files are edited in place: \
            comments, quotes, line ends and order stay.
            """,
        examples: [
            "muster new-version infra-templates/log-agent",
            "muster new-version log-agent ../our-catalog --bump patch",
            "muster new-version log-agent --from 1.0.0 --version 1.0.1",
            "muster new-version log-agent --minimum-rancher-version v1.6.14-rc1 --dry-run",
        ]
    )

    @Argument(help: "The template's folder in the checkout, or its name: infra-templates/web, web.")
    var template: String

    @Argument(help: "The checkout of the catalog.")
    var path = "."

    @Option(help: "The version to copy: its folder or its text. (default: the one that is offered first)")
    var from: String?

    @Option(help: "The number to raise: major, minor, patch, or suffix for the 1 of -rancher1.")
    var bump: VersionBump?

    @Option(help: "The new version's text, instead of a raised number.")
    var version: String?

    @Option(help: "The oldest Rancher server that the new version is for.")
    var minimumRancherVersion: String?

    @Flag(help: "Show the change as a difference, and make nothing.")
    var dryRun = false

    func validate() throws {
        if bump != nil, version != nil { throw ValidationError("--version says it all; leave --bump out") }
    }

    func run() async throws {
        let texts = try await texts(of: try folder())
        let made = try made(of: texts)
        if dryRun {
            CatalogEditText.show(made.edit)
        } else {
            try CheckoutChange.write(made.edit, into: path)
            ResultOutput.write(CatalogEditText.made(made.edit) + CatalogEditText.next(steps(after: made)))
        }
        for note in made.notes { StandardError.say("note: \(note)") }
    }

    private func made(of texts: TemplateTexts) throws -> NewVersion {
        var request = NewVersion.Request()
        request.from = from
        request.bump = bump ?? request.bump
        request.text = version
        request.minimumRancherVersion = minimumRancherVersion
        do {
            return try NewVersion(request, of: texts)
        } catch {
            throw ServerError("\(error)")
        }
    }

    private func steps(after made: NewVersion) -> [String] {
        let folder = made.edit.folder
        let template = folder.split(separator: "/").dropLast().joined(separator: "/")
        let (files, own) = (
            made.edit.added.keys, ["url": "url and checksum", "project.yml": "the stacks in project.yml"]
        )
        let what = own.first { files.contains("\(folder)/\($0.key)") }?.value ?? "images, questions and README.md"
        return [
            "change what is new in \(made.text): \(what) in \(folder)", "muster lint \(path)",
            "muster graph \(CatalogEditText.path(template, in: path))",
        ]
    }

    /// The template's folder from the checkout's root.
    private func folder() throws -> String {
        let root = try CheckoutChange.existing(path)
        let name = template.hasSuffix("/") ? String(template.dropLast()) : template
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count < 3, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
            throw ValidationError("\"\(template)\" is no template; name it as in web or infra-templates/web")
        }
        if parts.count == 2 { return name }
        let bases = try FileManager.default.contentsOfDirectory(atPath: root.path).filter {
            $0 == "templates" || $0.hasSuffix("-templates")
        }
        let found = bases.sorted().map { "\($0)/\(name)" }.filter {
            FileManager.default.fileExists(atPath: root.appending(path: $0).path)
        }
        guard let only = found.first else {
            let names = try bases.flatMap { try FileManager.default.contentsOfDirectory(atPath: "\(root.path)/\($0)") }
            let near = NearestName.to(name, in: names).map { "; did you mean \($0)?" } ?? ""
            throw ServerError("\(path) has no template \(name)\(near)")
        }
        guard found.count == 1 else { throw ServerError("name one of \(found.joined(separator: ", "))") }
        return only
    }

    private func texts(of folder: String) async throws -> TemplateTexts {
        let snapshot = try await FolderSource(path: path).scan(templateFolder: folder)
        guard let found = snapshot.templateFolders.first else { throw ServerError("\(path) has no template \(folder)") }
        return try await snapshot.withReader { reader in
            var files: [String: [UInt8]] = [:]
            for file in found.files { files[file.path] = try reader.content(file.content) }
            return TemplateTexts(path: folder, files: files)
        }
    }
}
