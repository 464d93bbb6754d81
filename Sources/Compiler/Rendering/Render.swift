import Catalog
import Diagnostics
public import GoTemplate

/// The compose files after the template engine.
public struct RenderedFiles: Sendable {
    /// Nil when the version has none.
    public let dockerCompose: RenderedFile?
    /// Nil when the version has none.
    public let rancherCompose: RenderedFile?
    /// The values that templates and interpolation see.
    public let answers: ResolvedAnswers
    /// Every file of the folder, for `env_file` and `extends`.
    public let folder: VersionFiles
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

    /// The rendered files; nil when a template does not parse, or stops and that is not allowed.
    public func run(_ input: (files: SelectedFiles, answers: ResolvedAnswers)) -> StageResult<RenderedFiles> {
        var diagnostics: [Diagnostic] = []
        var failed = false
        let render = { (file: SelectedFiles.File) -> RenderedFile? in
            let result = self.render(file, input.answers.values, version: input.answers.form.version)
            diagnostics += result.diagnostics
            failed = failed || result.output == nil
            return result.output
        }
        let files = RenderedFiles(
            dockerCompose: input.files.dockerCompose.flatMap(render),
            rancherCompose: input.files.rancherCompose.flatMap(render), answers: input.answers,
            folder: input.files.folder)
        return StageResult(failed ? nil : files, diagnostics)
    }

    /// Renders one file; nil when its template does not parse, or stops and that is not allowed.
    public func render(
        _ file: SelectedFiles.File, _ values: [String: String], version: String
    ) -> StageResult<RenderedFile> {
        guard !Self.isUntemplated(file.source.bytes) else { return StageResult(unchanged(file)) }
        let parsed = GoTemplate.Template.parse(file.source, library: library, limits: options.limits)
        guard let template = parsed.template else {
            return StageResult(
                nil, parsed.problems.map { $0.diagnostic(in: file.source, functions: library.functions.keys) })
        }
        guard template.hasActions else { return StageResult(unchanged(file)) }
        let dot = TemplateValues.dot(values: values, version: version, context: context)
        let output = template.execute(dot, options.execution)
        var diagnostics = differences(output, in: file.source)
        if let problem = output.problem { diagnostics.append(stopped(at: problem, in: file.source)) }
        guard output.problem == nil || options.isLenient else { return StageResult(nil, diagnostics) }
        return StageResult(rendered(file, output), diagnostics)
    }

    private func unchanged(_ file: SelectedFiles.File) -> RenderedFile {
        RenderedFile(
            name: file.name, template: file.source, text: file.source, spans: nil, record: nil, isPartial: false,
            referenceError: nil)
    }

    private func rendered(_ file: SelectedFiles.File, _ output: GoTemplate.Template.Output) -> RenderedFile {
        RenderedFile(
            name: file.name, template: file.source,
            text: SourceText(path: file.source.path + " (rendered)", bytes: output.output), spans: output.spans,
            record: output.record, isPartial: output.problem != nil,
            referenceError: output.problem?.goText(GoTemplate.Template.defaultName, in: file.source))
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
        let lost = source.location(of: SourceSpan(problem.start, source.bytes.count))
        let first = source.position(at: problem.start).line
        let lines = source.lineCount - first
        diagnostic.related.append(
            RelatedLocation(
                options.isLenient
                    ? "what follows is lost, \(lines) lines of the file"
                    : "Rancher 1.6 would go on without what follows, \(lines) lines of the file", at: lost.firstLine))
        return diagnostic
    }

    /// What the engine of Rancher 1.6 did otherwise, where this run can tell.
    private func differences(_ output: GoTemplate.Template.Output, in source: SourceText) -> [Diagnostic] {
        guard !options.isLenient else { return [] }
        return output.comparedMissing.map { span in
            Diagnostic(
                .templateEngineRules, .warning,
                "a value that is missing is compared here; the engine of Rancher 1.6 stopped at that",
                at: source.location(of: span), help: "add a question with a default for it")
        }
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
