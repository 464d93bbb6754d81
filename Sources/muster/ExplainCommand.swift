import ArgumentParser
import Diagnostics
import Foundation
import Lint
import TemplateFunctions

/// `muster explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule of muster lint, or what templates may use.",
        discussion: """
            Examples:
              muster explain MU014
              muster explain function default
            """,
        subcommands: [ExplainRule.self, ExplainFunction.self],
        defaultSubcommand: ExplainRule.self
    )
}

/// `muster explain CODE`.
struct ExplainRule: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule",
        abstract: "Explain a rule of muster lint, or list all of them.",
        discussion: """
            Examples:
              muster explain MU014
              muster explain rule moving-tag
            """
    )

    @Argument(help: "The rule's code or name; without one every rule is listed.")
    var rule: String?

    func run() throws {
        guard let rule else {
            var table = TextTable()
            for rule in Rule.all { table.add([rule.code, rule.name, rule.severity.rawValue, rule.summary]) }
            return print(table.text(indent: 0), terminator: "")
        }
        guard let known = Rule.named(rule) else {
            let near = NearestName.to(rule, in: Rule.all.flatMap { [$0.code, $0.name] })
            throw ValidationError("there is no rule \"\(rule)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
        }
        print(known.markdown, terminator: "")
    }
}

/// `muster explain function`.
struct ExplainFunction: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "function",
        abstract: "Explain a function that templates may call, or list all of them.",
        discussion: """
            Examples:
              muster explain function
              muster explain function default
            """
    )

    @Argument(help: "The function's name; without one every function is listed.")
    var name: String?

    func run() throws {
        let profile = FunctionProfile.rancher16
        guard let name else { return print(profile.overview, terminator: "") }
        guard let documentation = profile.documentation(of: name) else {
            let near = profile.nearestName(to: name).map { "; did you mean \"\($0)\"?" } ?? ""
            throw ValidationError("there is no function \"\(name)\" in the profile \(profile.name)\(near)")
        }
        print(documentation.text, terminator: "")
    }
}
