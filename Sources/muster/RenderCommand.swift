import Checkouts
public import ArgumentParser
public import Compiler
import Compose
import Diagnostics
import Foundation
import GoTemplate

/// `muster render`.
struct RenderCommand: ParsableCommand {
    /// How far to go.
    enum LastStage: String, ExpressibleByArgument, CaseIterable {
        case template
        case compose
    }

    /// How to print.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case yaml
        case json
    }

    static let configuration = CommandConfiguration(
        "render", "Print what Rancher 1.6 would deploy for a template version and answers.",
        about: """
            Unanswered questions take their defaults. A template that stops in the middle is an error; with --lenient it \
            is cut off there, as Rancher 1.6 did without saying so.
            """,
        findings: "the version does not compile",
        examples: [
            "muster render infra-templates/ipsec/18",
            "muster render templates/web/3 --set PORT=8080 --answers answers.yml --stage compose --format json",
        ]
    )

    @Argument(help: "The version's folder, such as infra-templates/ipsec/18.")
    var versionDir: String

    @OptionGroup var answers: AnswerOptions

    @Option(help: "The stack's name: .Stack.Name.")
    var stackName = "mystack"

    @Option(help: "The version that runs before an upgrade: .Stack.PreviousVersion.")
    var previousVersion = ""

    @Option(help: "The environment's name: .Environment.Name.")
    var environmentName = "Default"

    @Option(help: "How far to go: template shows the texts after the template engine, compose what is deployed.")
    var stage = LastStage.compose

    @Option(help: "Print this file alone, without a header.")
    var file: String?

    @Option(help: "yaml prints one document a file, json the merged compose model (with --stage compose).")
    var format = Format.yaml

    @Option(help: "Which file counts where a .tpl lies beside a .yml: as the command line or as the 1.6 UI chooses.")
    var fileChoice = FileChoice.cli

    @Flag(help: "Do what Rancher 1.6 did with a template that stops: keep what was written before.")
    var lenient = false

    @Option(name: .customLong("env"), help: ArgumentHelp("What env and expandenv see.", valueName: "NAME=VALUE"))
    var environment: [String] = []

    func validate() throws {
        if format == .json, stage == .template { throw ValidationError("--format json goes with --stage compose") }
        _ = try TextInput.assignments(environment, option: "--env")
        if format == .json, file != nil { throw ValidationError("--file prints a text, so it goes with --format yaml") }
    }

    func run() throws {
        let given = try answers.read()
        let folder = try VersionOnDisk.read(versionDir)
        let surroundings = Surroundings.ofThisProcess(
            environment: try TextInput.assignments(environment, option: "--env"))
        let compiler = Compiler(
            fileChoice: fileChoice, rendering: RenderOptions(isLenient: lenient, surroundings: surroundings))
        let context = StackContext(
            stackName: stackName, previousVersion: previousVersion, environmentName: environmentName)
        let last: any CompilerStage.Type = stage == .template ? Render.self : CollectImages.self
        let compilation = compiler.compile(folder, answers: given.answers, for: context, through: last)
        let texts = Array(folder.files.values) + given.sources + compilation.renderedTexts
        DiagnosticOutput(sources: texts).show(given.diagnostics + compilation.diagnostics)
        guard compilation.isAccepted, !given.diagnostics.contains(where: { $0.severity == .error }) else {
            throw ExitStatus.findings
        }
        try write(compilation)
    }

    // MARK: Printing

    private func write(_ compilation: Compilation) throws {
        if format == .json {
            let model = compilation.stack?.project.canonicalJSON() ?? Array("{}".utf8)
            FileHandle.standardOutput.write(Data(model + [UInt8(ascii: "\n")]))
            return
        }
        let documents = stage == .template ? compilation.renderedDocuments : compilation.composedDocuments
        guard let file else {
            for (index, document) in documents.enumerated() {
                var text = Array("\(index > 0 ? "---\n" : "")# file: \(document.name)\n".utf8) + document.text
                if text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
                FileHandle.standardOutput.write(Data(text))
            }
            return
        }
        guard let document = documents.first(where: { $0.name == file }) else {
            let names = documents.map { $0.name }.joined(separator: ", ")
            throw ValidationError("there is no file \(file) here; --file can be \(names.isEmpty ? "nothing" : names)")
        }
        FileHandle.standardOutput.write(Data(document.text))
    }
}

/// Read from the command line by its name.
extension FileChoice: ExpressibleByArgument {}
