public import Catalog
public import Compiler
public import Diagnostics
import Versions
public import YAML

/// A version with everything that rules look at, computed once. It knows nothing of the template's other versions, so that it can
/// be taken over as long as it is the same itself.
public final class LintVersion: Sendable {
    /// The version.
    public let version: TemplateVersion
    /// The kind of its template: `infra`, `project`, `machine`, or empty for a stack.
    let base: String
    /// Whether it is the default version of its template.
    let isDefault: Bool
    /// Its files.
    public let files: VersionFiles
    /// The author's `rancher-compose.yml` as YAML, before any templating; nil when there is none.
    public let rancherCompose: YAMLDocument?
    /// The catalog block of `rancher-compose.yml`.
    public let block: YAMLNode?
    /// What the version asks.
    public let form: QuestionForm
    /// What it asks, each question with its lines.
    let asked: [AskedQuestion]
    /// The version compiled with default answers; where that fails, with something fitting for required questions without a
    /// default, if that is better. Nil for drivers and environments, which are not compiled.
    public let compilation: Compilation?
    /// What other answers do; nil where that is not explored.
    public let exploration: Exploration?

    /// Computes it.
    init(_ source: VersionSource, explores: Bool) {
        version = source.version
        base = source.template.base
        isDefault = source.version.version == source.template.defaultVersion
        files = source.files
        let text = source.files["rancher-compose.yml"]
        let document = text.map { YAMLDocument.parse($0) }
        let block = document.flatMap { CatalogBlock.node(in: $0) }
        rancherCompose = document
        self.block = block
        form = text.map { QuestionForm.read(from: $0) } ?? .empty
        asked = AskedQuestion.all(in: form, block, of: text, folder: source.files.folder)
        guard !["machine", "project"].contains(base) else {
            compilation = nil
            exploration = nil
            return
        }
        var compiler = Compiler()
        compiler.missingAnswers = .note
        let context = StackContext(stackName: source.template.folderName)
        let usual = InventedAnswer.toRequired(form.questions)
        compilation = Self.compile(files, compiler, context, usual)
        exploration = explores ? compiler.explore(files, for: context, from: usual) : nil
    }

    /// Whether computing it again, of a template's present state, would give the same.
    func isSame(as version: TemplateVersion, of template: Template, explores: Bool) -> Bool {
        self.version == version && base == template.base && isDefault == (version.version == template.defaultVersion)
            && (!explores || exploration != nil || compilation == nil)
    }

    private static func compile(
        _ files: VersionFiles, _ compiler: Compiler, _ context: StackContext, _ placeholders: [String: String]
    ) -> Compilation {
        let plain = compiler.compile(files, for: context)
        guard !plain.isAccepted, !placeholders.isEmpty else { return plain }
        let filled = compiler.compile(files, answers: GivenAnswers(placeholders), for: context)
        return filled.isAccepted ? filled : plain
    }

    /// The version's folder from the catalog's root.
    public var folder: String { files.folder }

    /// Where something of `rancher-compose.yml` stands.
    public func location(_ node: YAMLNode) -> SourceLocation {
        rancherCompose?.source.location(of: node.span) ?? .wholeFile(folder)
    }

    /// Where a member of the catalog block stands; the block, or the folder, where there is none.
    public func blockLocation(_ key: String) -> SourceLocation {
        if let value = block?[key] { return location(value) }
        guard let block else {
            return .wholeFile(rancherCompose?.source.path ?? folder)
        }
        return location(block)
    }

    /// Whether a server from `minimum` on may run the version.
    public func mayRun(from minimum: String) -> Bool {
        version.maximumRancherVersion.isEmpty
            || version.window.contains(minimum) || RancherReach.isLater(version.maximumRancherVersion, than: minimum)
    }
}
