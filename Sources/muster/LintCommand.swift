import ArgumentParser
import Catalog
import Diagnostics
import Foundation
import Git
import Lint

/// `muster lint`.
struct LintCommand: AsyncParsableCommand {
    /// How to print.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
    }

    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Look for what would break on a real server, and for what would embarrass a catalog's author.",
        discussion: """
            Findings go to standard output, with the place, the reason and what to do. A finding of error severity ends
            the command with status 1. muster explain CODE says more about a rule.

            Examples:
              muster lint .
              muster lint . --config .muster-lint.yml
            """
    )

    @Argument(help: "Checkouts of catalogs: folders that have infra-templates, templates and the like.")
    var paths: [String]

    @Option(help: "The configuration. (default: .muster-lint.yml in the checkout, when it is there)")
    var config: String?

    @Option(help: "text: grouped by file, with source lines.")
    var format = Format.text

    func run() async throws {
        var reports: [(report: LintReport, sources: [String: SourceText])] = []
        for path in paths {
            let configuration = try configuration(for: path)
            let input = try await Self.input(path)
            let report = await Linter(configuration).lint(input)
            reports.append((report, Self.sources(of: input)))
        }
        for (report, sources) in reports {
            ResultOutput.write(LintText(report: report, source: { sources[$0] }, isColoured: false).text)
        }
        if reports.contains(where: { $0.report.count(.error) > 0 }) { throw ExitStatus.findings }
    }

    private func configuration(for path: String) throws -> LintConfiguration {
        let own = "\(path)/.muster-lint.yml"
        guard let file = config ?? (FileManager.default.fileExists(atPath: own) ? own : nil) else {
            return LintConfiguration()
        }
        let source = try TextInput.read(file)
        let (configuration, diagnostics) = LintConfiguration.read(source)
        DiagnosticOutput(sources: [source]).show(diagnostics)
        guard diagnostics.isEmpty else { throw ExitStatus.usage }
        return configuration
    }

    /// A checkout with the contents of all its files.
    static func input(_ path: String) async throws -> LintInput {
        let snapshot = try await FolderSource(path: path).scan()
        let name = URL(filePath: path).standardizedFileURL.lastPathComponent
        return try await snapshot.withReader { reader in
            var contents: [ContentID: [UInt8]] = [:]
            for folder in snapshot.templateFolders {
                for file in folder.files where contents[file.content] == nil {
                    contents[file.content] = try reader.content(file.content)
                }
            }
            return LintInput(name: name, folders: snapshot.templateFolders, contents: contents)
        }
    }

    private static func sources(of input: LintInput) -> [String: SourceText] {
        var sources: [String: SourceText] = [:]
        for file in input.folders.flatMap(\.files) {
            sources[file.path] = SourceText(path: file.path, bytes: input.contents[file.content] ?? [])
        }
        return sources
    }
}
