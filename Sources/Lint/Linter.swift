import Catalog
import Compiler
import Diagnostics
import Versions

/// Looks for what breaks rules, in templates side by side.
public struct Linter: Sendable {
    private let rules: [Rule]
    private let configuration: LintConfiguration

    /// A linter for the rules that a configuration turns on.
    public init(_ configuration: LintConfiguration = LintConfiguration()) {
        self.configuration = configuration
        rules = Rule.all.filter(configuration.isOn)
    }

    /// Lints a catalog. A file that cannot be read as what it should be is a finding, and everything else is still looked at.
    public func lint(_ input: LintInput) async -> LintReport {
        let origin = CatalogOrigin(catalog: input.name, url: "", branch: "", commit: "")
        let checked = await Self.mapSideBySide(input.folders) { folder in
            self.check(folder, origin: origin, contents: input.contents)
        }.compactMap(\.self)
        let templates = checked.map(\.template)
        // Shares every template that was read above.
        let read = CatalogSnapshot(commit: "", templates: templates.map(\.template))
        let snapshot = CatalogReader().read(commit: "", folders: input.folders, previous: read) {
            input.contents[$0] ?? []
        }
        let catalog = LintCatalog(name: input.name, templates: templates, snapshot: snapshot)
        var findings: [Finding] = []
        for rule in rules {
            if case .catalog(let check) = rule.check {
                findings += check(catalog, rule).map { Finding(rule: rule.code, $0) }
            }
            if case .stages(let codes, _) = rule.check {
                findings += Self.staged(snapshot.diagnostics, codes).map { Finding(rule: rule.code, $0) }
            }
        }
        // A comment turns off what all templates together show, too.
        findings = checked.reduce(findings) { $1.suppressions.applied(to: $0) } + checked.flatMap(\.findings)
        var report = LintReport(
            findings: findings.compactMap { configuration.applied(to: $0) }.sorted(by: Self.comesFirst),
            templates: templates.count, versions: templates.reduce(0) { $0 + $1.versions.count })
        let explorations = templates.flatMap(\.versions).compactMap(\.exploration)
        if configuration.explores { report.effort = explorations.reduce(into: ExplorationEffort()) { $0.add($1) } }
        return report
    }

    private func check(
        _ folder: TemplateFolder, origin: CatalogOrigin, contents: [ContentID: [UInt8]]
    ) -> (template: LintTemplate, findings: [Finding], suppressions: Suppressions)? {
        guard let read = TemplateReader().read(folder, contents: { contents[$0] ?? [] }) else { return nil }
        let template = LintTemplate(
            read, folder: folder, origin: origin, contents: contents, explores: configuration.explores)
        var findings: [Finding] = []
        for rule in rules { findings += found(by: rule, in: template).map { Finding(rule: rule.code, $0) } }
        let suppressions = Suppressions(in: template)
        let passed = template.versions.filter { !isLinted($0) }.map { $0.folder + "/" }
        findings.removeAll { finding in
            passed.contains {
                finding.diagnostic.location.path.hasPrefix($0) || finding.diagnostic.location.path + "/" == $0
            }
        }
        return (template, suppressions.applied(to: findings), suppressions)
    }

    /// Whether one of the servers that are linted for may run a version.
    private func isLinted(_ version: LintVersion) -> Bool {
        let servers = configuration.rancherVersions
        return servers.isEmpty || servers.contains { version.version.window.contains($0) }
    }

    private func found(by rule: Rule, in template: LintTemplate) -> [Diagnostic] {
        switch rule.check {
        case .version(let check): template.versions.flatMap { check($0, rule) }
        case .template(let check): check(template, rule)
        case .catalog: []
        case .stages(let codes, let counts):
            Self.staged(
                template.template.diagnostics
                    + template.versions.flatMap { version in
                        version.compiled.filter { codes.contains($0.code) && counts($0, version) }
                    }, codes)
        }
    }

    /// What stages found by some codes, each once: reading the catalog and compiling a version look at the same files.
    private static func staged(_ diagnostics: [Diagnostic], _ codes: Set<DiagnosticCode>) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return diagnostics.filter { codes.contains($0.code) && seen.insert($0).inserted }
    }

    private static func comesFirst(_ one: Finding, _ other: Finding) -> Bool {
        let (left, right) = (one.diagnostic.location, other.diagnostic.location)
        return (left.path, left.start?.offset ?? -1, one.rule, one.diagnostic.message)
            < (right.path, right.start?.offset ?? -1, other.rule, other.diagnostic.message)
    }

    /// The results of work on each element, in their order.
    private static func mapSideBySide<Element: Sendable, Result: Sendable>(
        _ elements: [Element], _ work: @escaping @Sendable (Element) -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            for (index, element) in elements.enumerated() { group.addTask { (index, work(element)) } }
            var results = [Result?](repeating: nil, count: elements.count)
            for await (index, result) in group { results[index] = result }
            return results.compactMap(\.self)
        }
    }
}
