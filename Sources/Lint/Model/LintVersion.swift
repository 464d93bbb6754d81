import Bundles
package import Catalog
package import Compiler
package import Diagnostics
import Versions
package import YAML

/// A version with everything that rules look at, computed once. It knows nothing of the template's other versions, so that it can
/// be taken over as long as it is the same itself.
package final class LintVersion: Sendable {
    /// The version.
    package let version: TemplateVersion
    /// The kind of its template: `infra`, `project`, `machine`, or empty for a stack.
    let base: String
    /// Whether it is the default version of its template.
    let isDefault: Bool
    /// Its files.
    package let files: VersionFiles
    /// The author's `rancher-compose.yml` as YAML, before any templating; nil when there is none.
    package var rancherCompose: YAMLDocument? { asking.get().document }
    /// The catalog block of `rancher-compose.yml`.
    package var block: YAMLNode? { asking.get().block }
    /// What the version asks.
    package var form: QuestionForm { asking.get().form }
    /// What it asks, each question with its lines.
    var asked: [AskedQuestion] { asking.get().asked }
    /// The version compiled with default answers; where that fails, with something fitting for required questions without a
    /// default, if that is better. Nil for drivers and environments, which are not compiled.
    package var compilation: Compilation? { compiling?.get() }
    /// What other answers do; nil where that is not explored.
    package var exploration: Exploration? { exploring?.get() }
    // Of a version that did not change, rules mostly do not ask.
    private let asking: Deferred<Asking>
    private let compiling: Deferred<Compilation>?
    /// What stays of the compilation when ``letGo()`` was called.
    let facts: Deferred<CompiledFacts>?
    private let exploring: Deferred<Exploration>?

    /// What `rancher-compose.yml` says.
    private struct Asking: Sendable {
        let document: YAMLDocument?
        let block: YAMLNode?
        let form: QuestionForm
        let asked: [AskedQuestion]

        init(_ text: SourceText?, folder: String) {
            document = text.map { YAMLDocument.parse($0) }
            block = document.flatMap { CatalogBlock.node(in: $0) }
            form = text.map { QuestionForm.read(from: $0) } ?? .empty
            asked = AskedQuestion.all(in: form, block, of: text, folder: folder)
        }
    }

    /// Computes it.
    init(_ source: VersionSource, explores: Bool, budget: TemplateBudget) {
        version = source.version
        base = source.template.base
        isDefault = source.version.version == source.template.defaultVersion
        files = source.files
        let asking = Deferred { [files] in Asking(files["rancher-compose.yml"], folder: files.folder) }
        self.asking = asking
        guard !["machine", "project"].contains(base) else {
            compiling = nil
            facts = nil
            exploring = nil
            return
        }
        var compiler = Compiler(budget: budget.whole)
        compiler.missingAnswers = .note
        let explorer = compiler.with(budget.exploration)
        let context = StackContext(stackName: source.template.folderName)
        let compiling = Deferred { [compiler, files] in
            Self.compile(files, compiler, context, InventedAnswer.toRequired(asking.get().form.questions))
        }
        self.compiling = compiling
        facts = Deferred { CompiledFacts(compiling.get()) }
        exploring = explores ? Deferred { [files] in explorer.explore(files, for: context) } : nil
    }

    /// Whether computing it again, of a template's present state, would give the same.
    func isSame(as version: TemplateVersion, of template: Template, explores: Bool) -> Bool {
        self.version == version && base == template.base && isDefault == (version.version == template.defaultVersion)
            && (!explores || exploring != nil || compiling == nil)
    }

    private static func compile(
        _ files: VersionFiles, _ compiler: Compiler, _ context: StackContext, _ placeholders: [String: String]
    ) -> Compilation {
        let plain = compiler.compile(files, for: context)
        guard !plain.isAccepted, !placeholders.isEmpty else { return plain }
        let filled = compiler.compile(files, answers: GivenAnswers(placeholders), for: context)
        return filled.isAccepted ? filled : plain
    }

    /// Lets go of the compilation, when the rules about one version have looked at it: what rules about several versions ask for
    /// stays. Of a template with hundreds of versions it would take far more memory than everything that is served.
    func letGo() {
        _ = facts?.get()
        compiling?.forget()
    }

    /// Whether a compilation takes memory.
    var holdsCompilation: Bool { compiling?.isKept ?? false }
    /// Whether there is anything to compile.
    var isCompiled: Bool { compiling != nil }
    /// The version's folder from the catalog's root.
    package var folder: String { files.folder }

    /// Where something of `rancher-compose.yml` stands.
    package func location(_ node: YAMLNode) -> SourceLocation {
        rancherCompose?.source.location(of: node.span) ?? .wholeFile(folder)
    }

    /// Where a member of the catalog block stands; the block, or the folder, where there is none.
    package func blockLocation(_ key: String) -> SourceLocation {
        if let value = block?[key] { return location(value) }
        guard let block else {
            return .wholeFile(rancherCompose?.source.path ?? folder)
        }
        return location(block)
    }

    /// Whether a server from `minimum` on may run the version.
    package func mayRun(from minimum: String) -> Bool {
        version.maximumRancherVersion.isEmpty
            || version.window.contains(minimum) || RancherReach.isLater(version.maximumRancherVersion, than: minimum)
    }
}
