public import Catalog
import Compose
public import Diagnostics

/// Answers as they were given: from files, and from the command line or a request, which win.
public struct GivenAnswers: Sendable {
    /// The answers by variable.
    public var answers: [String: String]
    /// Where those from files stand.
    public var locations: [String: SourceLocation]

    /// No answers, or those of a request.
    public init(_ answers: [String: String] = [:], locations: [String: SourceLocation] = [:]) {
        self.answers = answers
        self.locations = locations
    }

    /// Adds answers that win over those already here.
    public mutating func add(_ file: AnswersFile) {
        answers.merge(file.answers) { $1 }
        locations.merge(file.locations) { $1 }
    }
}

/// The value of every variable, and where it came from.
public struct ResolvedAnswers: Sendable {
    /// The values by variable: what templates see as `.Values`, and interpolation as `${NAME}`.
    public let values: [String: String]
    /// The variables that have their question's default.
    public let defaulted: Set<String>
    /// The variables whose values are secret: see ``Secrecy``. Where secrets are hidden, ``values`` has `${NAME}` for them.
    public let secrets: Set<String>
    /// The required questions that neither an answer nor a default answers, in their order.
    public let unanswered: [String]
    /// What the version asks.
    public let form: QuestionForm
}

/// Fills in the questions' defaults and checks the answers against their questions.
public struct ResolveAnswers: CompilerStage {
    /// The stage's name.
    public static let name = "resolve answers"
    /// What the stage does.
    public static let summary = "fills in defaults and checks the answers against their questions"
    let given: GivenAnswers
    /// How bad a missing answer is: the form refuses it, and the executor behind the form did not.
    let missing: Severity
    /// Whether the stages that follow see `${NAME}` in place of secrets.
    let hidesSecrets: Bool

    /// The values of all variables; nil when the catalog block is broken, which the reference refuses.
    public func run(_ files: SelectedFiles) -> StageResult<ResolvedAnswers> {
        let form = files.questions.map { QuestionForm.read(from: $0.source) } ?? .empty
        return run(form, folder: files.folder.folder)
    }

    /// The same for a form that is read already.
    func run(_ form: QuestionForm, folder: String) -> StageResult<ResolvedAnswers> {
        guard !form.isBroken else { return StageResult(nil, form.diagnostics) }
        var resolution = AnswerResolution(
            form: form, given: given, folder: folder, missing: missing, hidesSecrets: hidesSecrets)
        let resolved = resolution.resolve()
        return StageResult(resolved, form.diagnostics + resolution.diagnostics)
    }
}

/// One resolution on its way.
private struct AnswerResolution {
    let form: QuestionForm
    let given: GivenAnswers
    /// The version's folder, where an answer has no place of its own.
    let folder: String
    /// How bad a missing answer is.
    let missing: Severity
    let hidesSecrets: Bool
    private var found = CappedDiagnostics()
    private var unanswered: [String] = []

    var diagnostics: [Diagnostic] { found.diagnostics }

    init(form: QuestionForm, given: GivenAnswers, folder: String, missing: Severity, hidesSecrets: Bool) {
        self.missing = missing
        self.form = form
        self.given = given
        self.folder = folder
        self.hidesSecrets = hidesSecrets
    }

    mutating func resolve() -> ResolvedAnswers {
        var values = given.answers
        var defaulted: Set<String> = []
        for (question, location) in zip(form.questions, form.locations) {
            let isGiven = given.answers[question.variable] != nil
            if !isGiven {
                values[question.variable] = question.defaultAnswer
                defaulted.insert(question.variable)
            }
            check(values[question.variable] ?? "", isGiven: isGiven, question, location)
        }
        reportUnknown()
        let secrets = secrets
        if hidesSecrets { for name in secrets { values[name] = concealed(name, values[name] ?? "") } }
        return ResolvedAnswers(
            values: values, defaulted: defaulted, secrets: secrets, unanswered: unanswered, form: form)
    }

    /// The variables of secret questions, and those without a question whose names say so.
    private var secrets: Set<String> {
        let asked = Set(form.questions.map(\.variable))
        return Set(form.questions.filter(Secrecy.hides).map(\.variable))
            .union(given.answers.keys.filter { !asked.contains($0) && Secrecy.looksSecret($0) })
    }

    /// What stands for a secret: the way to write its variable, so that it can still be filled in later. An optional one
    /// without a value stays empty, because templates look at that.
    private func concealed(_ name: String, _ value: String) -> String {
        let isRequired = form.questions.contains { $0.variable == name && $0.required }
        guard !value.isEmpty || isRequired else { return value }
        return InterpolatedNames.isName(name) ? "${\(name)}" : "(hidden)"
    }

    private mutating func reportUnknown() {
        let known = Set(form.questions.map(\.variable))
        for name in given.answers.keys.sorted() where !known.contains(name) {
            let place = given.locations[name] ?? .wholeFile(folder)
            let near = found.isFull(.answerUnknown, in: place.path) ? nil : NearestName.to(name, in: known)
            found.append(
                Diagnostic(
                    .answerUnknown, .warning, "no question asks for \"\(name)\"", at: place,
                    help: near.map { "did you mean \"\($0)\"?" }
                        ?? "it is still set: the files can use it as ${\(name)} and .Values.\(name)"))
        }
    }

    private mutating func check(_ value: String, isGiven: Bool, _ question: Question, _ location: SourceLocation) {
        if value.isEmpty {
            // The 1.6 form refuses exactly this, and nothing else.
            guard question.required, question.type != "boolean" else { return }
            unanswered.append(question.variable)
            found.append(
                Diagnostic(
                    .answerMissing, missing, "\"\(question.variable)\" must be answered: \(Self.title(question))",
                    at: isGiven ? given.locations[question.variable] ?? location : location,
                    help: "answer it with --set \(question.variable)=VALUE or in an answers file"))
            return
        }
        for complaint in AnswerRule.complaints(about: value, question) {
            let place = isGiven ? given.locations[question.variable] ?? location : location
            let related = place == location ? [] : [RelatedLocation("the question", at: location)]
            found.append(
                Diagnostic(
                    .answerInvalid, .warning, "\"\(question.variable)\" \(complaint.text)", at: place, related: related,
                    help: complaint.help))
        }
    }

    private static func title(_ question: Question) -> String {
        question.label.isEmpty ? "it is required" : question.label
    }
}
