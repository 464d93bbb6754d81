import Bundles
import Catalog
import Compiler
import Diagnostics
import YAML

/// A template that was linted, without what it was linted from: what was found, and the few facts that rules about the whole
/// catalog ask for.
struct LintedTemplate: Sendable {
    /// What the catalog makes of it.
    var template: Template
    /// What was found in it, at the severity of its rules; what comments turn off is marked.
    var findings: [Finding]
    /// The comments that turn rules off.
    let suppressions: Suppressions
    /// Where its categories are written.
    let categoryLocation: SourceLocation
    /// The stacks that its versions name; empty for all but environment templates.
    var environments: [NamedStacks]
    /// What exploring its versions took.
    let effort: ExplorationEffort
    /// The columns of everything above.
    let columns: CharacterColumns
    /// What it was linted from; nil unless ``Linter/keepsTemplates``.
    var kept: KeptTemplate?

    /// The stacks that a version of an environment template names, in any catalog.
    struct NamedStacks: Sendable {
        let version: TemplateVersion
        var stacks: [ProjectTemplate.Stack]
    }

    /// What to keep of a template that was looked at.
    init(_ template: LintTemplate, findings: [Finding], suppressions: Suppressions) {
        self.template = template.template
        self.findings = findings
        self.suppressions = suppressions
        categoryLocation = template.configLocation(
            template.config?.root?["category"] == nil ? "categories" : "category")
        environments = template.namedStacks
        effort = template.versions.compactMap(\.exploration).reduce(into: ExplorationEffort()) { $0.add($1) }
        let places =
            findings.flatMap(\.places) + [categoryLocation] + environments.flatMap { $0.stacks.map(\.location) }
        let files = Dictionary(template.files.map { ($0.path, $0) }) { first, _ in first }
        columns = CharacterColumns(of: places) { path in files[path].map(template.bytes) ?? [] }
    }

    /// A template of which nothing but one thing is known, or nothing at all.
    init(_ template: Template, only finding: Finding?) {
        self.template = template
        findings = [finding].compactMap(\.self)
        suppressions = Suppressions()
        categoryLocation = .wholeFile(template.folderPath)
        environments = []
        effort = ExplorationEffort()
        columns = CharacterColumns()
    }
}

extension LintTemplate {
    fileprivate var namedStacks: [LintedTemplate.NamedStacks] {
        guard template.base == "project" else { return [] }
        return versions.compactMap { version in
            version.files["project.yml"].map {
                LintedTemplate.NamedStacks(version: version.version, stacks: ProjectTemplate.read($0).stacks)
            }
        }
    }
}

extension Finding {
    /// Every place that it names.
    fileprivate var places: [SourceLocation] {
        [diagnostic.location] + diagnostic.related.map(\.location) + diagnostic.fixes.map(\.location)
    }
}
