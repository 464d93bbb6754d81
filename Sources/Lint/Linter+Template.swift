import Bundles
import Budget
import Catalog
import Compiler
import Diagnostics
import Versions

extension Linter {
    /// What is found in a folder, looked after by whoever does; only that it is left out, when it must be.
    func attended(
        _ folder: TemplateFolder, of input: LintInput, isNamed: Bool, previous: LintedTemplate?
    ) async throws -> LintedTemplate? {
        let work = { @Sendable in try await lint(folder, of: input, isNamed: isNamed, previous: previous) }
        guard let attendant else { return try await work() }
        if let found = try await attendant.attend(folder, work) { return found }
        let outline = input.template(in: folder) ?? TemplateReader().read(folder, contents: { _ in [] })
        return outline.map { LintedTemplate($0, only: Self.leftOut("this template", at: folder.path)) }
    }

    /// That something is not linted.
    static func leftOut(_ what: String, at path: String) -> Finding {
        Finding(
            rule: Rule.fileUnreadable.code,
            Diagnostic(
                .lintLeftOut, .error, "linting \(what) ended the process twice; it is left out until it changes",
                at: .wholeFile(path), help: "please report it, with the files"))
    }

    /// What is found in a folder; nil when it holds no template.
    func lint(_ folder: TemplateFolder, of input: LintInput, previous: LintedTemplate?) async throws -> LintedTemplate?
    {
        // The reader refuses what holds no template before it asks for contents.
        guard let outline = TemplateReader().read(folder, contents: { _ in [] }) else { return nil }
        guard folder.files.reduce(0, { $0.saturatingSum(with: $1.size) }) <= Self.templateBytes else {
            return LintedTemplate(input.template(in: folder) ?? outline, only: Self.tooLarge(folder))
        }
        let kept = previous?.kept
        let contents = try await Self.contents(of: folder, in: input, kept)
        let bytes = { (id: ContentID) in contents[id] ?? [] }
        let template =
            input.template(in: folder)
            ?? TemplateReader().read(folder, previous: kept?.template.template, contents: bytes)
        guard let template else { return nil }
        let origin = CatalogOrigin(catalog: input.name, url: "", branch: "", commit: "")
        let model = LintTemplate(
            template, folder: folder, origin: origin, contents: contents, previous: kept?.template,
            scope: input.scope, explores: configuration.explores && !defersExploration,
            budget: TemplateBudget(seconds: secondsPerTemplate))
        return try await linted(model, kept)
    }

    private static func contents(
        of folder: TemplateFolder, in input: LintInput, _ kept: KeptTemplate?
    ) async throws -> [ContentID: [UInt8]] {
        guard let known = kept?.template.contents else { return try await input.contents(folder) }
        let new = folder.files.filter { known[$0.content] == nil }
        let read = try await input.contents(TemplateFolder(path: folder.path, tree: folder.tree, files: new))
        let own = folder.files.compactMap { file in known[file.content].map { (file.content, $0) } }
        return read.merging(own) { first, _ in first }
    }

    private func linted(_ template: LintTemplate, _ kept: KeptTemplate?) async throws -> LintedTemplate {
        let versions = template.changedVersions
        let ofVersions = try await SideBySide.map(versions, width: width) { version in
            template.isOutOfTime ? [] : kept?.findings(in: version) ?? found(in: version)
        }
        let ofTemplate = try await SideBySide.map(rules, width: width) { rule in
            template.isOutOfTime ? [] : found(by: rule, in: template).map { Finding(rule: rule.code, $0) }
        }
        var findings = ofVersions.flatMap(\.self) + ofTemplate.flatMap(\.self)
        let passed = Set(template.versions.filter { !isLinted($0) }.map(\.folder))
        if !passed.isEmpty { findings.removeAll { passed.contains(Self.versionFolder(of: $0)) } }
        if let stop = template.budget.whole.stop, !Task.isCancelled {
            findings.insert(
                Self.finding(stop.sentence("looking at the template"), in: template.folder, help: stop.help), at: 0)
        }
        let suppressions = Suppressions(in: template)
        let told = bounded(findings, in: template.folder).map { keepsFixes ? $0 : $0.withoutFixes }
        var linted = LintedTemplate(
            template, findings: suppressions.applied(to: told), suppressions: suppressions)
        if keepsTemplates {
            let names = versions.map(\.version.folderName)
            linted.kept = KeptTemplate(
                template: template,
                versionFindings: Dictionary(zip(names, ofVersions)) { first, _ in first })
        }
        return linted
    }

    /// The first three parts of a finding's path, which are the version's folder where it is in one.
    private static func versionFolder(of finding: Finding) -> String {
        let parts = finding.diagnostic.location.path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.prefix(3).joined(separator: "/")
    }

    /// What the rules about one version find in it.
    private func found(in version: LintVersion) -> [Finding] {
        defer { version.letGo() }
        return rules.flatMap { rule -> [Finding] in
            guard case .version(let check) = rule.check else { return [] }
            return check(version, rule).capped.map { Finding(rule: rule.code, $0) }
        }
    }

    private func bounded(_ findings: [Finding], in folder: String) -> [Finding] {
        let beyond = findings.count - findingsPerTemplate
        guard beyond > 0 else { return findings }
        let message = "\(beyond) further findings are left out"
        return findings.dropLast(beyond) + [Self.finding(message, in: folder, help: nil)]
    }

    /// Whether one of the servers that are linted for may run a version.
    private func isLinted(_ version: LintVersion) -> Bool {
        let servers = configuration.rancherVersions
        return servers.isEmpty || servers.contains { version.version.window.contains($0) }
    }

    private func found(by rule: Rule, in template: LintTemplate) -> [Diagnostic] {
        switch rule.check {
        case .template(let check): check(template, rule).capped
        case .catalog, .version: []
        case .stages(let codes, let counts):
            Self.staged(
                template.template.diagnostics
                    + template.changedVersions.flatMap { version in
                        version.compiled.filter { codes.contains($0.code) && counts($0, version) }
                    }, codes
            ).capped
        }
    }

    /// What stages found by some codes, each once: reading the catalog and compiling a version look at the same files.
    static func staged(_ diagnostics: [Diagnostic], _ codes: Set<DiagnosticCode>) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return diagnostics.filter { codes.contains($0.code) && seen.insert($0).inserted }
    }

    private static func tooLarge(_ folder: TemplateFolder) -> Finding {
        finding(
            "the template's files have more than \(templateBytes >> 20) MB together; they are not looked at",
            in: folder.path, help: "keep what is not read by Rancher elsewhere, and link to it")
    }

    private static func finding(_ message: String, in folder: String, help: String?) -> Finding {
        Finding(
            rule: Rule.fileUnreadable.code,
            Diagnostic(.tooMany, .error, message, at: .wholeFile(folder), help: help))
    }
}

extension LintTemplate {
    /// Whether the time to look at it is over.
    fileprivate var isOutOfTime: Bool { budget.whole.stop != nil }
}

extension LintInput {
    /// The template of a folder, if it was read already.
    fileprivate func template(in folder: TemplateFolder) -> Template? {
        snapshot?.template(atPath: folder.path).flatMap { $0.tree == folder.tree ? $0 : nil }
    }
}

extension DiagnosticCode {
    /// Linting something ended the process twice, and is not tried again.
    static let lintLeftOut = DiagnosticCode("lint-left-out")
}

extension Int {
    fileprivate func saturatingSum(with other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }
}
