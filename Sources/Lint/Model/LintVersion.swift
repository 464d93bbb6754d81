public import Catalog
public import Compiler
public import Diagnostics
import Versions
public import YAML

/// A version with everything that rules look at, computed once.
public struct LintVersion: Sendable {
    /// The version with its files.
    public let source: VersionSource
    /// The author's `rancher-compose.yml` as YAML, before any templating; nil when there is none.
    public let rancherCompose: YAMLDocument?
    /// What the version asks.
    public let form: QuestionForm
    /// The version compiled with default answers; where that fails, with something fitting for required questions without a
    /// default, if that is better. Nil for drivers and environments, which are not compiled.
    public let compilation: Compilation?
    /// What other answers do; nil where that is not explored.
    public let exploration: Exploration?

    /// Computes it.
    init(_ source: VersionSource, explores: Bool) {
        self.source = source
        let text = source.files["rancher-compose.yml"]
        rancherCompose = text.map { YAMLDocument.parse($0) }
        form = text.map { QuestionForm.read(from: $0) } ?? .empty
        guard !["machine", "project"].contains(source.template.base) else {
            compilation = nil
            exploration = nil
            return
        }
        var compiler = Compiler()
        compiler.missingAnswers = .note
        let context = StackContext(stackName: source.template.folderName)
        let placeholders = InventedAnswer.toRequired(form.questions)
        compilation = Self.compile(source.files, compiler, context, placeholders)
        exploration =
            explores ? compiler.explore(source.files, for: context, from: placeholders) : nil
    }

    private static func compile(
        _ files: VersionFiles, _ compiler: Compiler, _ context: StackContext, _ placeholders: [String: String]
    ) -> Compilation {
        let plain = compiler.compile(files, for: context)
        guard !plain.isAccepted, !placeholders.isEmpty else { return plain }
        let filled = compiler.compile(files, answers: GivenAnswers(placeholders), for: context)
        return filled.isAccepted ? filled : plain
    }

    /// The version itself.
    public var version: TemplateVersion { source.version }
    /// The template that it belongs to.
    public var template: Template { source.template }
    /// The version's folder from the catalog's root.
    public var folder: String { source.files.folder }

    /// The catalog block of `rancher-compose.yml`.
    public var block: YAMLNode? { rancherCompose.flatMap { CatalogBlock.node(in: $0) } }

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
