import ArgumentParser
import Compiler
import Diagnostics
import Foundation
import GoTemplate
import TemplateFunctions

/// `muster template`.
struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "template", "Run one file through the template engine, with any data.",
        about: """
            The data is JSON or YAML: an integer is an int, any other number a float. Without data it is an empty map.
            """,
        findings: "the template has an error",
        examples: [
            "muster template greeting.tpl --data values.yml",
            "echo '{{ .name | upper }}' | muster template - --data names.json",
        ]
    )

    @Argument(help: "The template, - for standard input.")
    var file: String

    @Option(help: "The data: a JSON or YAML file.")
    var data: String?

    @Flag(help: "Keep what was written before an error, as Rancher 1.6 did, with the rules of its engine.")
    var lenient = false

    @Option(name: .customLong("env"), help: ArgumentHelp("What env and expandenv see.", valueName: "NAME=VALUE"))
    var environment: [String] = []

    func run() throws {
        let surroundings = Surroundings.ofThisProcess(
            environment: try TextInput.assignments(environment, option: "--env"))
        let source = try TextInput.read(file)
        let dataSource = try data.map { try TextInput.read($0) }
        let output = DiagnosticOutput(sources: [source] + (dataSource.map { [$0] } ?? []))
        let dot = dataSource.map(TemplateData.read) ?? .empty
        guard let value = dot.value else {
            output.show(dot.diagnostics)
            throw ExitStatus.findings
        }
        let library = FunctionProfile.rancher16.library
        let parsed = TextTemplate.parse(source, library: library)
        guard let template = parsed.template else {
            output.show(parsed.problems.map { $0.diagnostic(in: source, functions: library.functions.keys) })
            throw ExitStatus.findings
        }
        let run = template.execute(
            value, ExecutionOptions(rules: lenient ? .go18 : .go119, surroundings: surroundings))
        output.show(dot.diagnostics)
        if let problem = run.problem {
            output.show([problem.diagnostic(in: source, severity: lenient ? .warning : .error)])
            if !lenient { throw ExitStatus.findings }
        }
        FileHandle.standardOutput.write(Data(run.output))
    }
}
