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

    /// A compiler for Rancher 1.6, strict, with the file choice of its command line, but for what is given.
    public init(
        profile: FunctionProfile = .rancher16, fileChoice: FileChoice = .cli, rendering: RenderOptions = RenderOptions()
    ) {
        self.profile = profile
        self.fileChoice = fileChoice
        self.rendering = rendering
    }

    /// The stages in their order.
    public static let stages: [any CompilerStage.Type] = [SelectFiles.self, ResolveAnswers.self, Render.self]

    /// Compiles as far as `last` asks, or as the files let it: a stage without output ends the compilation.
    public func compile(
        _ files: VersionFiles, answers given: GivenAnswers = GivenAnswers(), for context: StackContext
    ) -> Compilation {
        var compilation = Compilation()
        let selected = compilation.add(SelectFiles(choice: fileChoice).run(files))
        guard let selected else { return compilation }
        compilation.selected = selected
        guard let answers = compilation.add(ResolveAnswers(given: given).run(selected)) else { return compilation }
        compilation.answers = answers
        let render = Render(context: context, library: profile.library, options: rendering)
        guard let rendered = compilation.add(render.run((selected, answers))) else { return compilation }
        compilation.rendered = rendered
        return compilation
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
    /// What every stage found, at the author's own places.
    public internal(set) var diagnostics: [Diagnostic] = []

    /// Whether nothing of error severity was found.
    public var isAccepted: Bool { !diagnostics.contains { $0.severity == .error } }

    mutating func add<Output>(_ result: StageResult<Output>) -> Output? {
        diagnostics += result.diagnostics
        return result.output
    }
}
