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
