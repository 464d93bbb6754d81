import Catalog
import Diagnostics
public import GoTemplate

/// The compose files after the template engine.
public struct RenderedFiles: Sendable {
    /// Nil when the version has none, or its template was refused.
    public let dockerCompose: RenderedFile?
    /// Nil when the version has none, or its template was refused.
    public let rancherCompose: RenderedFile?
    /// The values that templates and interpolation see.
    public let answers: ResolvedAnswers
    /// Every file of the folder, for `env_file` and `extends`.
    public let folder: VersionFiles
    /// Go's texts for templates that were refused, by document.
    let refusals: (dockerCompose: String?, rancherCompose: String?)
}

/// Puts both compose files through the template engine, each on its own.
public struct Render: CompilerStage {
    /// The stage's name.
    public static let name = "render"
    /// What the stage does.
    public static let summary = "runs both files through the template engine"

    let context: StackContext
    let library: FunctionLibrary
    let options: RenderOptions

    /// The rendered files, without one whose template does not parse, or stops where that is not allowed: a finding
    /// of error severity says so, and the other file is still looked at.
    public func run(_ input: (files: SelectedFiles, answers: ResolvedAnswers)) -> StageResult<RenderedFiles> {
        var diagnostics: [Diagnostic] = []
        let render = { (file: SelectedFiles.File) -> RenderedText in
            let result = self.render(file, input.answers.values, version: input.answers.form.version)
            diagnostics += result.diagnostics
            return result
        }
        let docker = input.files.dockerCompose.map(render)
        let rancher = input.files.rancherCompose.map(render)
        let files = RenderedFiles(
            dockerCompose: docker?.file, rancherCompose: rancher?.file, answers: input.answers,
            folder: input.files.folder, refusals: (docker?.refusal, rancher?.refusal))
        return StageResult(files, diagnostics)
    }

    /// Renders one file.
    func render(_ file: SelectedFiles.File, _ values: [String: String], version: String) -> RenderedText {
        guard !Self.isUntemplated(file.source.bytes) else { return RenderedText(unchanged(file)) }
        let parsed = TextTemplate.parse(file.source, library: library, limits: options.limits)
        guard let template = parsed.template else {
            return RenderedText(
                nil, parsed.problems.map { $0.diagnostic(in: file.source, functions: library.functions.keys) },
                refusal: parsed.problems.first?.goText(TextTemplate.defaultName, in: file.source))
        }
        guard template.hasActions else { return RenderedText(unchanged(file)) }
        let dot = TemplateValues.dot(values: values, version: version, context: context)
        let output = template.execute(dot, options.execution)
        var diagnostics = unknownValues(output, values, in: file.source) + differences(output, in: file.source)
        if let problem = output.problem { diagnostics.append(stopped(at: problem, in: file.source)) }
        guard output.problem == nil || options.isLenient else { return RenderedText(nil, diagnostics) }
        return RenderedText(rendered(file, output), diagnostics)
    }

    private func unchanged(_ file: SelectedFiles.File) -> RenderedFile {
        RenderedFile(
            name: file.name, template: file.source, text: file.source, spans: nil, record: nil, isPartial: false,
            referenceError: nil)
    }

    private func rendered(_ file: SelectedFiles.File, _ output: TextTemplate.Output) -> RenderedFile {
        RenderedFile(
            name: file.name, template: file.source,
            text: SourceText(path: file.source.path + " (rendered)", bytes: output.output), spans: output.spans,
            record: output.record, isPartial: output.problem != nil,
            referenceError: output.problem?.goText(TextTemplate.defaultName, in: file.source))
    }

    /// `# notemplating` or `#notemplating` in front of everything but white space.
    static func isUntemplated(_ bytes: [UInt8]) -> Bool {
        let text = bytes.drop { $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0D }
        return text.starts(with: "#notemplating".utf8) || text.starts(with: "# notemplating".utf8)
    }

    // MARK: Findings

    /// A template that stops loses everything behind that place, and Rancher 1.6 said nothing.
    private func stopped(at problem: ExecutionProblem, in source: SourceText) -> Diagnostic {
        var diagnostic = problem.diagnostic(in: source, severity: options.isLenient ? .warning : .error)
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
    private func unknownValues(
        _ output: TextTemplate.Output, _ values: [String: String], in source: SourceText
    ) -> [Diagnostic] {
        output.missing.compactMap { read in
            guard let name = read.path.last, read.path.count == 1 || read.path.first == "Values" else { return nil }
            let known = read.path.count == 1 ? TemplateValues.names : values.keys.sorted()
            let near = NearestName.to(name, in: known)
            let help =
                read.path.count == 1
                ? "templates have \(TemplateValues.names.map { ".\($0)" }.joined(separator: ", "))"
                : "add a question for \(name), or give it with --set \(name)=VALUE"
            return Diagnostic(
                .templateValueUnknown, .warning, "nothing gives .\(read.path.joined(separator: ".")) a value",
                at: source.location(of: read.span), help: near.map { "did you mean \"\($0)\"?" } ?? help)
        }
    }

    /// What the engine of Rancher 1.6 did otherwise, where this run can tell.
    private func differences(_ output: TextTemplate.Output, in source: SourceText) -> [Diagnostic] {
        guard !options.isLenient else { return [] }
        return output.comparedMissing.map { span in
            Diagnostic(
                .templateEngineRules, .warning,
                "a value that is missing is compared here; the engine of Rancher 1.6 stopped at that",
                at: source.location(of: span), help: "add a question with a default for it")
        }
    }
}

/// What rendering one file gave.
struct RenderedText {
    /// Nil when the template does not parse, or stops where that is not allowed.
    let file: RenderedFile?
    let diagnostics: [Diagnostic]
    /// Go's text for a template that does not parse.
    let refusal: String?

    init(_ file: RenderedFile?, _ diagnostics: [Diagnostic] = [], refusal: String? = nil) {
        self.file = file
        self.diagnostics = diagnostics
        self.refusal = refusal
    }
}

/// How templates are run.
public struct RenderOptions: Sendable {
    /// Whether a template that stops is cut off there, as Rancher 1.6 did, with the rules of its engine.
    public var isLenient: Bool
    /// Which engine's rules templates follow.
    public var rules: EngineRules
    /// How much a template may ask for.
    public var limits: TemplateLimits
    /// What its functions may see of the world.
    public var surroundings: Surroundings
    /// Whether the branches taken and the values read are recorded.
    public var recordsBranches: Bool

    /// Strict, with nothing of the world to see, but for what is given. The rules are those of Go 1.19 for strict runs
    /// and of Go 1.8, which Rancher 1.6 was built with, for lenient ones.
    public init(
        isLenient: Bool = false, rules: EngineRules? = nil, limits: TemplateLimits = .default,
        surroundings: Surroundings = .none(),
        recordsBranches: Bool = false
    ) {
        self.isLenient = isLenient
        self.rules = rules ?? (isLenient ? .go18 : .go119)
        self.limits = limits
        self.surroundings = surroundings
        self.recordsBranches = recordsBranches
    }

    var execution: ExecutionOptions {
        ExecutionOptions(
            limits: limits, rules: rules, surroundings: surroundings, mapsSpans: true,
            recordsBranches: recordsBranches)
    }
}
