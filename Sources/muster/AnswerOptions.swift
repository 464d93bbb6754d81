import ArgumentParser
import Compiler
import Diagnostics

/// Answers on the command line, as every command takes them.
struct AnswerOptions: ParsableArguments {
    @Option(help: "Answers: a .yml or .json file, or lines of NAME=VALUE. May be given several times; later ones win.")
    var answers: [String] = []

    @Option(name: .customLong("set"), help: ArgumentHelp("One answer; wins over files.", valueName: "NAME=VALUE"))
    var assignments: [String] = []

    /// Answers as they were read.
    struct Given {
        var answers = GivenAnswers()
        var sources: [SourceText] = []
        var diagnostics: [Diagnostic] = []
    }

    func validate() throws { _ = try TextInput.assignments(assignments, option: "--set") }

    /// Whether any answer is given.
    var isEmpty: Bool { answers.isEmpty && assignments.isEmpty }

    /// Reads the files, then the assignments.
    func read() throws -> Given {
        var given = Given()
        for path in answers {
            let source = try TextInput.read(path)
            let file = AnswersFile.read(source)
            given.answers.add(file)
            given.sources.append(source)
            given.diagnostics += file.diagnostics
        }
        for (name, value) in try TextInput.assignments(assignments, option: "--set") {
            given.answers.answers[name] = value
            given.answers.locations[name] = .wholeFile("--set \(name)")
        }
        return given
    }
}
