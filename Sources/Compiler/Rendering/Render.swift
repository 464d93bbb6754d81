import Budget
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
    /// What running the templates did, by the path of the author's file, when that was asked for; also of one that stopped.
    public let records: [String: ExecutionRecord]
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
    let budget: WorkBudget

    /// The rendered files, without one whose template does not parse, or stops where that is not allowed: a finding
    /// of error severity says so, and the other file is still looked at.
    public func run(_ input: (files: SelectedFiles, answers: ResolvedAnswers)) -> StageResult<RenderedFiles> {
        run(ParsedFiles(input.files, library: library, limits: options.limits), input.answers)
    }

    /// The same for files that are parsed already.
    func run(_ parsed: ParsedFiles, _ answers: ResolvedAnswers) -> StageResult<RenderedFiles> {
        let docker = parsed.dockerCompose.map { render($0, answers.values, version: answers.form.version) }
        let rancher = parsed.rancherCompose.map { render($0, answers.values, version: answers.form.version) }
        let texts = [docker, rancher].compactMap(\.self)
        let records = texts.compactMap { text in text.record.map { (text.path, $0) } }
        let files = RenderedFiles(
            dockerCompose: docker?.file, rancherCompose: rancher?.file, answers: answers, folder: parsed.folder,
            refusals: (docker?.refusal, rancher?.refusal), records: Dictionary(records) { first, _ in first })
        return StageResult(files, texts.flatMap(\.diagnostics))
    }

    /// Renders one file. `version` is that of the raw catalog block.
    func render(_ parsed: ParsedFile, _ values: [String: String], version: String) -> RenderedText {
        let file = parsed.file
        switch parsed.content {
        case .text: return RenderedText(file, unchanged(file))
        case .refused(let diagnostics, let text): return RenderedText(file, nil, diagnostics, refusal: text)
        case .template(let template):
            let dot = TemplateValues.dot(values: values, version: version, context: context)
            let output = template.execute(dot, options.execution(budget))
            var diagnostics = unknownValues(output, values, in: file.source) + differences(output, in: file.source)
            if let problem = output.problem { diagnostics.append(stopped(at: problem, in: file.source)) }
            let isKept = output.problem.map { isCutOff(at: $0) } ?? true
            return RenderedText(file, isKept ? rendered(file, output) : nil, diagnostics, record: output.record)
        }
    }

    /// Whether a file is deployed up to the place where its template stopped. One that was given up was not stopped by anything in it.
    func isCutOff(at problem: ExecutionProblem) -> Bool { options.isLenient && problem.fault.isOfTheTemplate }

    private func unchanged(_ file: SelectedFiles.File) -> RenderedFile {
        RenderedFile(
            name: file.name, template: file.source, text: file.source, spans: nil, isPartial: false,
            referenceError: nil)
    }

    private func rendered(_ file: SelectedFiles.File, _ output: TextTemplate.Output) -> RenderedFile {
        RenderedFile(
            name: file.name, template: file.source,
            text: SourceText(path: file.source.path + " (rendered)", bytes: output.output), spans: output.spans,
            isPartial: output.problem != nil,
            referenceError: output.problem?.goText(TextTemplate.defaultName, in: file.source))
    }
}

/// What rendering one file gave.
struct RenderedText {
    /// The author's file.
    let path: String
    /// Nil when the template does not parse, or stops where that is not allowed.
    let file: RenderedFile?
    let diagnostics: [Diagnostic]
    /// Go's text for a template that does not parse.
    let refusal: String?
    /// What the run did, when that was asked for.
    let record: ExecutionRecord?

    init(
        _ source: SelectedFiles.File, _ file: RenderedFile?, _ diagnostics: [Diagnostic] = [], refusal: String? = nil,
        record: ExecutionRecord? = nil
    ) {
        path = source.source.path
        self.record = record
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

    func execution(_ budget: WorkBudget) -> ExecutionOptions {
        ExecutionOptions(
            limits: limits, budget: budget, rules: rules, surroundings: surroundings, mapsSpans: true,
            recordsBranches: recordsBranches)
    }
}
