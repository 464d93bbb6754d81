import Bundles
import Checkouts
import ArgumentParser
import Catalog
import Compiler
import Diagnostics
import Foundation
import JSON

/// `muster images`.
struct ImagesCommand: AsyncParsableCommand {
    /// How to print.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case list, json, skopeo
    }

    static let configuration = CommandConfiguration(
        "images", "List every image of versions, environments or catalogs, for sites without internet.",
        about: """
            Versions are compiled with their default answers, or with those given. A template's id means every version \
            of it for the server, an environment template's every stack, a catalog's name everything in it.
            """,
        findings: "a version does not compile, or what it runs is no image",
        examples: [
            "muster images 'library:project*cattle' --rancher-version v1.6.30",
            "muster images library --rancher-version v1.6.30 --format skopeo > sync.yml",
            "muster images infra-templates/ipsec/18 --format json",
        ]
    )

    @Argument(help: "Ids of versions, templates or environment templates, catalogs' names, or versions' folders.")
    var targets: [String]

    @OptionGroup var answers: AnswerOptions

    @Option(help: "The Rancher server's version.")
    var rancherVersion = ""

    @Option(help: "list: one a line; json: with services and lines; skopeo: what skopeo sync --src yaml reads.")
    var format = Format.list

    @Option(help: "The catalog's name in ids, for a folder. (default: the name of the checkout's folder)")
    var name: String?

    @OptionGroup var catalogs: LibraryOptions

    func run() async throws {
        let given = try answers.read()
        DiagnosticOutput(sources: given.sources).show(given.diagnostics)
        var list = ImageList()
        var isWhole = !given.diagnostics.contains { $0.severity == .error }
        for (stack, root) in try await stacks() {
            var answers = GivenAnswers(stack.answers)
            answers.answers.merge(given.answers.answers) { $1 }
            answers.locations = given.answers.locations
            let context = StackContext(stackName: stack.name, rancherVersion: rancherVersion)
            let result = Compiler().bundle(stack.source, answers: answers, for: context)
            list.add(result.compilation?.images ?? [], of: stack.source.id)
            let errors = result.diagnostics.filter { $0.severity == .error }
            let texts = stack.source.files.files.values + (result.compilation?.renderedTexts ?? [])
            DiagnosticOutput(sources: Array(texts), root: root).show(errors)
            isWhole = isWhole && errors.isEmpty
        }
        for name in list.unreadable {
            StandardError.say("\"\(name)\" is no image's name; answer what it is made of")
        }
        try write(list)
        guard list.unreadable.isEmpty, isWhole else { throw ExitStatus.findings }
    }

    private func stacks() async throws -> [(stack: ImageSources.Stack, root: String?)] {
        var stacks: [(stack: ImageSources.Stack, root: String?)] = []
        var named: [String] = []
        for target in targets {
            let place = VersionPlace(target, catalogName: name)
            guard place.isFolder else {
                named.append(target)
                continue
            }
            let found = try await place.folder()
            stacks.append((ImageSources.alone(found.source), found.root))
        }
        guard !named.isEmpty else { return stacks }
        return try await catalogs.withLibrary(rancherVersion: rancherVersion) { library in
            let sources = ImageSources(library: library, rancherVersion: rancherVersion)
            for target in named { stacks += try await sources.stacks(named: target).map { ($0, nil) } }
            return stacks
        }
    }

    private func write(_ list: ImageList) throws {
        switch format {
        case .list: ResultOutput.write(list.images.map { $0.printable + "\n" }.joined())
        case .json: try ResultOutput.write(list.json.canonicalBytes + [UInt8(ascii: "\n")], to: nil)
        case .skopeo: try ResultOutput.write(list.skopeo, to: nil)
        }
    }
}
