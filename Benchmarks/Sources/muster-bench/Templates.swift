import ArgumentParser
import Catalog
import Compiler
import Diagnostics
import Foundation
import GoTemplate
import TemplateFunctions

/// Parses and executes every compose file that contains an action, with default answers.
struct Templates: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The template engine over every file with an action; --export writes what the Go peer reads.")

    @Argument(help: "Checked-out catalogs.")
    var catalogs: [String]

    @Option(help: "How often to repeat; the best counts.")
    var rounds = 30

    @Option(help: "Write the files and answers as JSON lines, and measure nothing.")
    var export: String?

    private struct Input: Encodable {
        let text: String
        let values: [String: String]
        let version: String
    }

    func run() throws {
        let inputs = try Versions(catalogs: catalogs).folders.flatMap(Self.inputs)
        if let export {
            let encoder = JSONEncoder()
            var lines = Data()
            for input in inputs { lines += try encoder.encode(input) + Data("\n".utf8) }
            return try lines.write(to: URL(filePath: export))
        }
        measure(inputs)
    }

    /// The compose files of a version that the engine has something to do in.
    private static func inputs(of version: VersionFiles) -> [Input] {
        let form = version["rancher-compose.yml"].map { QuestionForm.read(from: $0) } ?? .empty
        let values = Dictionary(form.questions.map { ($0.variable, $0.defaultAnswer) }) { $1 }
        let names = ["docker-compose.yml", "docker-compose.yml.tpl", "rancher-compose.yml", "rancher-compose.yml.tpl"]
        return names.compactMap { name in
            guard let source = version[name] else { return nil }
            let text = String(decoding: source.bytes, as: UTF8.self)
            let start = text.drop { $0.isWhitespace }
            guard text.contains("{{"), !start.hasPrefix("#notemplating"), !start.hasPrefix("# notemplating") else {
                return nil
            }
            return Input(text: text, values: values, version: form.version)
        }
    }

    private func measure(_ inputs: [Input]) {
        let library = FunctionProfile.rancher16.library
        let sources = inputs.map { SourceText(path: "template", bytes: Array($0.text.utf8)) }
        let dots = inputs.map(Self.dot)
        let templates = sources.map { TextTemplate.parse($0, library: library).template }
        var written = 0
        let both = Measurement.best(of: rounds) {
            written = 0
            for (source, dot) in zip(sources, dots) {
                let template = TextTemplate.parse(source, library: library).template
                written += template?.execute(dot).output.count ?? 0
            }
        }
        let execute = Measurement.best(of: rounds) {
            for (template, dot) in zip(templates, dots) { _ = template?.execute(dot) }
        }
        let failed = templates.filter { $0 == nil }.count
        print(
            "{\"files\":\(inputs.count),\"failed\":\(failed),\"bytes\":\(written),\"parseAndExecute\":\(both),\"execute\":\(execute)}"
        )
    }

    private static func dot(_ input: Input) -> Value {
        let stack = Value.structure(
            GoStructure(
                "template.StackInfo",
                fields: [
                    ("Version", .string(input.version)), ("PreviousVersion", .string("")), ("Name", .string("mystack")),
                ]))
        let root = GoMap()
        root["Values"] = .map(GoMap(strings: input.values))
        root["Stack"] = stack
        root["Release"] = stack
        root["Environment"] = .structure(
            GoStructure("template.EnvironmentInfo", fields: [("Name", .string("Default"))]))
        return .map(root)
    }
}
