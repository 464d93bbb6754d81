public import Budget
public import Compose
public import Diagnostics
public import TemplateFunctions

/// Compiles one version of a template for one stack.
///
/// ```swift
/// let compiler = Compiler()
/// let compilation = compiler.compile(files, answers: GivenAnswers(["PORT": "80"]), for: StackContext(stackName: "web"))
/// compilation.project?.canonicalJSON()
/// ```
public struct Compiler: Sendable {
    /// The functions that templates may call.
    public var profile: FunctionProfile
    /// Which file counts where there are two.
    public var fileChoice: FileChoice
    /// How templates are run.
    public var rendering: RenderOptions
    /// How much compose documents may ask for.
    public var composeLimits: ComposeLimits
    /// How long compiling may go on: one compilation, or all of a plan or an environment. What could not be finished is a finding
    /// of error severity that says so (`work-time`, `work-cancelled`).
    public var budget: WorkBudget
    /// How bad a required question without an answer is; nil for an error, or a warning where templates are run leniently.
    public var missingAnswers: Severity?
    /// Whether templates and documents get `${NAME}` in place of the variables of ``Secrecy``.
    public var hidesSecrets = false

    /// A compiler for Rancher 1.6, strict, with the file choice of its command line, but for what is given.
    public init(
        profile: FunctionProfile = .rancher16, fileChoice: FileChoice = .cli,
        rendering: RenderOptions = RenderOptions(), composeLimits: ComposeLimits = .default,
        budget: WorkBudget = .endless
    ) {
        self.profile = profile
        self.fileChoice = fileChoice
        self.rendering = rendering
        self.composeLimits = composeLimits
        self.budget = budget
    }

    /// The stages in their order.
    public static let stages: [any CompilerStage.Type] = [
        SelectFiles.self, ResolveAnswers.self, Render.self, Parse.self, Interpolate.self, Check.self, Merge.self,
        CollectImages.self,
    ]

    /// Compiles through the stage `last`, or as far as the files let it: a stage without output ends the compilation.
    public func compile(
        _ files: VersionFiles, answers given: GivenAnswers = GivenAnswers(), for context: StackContext,
        through last: any CompilerStage.Type = CollectImages.self
    ) -> Compilation {
        var compilation = Compilation()
        compilation.selected = compilation.add(SelectFiles(choice: fileChoice).run(files))
        guard let selected = compilation.selected, last != SelectFiles.self else { return compilation }
        compilation.answers = compilation.add(resolution(of: given).run(selected))
        guard let answers = compilation.answers, last != ResolveAnswers.self else { return compilation }
        let render = Render(context: context, library: profile.library, options: rendering, budget: budget)
        compilation.rendered = compilation.add(render.run((selected, answers)))
        guard let rendered = compilation.rendered, last != Render.self else { return compilation }
        compose(rendered, through: last, into: &compilation)
        return compilation
    }

    func resolution(of given: GivenAnswers) -> ResolveAnswers {
        ResolveAnswers(
            given: given, missing: missingAnswers ?? (rendering.isLenient ? .warning : .error),
            hidesSecrets: hidesSecrets)
    }

    /// The stages that work on compose documents.
    func compose(
        _ rendered: RenderedFiles, through last: any CompilerStage.Type, into compilation: inout Compilation
    ) {
        func output<Output>(_ output: Output?, of stage: any CompilerStage.Type) -> Output? {
            last == stage || compilation.isGivenUp ? nil : output
        }
        compilation.documents = compilation.add(Parse(limits: composeLimits, budget: budget).run(rendered))
        guard let parsed = output(compilation.documents, of: Parse.self) else { return }
        compilation.documents = compilation.add(Interpolate().run(parsed))
        guard let interpolated = output(compilation.documents, of: Interpolate.self) else { return }
        compilation.documents = compilation.add(Check().run(interpolated))
        guard let checked = output(compilation.documents, of: Check.self) else { return }
        compilation.stack = compilation.add(Merge(budget: budget).run(checked))
        guard let stack = output(compilation.stack, of: Merge.self) else { return }
        compilation.images = compilation.add(CollectImages().run(stack)) ?? []
    }
}

/// What compiling a version gave: the output of every stage that had one, and every finding.
public struct Compilation: Sendable {
    /// The files that were chosen.
    public internal(set) var selected: SelectedFiles?
    /// The value of every variable.
    public internal(set) var answers: ResolvedAnswers?
    /// The files after the template engine.
    public internal(set) var rendered: RenderedFiles?
    /// The compose documents after the last of their stages that ran.
    public internal(set) var documents: ComposeFiles?
    /// The merged stack; complete only when ``isAccepted``.
    public internal(set) var stack: ComposedStack?
    /// The images of the stack.
    public internal(set) var images: [ImageUse] = []
    /// What every stage found, at the author's own places; of many of one kind in one file the first.
    public var diagnostics: [Diagnostic] { found.diagnostics }
    private var found = CappedDiagnostics()

    /// Whether nothing of error severity was found.
    public var isAccepted: Bool { !diagnostics.contains { $0.severity == .error } }

    /// Whether a stage came to the end of its time or of what it may move, so that its output is not whole.
    var isGivenUp: Bool { diagnostics.contains { $0.severity == .error && DiagnosticCode.ofWork.contains($0.code) } }

    /// The reference's text for the first thing it would refuse, in its order: docker-compose first, then
    /// rancher-compose. Nil when it would load the stack.
    public var referenceError: String? {
        rendered?.refusals.dockerCompose ?? stack?.failure?.text ?? rendered?.refusals.rancherCompose
    }

    /// The rendered texts that are not the author's own, for showing findings in them.
    public var renderedTexts: [SourceText] {
        [rendered?.dockerCompose, rendered?.rancherCompose].compactMap { $0?.text }
    }

    /// The files after the template engine, by the names they have without `.tpl`.
    public var renderedDocuments: [(name: String, text: [UInt8])] {
        [("docker-compose.yml", rendered?.dockerCompose), ("rancher-compose.yml", rendered?.rancherCompose)]
            .compactMap { name, file in file.map { (name, $0.text.bytes) } }
    }

    /// The files as they are deployed, after interpolation. Compiling them again gives the same stack.
    public var composedDocuments: [(name: String, text: [UInt8])] {
        [("docker-compose.yml", stack?.files.dockerCompose), ("rancher-compose.yml", stack?.files.rancherCompose)]
            .compactMap { name, document in document.map { (name, $0.emitted()) } }
    }

    mutating func add<Output>(_ result: StageResult<Output>) -> Output? {
        found.append(contentsOf: result.diagnostics)
        return result.output
    }
}
