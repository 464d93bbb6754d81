public import Compiler
public import Diagnostics
import YAML

/// Answers for the stacks of an environment: a YAML or JSON map of stacks, each a map of variables.
public struct StackAnswersFile: Sendable {
    /// The answers by stack.
    public let answers: [String: GivenAnswers]
    /// What is wrong with the file.
    public let diagnostics: [Diagnostic]

    /// Reads a file.
    public static func read(_ source: SourceText) -> StackAnswersFile {
        let document = YAMLDocument.parse(source)
        var diagnostics = document.diagnostics
        var answers: [String: GivenAnswers] = [:]
        func complain(_ node: YAMLNode, _ message: String) {
            diagnostics.append(
                Diagnostic(
                    .answersUnreadable, .error, message, at: source.location(of: node.span),
                    help: "write STACK: and below it NAME: VALUE"))
        }
        guard !document.isBroken, let root = document.root, !root.isNull else {
            return StackAnswersFile(answers: [:], diagnostics: diagnostics)
        }
        if root.entries == nil { complain(root, "answers for an environment are a map of its stacks") }
        for stack in root.entries ?? [] {
            guard let entries = stack.value.entries, let name = stack.key.scalar?.text else {
                complain(stack.value, "the answers of a stack are a map of variables")
                continue
            }
            var given = GivenAnswers()
            for entry in entries {
                guard let variable = entry.key.scalar?.text, let value = entry.value.scalar else {
                    complain(entry.value, "an answer is a text, a number or a truth value")
                    continue
                }
                given.answers[variable] = value.value == .null ? "" : value.reencoded
                given.locations[variable] = source.location(of: entry.value.span)
            }
            answers[name] = given
        }
        return StackAnswersFile(answers: answers, diagnostics: diagnostics)
    }
}
