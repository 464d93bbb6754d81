package import Catalog
import Diagnostics

/// Looks for what breaks rules, template by template. A template is read, looked at and let go of; only what was found, and
/// what rules about the whole catalog ask for, stays.
package struct Linter: Sendable {
    /// The most bytes that the files of one template may have together; of a larger one only that is said.
    package static let templateBytes = 32 << 20

    /// Is told while a run goes on: how many folders were looked at, and of how many.
    package var progress: (@Sendable (_ done: Int, _ all: Int) -> Void)?
    /// Whether versions that are computed are left unexplored for now: a later run without this explores them.
    package var defersExploration = false
    /// Whether a result keeps everything that templates were linted from, so that the next run looks only at versions that changed.
    /// Takes the memory of a whole catalog, parsed and compiled.
    package var keepsTemplates = false
    /// The most findings of one template; of more only their number is said.
    package var findingsPerTemplate = 2_000
    /// The seconds that looking at one template may take; nil for as many as it takes. What was not looked at by then is a finding,
    /// and of half of the time, what was not explored counts as incomplete.
    package var secondsPerTemplate: Int?
    /// How many templates are looked at side by side, each of which takes memory while it is; and of each how many versions.
    package var width = 1
    /// Looks after the run; nil when nobody has to.
    package var attendant: (any LintAttendant)?
    /// Whether findings bring their fixes, which may hold whole files.
    package var keepsFixes = true
    let rules: [Rule]
    let configuration: LintConfiguration

    /// A linter for the rules that a configuration turns on.
    package init(_ configuration: LintConfiguration = LintConfiguration()) {
        self.configuration = configuration
        rules = Rule.all.filter(configuration.isOn)
    }

    /// Lints a catalog. A file that cannot be read as what it should be is a finding, and everything else is still looked at.
    ///
    /// - Parameter previous: what was found before. Every template whose folder has the same tree id is taken over without being
    ///   read, if the configuration and the catalog's name are the same; only rules about the whole catalog are looked for again.
    ///   A run with a ``LintInput/scope`` takes nothing over, and nothing can be taken over from it.
    /// - Throws: what the input's contents throw, and `CancellationError` when the task is cancelled between two templates.
    package func lint(_ input: LintInput, previous: LintResult? = nil) async throws -> LintResult {
        let previous = input.scope == nil ? previous : nil
        let isAlike = previous?.name == input.name && previous?.configuration == configuration
        let known = Dictionary((isAlike ? previous?.folders ?? [] : []).map { ($0.path, $0) }) { first, _ in first }
        let isPartial = configuration.explores && defersExploration
        let isKnown = { (folder: TemplateFolder) in
            known[folder.path].map { $0.tree == folder.tree && ($0.isExplored || isPartial) } ?? false
        }
        let named = try await foldersNamed(in: input)
        let unknown = input.folders.filter { !isKnown($0) }
        let progress = progress.map { progress in { progress($0, unknown.count) } }
        let look = { @Sendable (folder: TemplateFolder) in
            LintedFolder(
                path: folder.path, tree: folder.tree, isExplored: !isPartial,
                template: try await attended(
                    folder, of: input, isNamed: named.contains(folder.path), previous: known[folder.path]?.template))
        }
        let last = unknown.filter { attendant?.comesLast($0) ?? false }
        let late = Set(last.map(\.path))
        let read =
            try await SideBySide.map(
                unknown.filter { !late.contains($0.path) }, width: width, progress: progress, look)
            + SideBySide.map(last, width: 1, look)
        let new = Dictionary(read.map { ($0.path, $0) }) { first, _ in first }
        let folders = input.folders.compactMap {
            isKnown($0) ? known[$0.path]?.sharing(input.snapshot) : new[$0.path]
        }
        return LintResult(
            report: try await report(on: folders, of: input), name: input.name,
            readTemplates: read.count { $0.template != nil },
            // What was only glanced at is nothing to take over.
            configuration: configuration, folders: input.scope == nil ? folders : [])
    }

    /// Lints what changed in a catalog since `previous`; everything else is taken over.
    ///
    /// Nil when the changes alone do not tell, as the configuration is another one: then the whole catalog must be linted.
    package func lint(
        _ changes: CatalogChanges, following previous: LintResult, snapshot: CatalogSnapshot? = nil,
        contents: @escaping LintInput.Contents
    ) async throws -> LintResult? {
        guard previous.configuration == configuration else { return nil }
        let input = LintInput(
            name: previous.name, folders: previous.folders(after: changes), snapshot: snapshot, contents: contents)
        return try await lint(input, previous: previous)
    }

    private func report(on folders: [LintedFolder], of input: LintInput) async throws -> LintReport {
        let templates = folders.compactMap(\.template)
        // Shares every template; a folder that holds none is told by its files' names.
        let read = CatalogSnapshot(commit: "", templates: templates.map(\.template))
        let snapshot = CatalogReader().read(commit: "", folders: input.folders, previous: read) { _ in [] }
        let catalog = LintCatalog(name: input.name, snapshot: snapshot, templates: templates)
        let whole = try await attended(catalog)
        // A comment turns off what all templates together show, too.
        let findings = templates.reduce(whole) { $1.suppressions.applied(to: $0) } + templates.flatMap(\.findings)
        let counted = templates.filter { input.scope?.folders.contains($0.template.folderPath) ?? true }
        return LintReport(
            findings: findings.filter { input.scope?.concerns($0.diagnostic) ?? true }.compactMap {
                configuration.applied(to: $0)
            }.sorted(by: Self.comesFirst),
            templates: counted.count, versions: counted.reduce(0) { $0 + $1.template.versions.count },
            effort: configuration.explores ? templates.reduce(into: ExplorationEffort()) { $0.add($1.effort) } : nil,
            columns: templates.reduce(into: CharacterColumns()) { $0.formUnion($1.columns) })
    }

    /// What all templates together show, looked after by whoever does.
    private func attended(_ catalog: LintCatalog) async throws -> [Finding] {
        guard let attendant else { return found(in: catalog) }
        return try await attendant.attendWhole { found(in: catalog) }
            ?? [Self.leftOut("the templates of this catalog together", at: ".")]
    }

    /// What all templates together show.
    private func found(in catalog: LintCatalog) -> [Finding] {
        rules.flatMap { rule -> [Finding] in
            switch rule.check {
            case .catalog(let check): return check(catalog, rule).map { Finding(rule: rule.code, $0) }
            case .stages(let codes, _):
                return Self.staged(catalog.snapshot.diagnostics, codes).map { Finding(rule: rule.code, $0) }
            case .template, .version: return []
            }
        }
    }

    private static func comesFirst(_ one: Finding, _ other: Finding) -> Bool {
        let (left, right) = (one.diagnostic.location, other.diagnostic.location)
        return (left.path, left.start?.offset ?? -1, one.rule, one.diagnostic.message)
            < (right.path, right.start?.offset ?? -1, other.rule, other.diagnostic.message)
    }
}
