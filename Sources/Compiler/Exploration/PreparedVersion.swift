import Budget
import Catalog
import Diagnostics
import TemplateFunctions

/// A version that is compiled many times over: its files are chosen, its questions read and its templates parsed once.
struct PreparedVersion: Sendable {
    let form: QuestionForm
    let parsed: ParsedFiles
    /// How long compiling may go on.
    var budget: WorkBudget { compiler.budget }
    private let compiler: Compiler
    private let context: StackContext

    init(_ selected: SelectedFiles, _ compiler: Compiler, for context: StackContext) {
        var compiler = compiler
        compiler.rendering.recordsBranches = true
        self.compiler = compiler
        self.context = context
        form = selected.questions.map { QuestionForm.read(from: $0.source) } ?? .empty
        parsed = ParsedFiles(selected, library: compiler.profile.library, limits: compiler.rendering.limits)
    }

    /// The compilation with some answers beside the defaults: as ``Compiler/compile(_:answers:for:through:)`` gives it, but
    /// for what choosing the files finds.
    func compile(_ answers: [String: String]) -> Compilation {
        var compilation = Compilation()
        let resolved = compiler.resolution(of: GivenAnswers(answers)).run(form, folder: parsed.folder.folder)
        compilation.answers = compilation.add(resolved)
        guard let values = compilation.answers else { return compilation }
        let render = Render(
            context: context, library: compiler.profile.library, options: compiler.rendering, budget: compiler.budget)
        compilation.rendered = compilation.add(render.run(parsed, values))
        guard let rendered = compilation.rendered else { return compilation }
        compiler.compose(rendered, through: Merge.self, into: &compilation)
        return compilation
    }
}
