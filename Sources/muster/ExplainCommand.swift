import ArgumentParser
import Foundation
import TemplateFunctions

/// `muster explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain what templates may use.",
        subcommands: [ExplainFunction.self]
    )
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
