import Bundles
import Checkouts
import ArgumentParser
import Catalog
import Compiler
import Diagnostics
import Drawing
import Foundation

/// `muster graph`.
struct GraphCommand: AsyncParsableCommand {
    /// How to print.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case dot
        case svg
        case json
    }

    static let configuration = CommandConfiguration(
        "graph", "Show which version of a template can be upgraded to which, and why not to the others.",
        about: """
            What a Rancher server is offered is decided by Rancher's order of versions, by each version's window of Rancher \
            versions, and by upgrade_from. Findings about the template go to standard error.
            """,
        findings: "there is a finding of error severity; the graph is of what could be read",
        examples: [
            "muster graph infra-templates/ipsec --rancher-version v1.6.14",
            "muster graph 'library:infra*ipsec' --catalog library=./rancher-catalog",
            "muster graph infra-templates/ipsec --from 0.2.0",
            "muster graph infra-templates/ipsec --format dot | dot -Tpng > ipsec.png",
        ]
    )

    @Argument(help: "The template's folder (infra-templates/ipsec), or its id (library:infra*ipsec).")
    var template: String

    @Option(help: "The server's version, such as v1.6.30; without it every window counts as open.")
    var rancherVersion = ""

    @Option(help: "Tell of this version alone: its text, or the last part of its id.")
    var from: String?

    @Option(help: "text is for reading, dot for Graphviz, svg a picture, json for programs.")
    var format = Format.text

    @Option(help: "Write to this file instead of standard output.")
    var output: String?

    @OptionGroup var catalogs: LibraryOptions

    func run() async throws {
        let (read, sources, title) = try await read()
        let findings = read.diagnostics
        DiagnosticOutput(sources: sources).show(findings)
        let graph = UpgradeGraph(of: read, rancherVersion: rancherVersion)
        let version = try from.map { try Self.version(named: $0, of: read) }
        try ResultOutput.write(bytes(of: graph, title: title, from: version), to: output)
        if findings.contains(where: { $0.severity == .error }) { throw ExitStatus.findings }
    }

    private func read() async throws -> (template: Template, sources: [SourceText], title: String) {
        let place = VersionPlace(template, catalogName: nil)
        guard !place.isFolder, let id = TemplateID(parsing: template) else {
            let read = try await TemplateOnDisk.read(template)
            return (read.template, read.sources, read.template.folderPath)
        }
        return try await catalogs.withLibrary(rancherVersion: rancherVersion) { library in
            do throws(LibraryFailure) {
                return (try library.template(id).template, [], id.template.description)
            } catch {
                throw ServerError("\(error); \(error.help)")
            }
        }
    }

    private static func version(named name: String, of template: Template) throws -> TemplateVersion {
        if let version = template.version(named: name) { return version }
        let names = template.versions.map(\.version)
        let hint = NearestName.to(name, in: names).map { "; did you mean \($0)?" } ?? ""
        throw ValidationError("\(template.folderPath) has no version \(name)\(hint)")
    }

    private func bytes(of graph: UpgradeGraph, title: String, from version: TemplateVersion?) -> [UInt8] {
        switch format {
        case .text: Array(graph.text(title: title, from: version).utf8)
        case .dot: Array(graph.dot(title: title, from: version).utf8)
        case .svg: Array(graph.svg(title: title, from: version).utf8)
        case .json: graph.json(title: title, from: version)
        }
    }
}
