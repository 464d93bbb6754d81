import ArgumentParser
import Diagnostics
import Foundation
import Lint
import TemplateFunctions

/// `muster explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "explain", "Explain a rule of muster lint, or what templates may use.",
        examples: [
            "muster explain MU014",
            "muster explain function default",
        ],
        subcommands: [ExplainRule.self, ExplainFunction.self],
        defaultSubcommand: ExplainRule.self
    )
}

/// `muster explain CODE`.
struct ExplainRule: ParsableCommand {
    static let configuration = CommandConfiguration(
        "rule", "Explain a rule of muster lint, or the code of a finding, or list all of them.",
        examples: [
            "muster explain MU014",
            "muster explain rule moving-tag",
            "muster explain template-end-missing",
        ]
    )

    @Argument(help: "The rule's code or name, or another code of a finding; without one all are listed.")
    var rule: String?

    func run() throws {
        guard let rule else {
            var table = TextTable()
            for rule in Rule.all { table.add([rule.code, rule.name, rule.severity.rawValue, rule.summary]) }
            var codes = TextTable()
            for (code, sentence) in KnownCodes.sentences.sorted(by: { $0.key < $1.key }) {
                codes.add([code, sentence])
            }
            return print(table.text(indent: 0) + "\n" + codes.text(indent: 0), terminator: "")
        }
        print(try Self.explanation(of: rule), terminator: "")
    }

    /// What there is to say about a rule or another code.
    static func explanation(of code: String) throws -> String {
        if let rule = Rule.named(code) { return rule.markdown }
        if let sentence = KnownCodes.sentences[code] { return "# \(code)\n\n\(sentence)\n" }
        let names = Rule.all.flatMap { [$0.code, $0.name] } + KnownCodes.sentences.keys.sorted()
        let near = NearestName.to(code, in: names).map { "; did you mean \"\($0)\"?" } ?? ""
        throw ValidationError("there is no rule or code \"\(code)\"\(near)")
    }
}

/// `muster explain function`.
struct ExplainFunction: ParsableCommand {
    static let configuration = CommandConfiguration(
        "function", "Explain a function that templates may call, or list all of them.",
        examples: [
            "muster explain function",
            "muster explain function default",
        ]
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
