import Diagnostics
import GoTemplate

/// What running a template finds, beside the problems that the engine itself tells.
extension Render {
    /// A template that stops loses everything behind that place, and Rancher 1.6 said nothing.
    func stopped(at problem: ExecutionProblem, in source: SourceText) -> Diagnostic {
        var diagnostic = problem.diagnostic(in: source, severity: isCutOff(at: problem) ? .warning : .error)
        guard problem.fault.isOfTheTemplate else { return diagnostic }
        let first = source.position(at: problem.start).line
        let rest = "what follows, \(source.lineCount - first) more lines of the file"
        var note = options.isLenient ? "lost is \(rest)" : "Rancher 1.6 would go on without \(rest)"
        if case .argumentsToNonFunction = problem.fault, !options.isLenient {
            note = "Rancher 1.6 ignored the words behind the parenthesis; newer engines lose \(rest)"
        }
        diagnostic.notes.append(note)
        return diagnostic
    }

    /// Names that nothing gives a value. They print as `<no value>`, and a condition on them is false.
    func unknownValues(
        _ output: TextTemplate.Output, _ values: [String: String], in source: SourceText
    ) -> [Diagnostic] {
        let names = output.missing.isEmpty ? [] : values.keys.sorted()
        return output.missing.enumerated().compactMap { place, read in
            guard let name = read.path.last, read.path.count == 1 || read.path.first == "Values" else { return nil }
            let known = read.path.count == 1 ? TemplateValues.names : names
            // Of so many no more are told.
            let near = place > CappedDiagnostics.mostOfAKind ? nil : NearestName.to(name, in: known)
            let help =
                read.path.count == 1
                ? "templates have \(TemplateValues.names.map { ".\($0)" }.joined(separator: ", "))"
                : "add a question for \(name), or give it with --set \(name)=VALUE"
            let isCompared = output.comparedMissing.contains { $0.start <= read.span.start && $0.end >= read.span.end }
            return Diagnostic(
                .templateValueUnknown, .warning, "nothing gives .\(read.path.joined(separator: ".")) a value",
                at: source.location(of: read.span), notes: isCompared && !options.isLenient ? [Self.olderRule] : [],
                help: near.map { "did you mean \"\($0)\"?" } ?? help)
        }
    }

    private static let olderRule = "the engine of Rancher 1.6 stops where a missing value is compared"

    /// What the engine of Rancher 1.6 did otherwise, where this run can tell.
    func differences(_ output: TextTemplate.Output, in source: SourceText) -> [Diagnostic] {
        guard !options.isLenient else { return [] }
        let unexplained = output.comparedMissing.filter { span in
            !output.missing.contains { $0.span.start >= span.start && $0.span.end <= span.end }
        }
        let places = Set(unexplained).sorted { $0.start < $1.start }
        return places.map { span in
            Diagnostic(
                .templateEngineRules, .warning, "a value that is missing is compared here",
                at: source.location(of: span), notes: [Self.olderRule], help: "add a question with a default for it")
        }
    }
}
