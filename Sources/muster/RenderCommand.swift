public import ArgumentParser
public import Compiler
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
        commandName: "render",
        abstract: "Print what Rancher 1.6 would deploy for a template version and answers.",
        discussion: """
            Unanswered questions take their defaults. A template that stops in the middle is an error; with --lenient it
            is cut off there, as Rancher 1.6 did without saying so.

            Examples:
              muster render infra-templates/ipsec/18
              muster render templates/web/3 --set PORT=8080 --answers answers.yml --stage compose --format json
            """
    )

    @Argument(help: "The version's folder, such as infra-templates/ipsec/18.")
    var versionDir: String

    @Option(help: "Answers: a .yml or .json file, or lines of NAME=VALUE. May be given several times; later ones win.")
    var answers: [String] = []

    @Option(name: .customLong("set"), help: ArgumentHelp("One answer; wins over files.", valueName: "NAME=VALUE"))
    var assignments: [String] = []

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
}

/// Read from the command line by its name.
extension FileChoice: ExpressibleByArgument {}
