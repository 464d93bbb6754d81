public import Compiler
import Budget
public import Catalog
import Diagnostics
import JSON
import Versions

/// An upgrade that somebody asks about.
public struct UpgradeRequest: Sendable {
    /// The version that runs.
    public var from: TemplateID
    /// The version that shall run, by the last part of its id or by its text; nil for what the server should run.
    public var target: String?
    /// The stack's answers; nil when they are not known. Then what the running version requires counts as answered.
    public var answers: GivenAnswers?
    /// The stack, and the server that runs it.
    public var context: StackContext

    /// A request for what the server should run, with answers that are not known.
    public init(from: TemplateID, context: StackContext) {
        self.from = from
        self.context = context
    }
}

extension Compiler {
    /// Plans an upgrade: finds the way, compiles every version on it, and says what changes. Where the ``budget`` ends before that,
    /// the plan is blocked, and says so.
    ///
    /// - Throws: ``LibraryFailure`` when what runs is not in the library; what reading files throws.
    public func plan(_ request: UpgradeRequest, in library: CatalogLibrary) async throws -> UpgradePlan {
        let (found, version) = try library.version(request.from)
        var planning = UpgradePlanning(
            compiler: self, library: library, request: request, found: found, current: version)
        return try await planning.run()
    }
}

/// One plan on its way.
private struct UpgradePlanning {
    let compiler: Compiler
    let library: CatalogLibrary
    let request: UpgradeRequest
    let found: CatalogLibrary.FoundTemplate
    let current: TemplateVersion
    private let selection: VersionSelection
    private var reasons: [UpgradePlan.Reason] = []
    private var verdict = UpgradePlan.Verdict.automatic
    private var diagnostics: [Diagnostic] = []

    init(
        compiler: Compiler, library: CatalogLibrary, request: UpgradeRequest, found: CatalogLibrary.FoundTemplate,
        current: TemplateVersion
    ) {
        self.compiler = compiler
        self.library = library
        self.request = request
        self.found = found
        self.current = current
        selection = VersionSelection(of: found.template, rancherVersion: request.context.rancherVersion)
    }

    mutating func run() async throws -> UpgradePlan {
        var answers = request.answers ?? GivenAnswers()
        var context = request.context
        let running = try await made(current, answers, runningContext)
        guard let target = target() else { return plan(from: running, way: []) }
        let standing = selection.standing(of: target, from: current)
        guard let path = path(to: target, standing) else {
            if request.target == nil, isAhead(of: target) {
                decide(.none, "ahead", "\(current.version) runs, which is newer than the default \(target.version)")
            } else if standing == .equal {
                decide(.none, "equal", "\(current.version) and \(target.version) are the same version to Rancher")
            } else {
                decide(
                    .blocked, standing.code,
                    standing.explanation(of: target, from: current, rancherVersion: selection.rancherVersion))
            }
            return plan(from: running, way: [], to: try await made(target, answers, context))
        }
        if path.isEmpty { decide(.none, "same", "\(current.version) runs already") }
        var way: [Made] = []
        for version in path where compiler.budget.stop == nil {
            context.previousVersion = (way.last?.source.version ?? current).version
            answers = carried(answers, to: version)
            let step = try await made(version, answers, context)
            judge(step, after: way.last ?? running)
            way.append(step)
        }
        return plan(from: running, way: way)
    }

    /// Says that the time was over.
    private mutating func giveUp(_ stop: WorkStop) {
        let found = stop.diagnostic("planning the upgrade", at: .wholeFile(found.template.folderPath))
        diagnostics.append(found)
        decide(.blocked, found.code.rawValue, found.message)
    }

    /// What runs may be of a time when the server was another.
    private var runningContext: StackContext {
        var context = request.context
        if !current.window.contains(context.rancherVersion) { context.rancherVersion = "" }
        return context
    }

    /// Whether what runs is newer than a version, and something that the server may run.
    private func isAhead(of target: TemplateVersion) -> Bool {
        selection.standing(of: current, from: target).isOffered
            || selection.standing(of: target, from: current) == .older && selection.visible.contains(current)
    }

    /// The shortest way. Most upgrades are one step, for which not every version needs to be compared with every other.
    private func path(to target: TemplateVersion, _ standing: UpgradeStanding) -> [TemplateVersion]? {
        switch standing {
        case .offered: [target]
        case .same: []
        default:
            UpgradeGraph(of: found.template, rancherVersion: selection.rancherVersion)
                .path(from: current, to: target)
        }
    }

    private mutating func target() -> TemplateVersion? {
        guard let named = request.target else {
            if let target = selection.defaultTarget { return target }
            let failure = LibraryFailure.noneForServer(
                found.id, rancherVersion: request.context.rancherVersion, found.template.versions)
            decide(.blocked, "no-version", failure.description)
            return nil
        }
        if let target = found.template.version(named: named) { return target }
        let failure = LibraryFailure.noVersion(
            TemplateID(catalog: found.id.catalog, base: found.id.base, folderName: found.id.folderName, version: named),
            known: found.template.versions.map(\.idSuffix))
        decide(.blocked, "unknown-version", "\(failure.description); \(failure.help)")
        return nil
    }

    // MARK: Steps

    /// A version with its bundle.
    private struct Made {
        let source: VersionSource
        let result: BundleResult

        var step: UpgradePlan.Step {
            UpgradePlan.Step(id: source.id, version: source.version.version, digest: result.bundle?.digest)
        }
        var questions: [Question] { result.compilation?.answers?.form.questions ?? source.version.questions ?? [] }
    }

    private func made(
        _ version: TemplateVersion, _ answers: GivenAnswers, _ context: StackContext
    ) async throws -> Made {
        let source = try await library.source(of: version, in: found)
        guard BundleKind(base: found.template.base) == .environment else {
            return Made(source: source, result: compiler.bundle(source, answers: answers, for: context))
        }
        // Its bundle is that of all its stacks.
        var request = EnvironmentRequest(
            environmentName: context.environmentName, rancherVersion: context.rancherVersion)
        request.context.previousVersion = context.previousVersion
        let environment = try await compiler.environment(source, in: library, request)
        return Made(
            source: source,
            result: BundleResult(bundle: environment.bundle, diagnostics: environment.diagnostics, compilation: nil))
    }

    /// The answers without those whose question is gone.
    private func carried(_ answers: GivenAnswers, to version: TemplateVersion) -> GivenAnswers {
        let asked = Set((version.questions ?? []).map(\.variable))
        let askedBefore = Set((current.questions ?? []).map(\.variable))
        var carried = answers
        carried.answers = answers.answers.filter { asked.contains($0.key) || !askedBefore.contains($0.key) }
        return carried
    }

    private mutating func judge(_ step: Made, after before: Made) {
        diagnostics += step.result.diagnostics
        guard let bundle = step.result.bundle else {
            let error = step.result.diagnostics.first { $0.severity == .error }
            decide(.blocked, "does-not-compile", "\(step.source.version.version): \(error?.message ?? "")")
            return
        }
        for variable in bundle.unanswered where isOpen(variable, before) {
            decide(.needsAnswers, "unanswered", "\"\(variable)\" must be answered for \(step.source.version.version)")
        }
        for diagnostic in step.result.diagnostics where diagnostic.code == .answerInvalid {
            decide(.needsAnswers, "invalid-answer", "\(diagnostic.message) for \(step.source.version.version)")
        }
    }

    /// Whether a required question is really open: a stack that runs has answered what its own version requires, and tells
    /// nobody its secrets.
    private func isOpen(_ variable: String, _ before: Made) -> Bool {
        guard let asked = before.questions.first(where: { $0.variable == variable }) else { return true }
        return request.answers != nil && !Secrecy.hides(asked)
    }

    private mutating func decide(_ verdict: UpgradePlan.Verdict, _ code: String, _ text: String) {
        let reason = UpgradePlan.Reason(code: code, text: text)
        if verdict.weight > self.verdict.weight || verdict == .none {
            self.verdict = verdict
            reasons.insert(reason, at: 0)
        } else if !reasons.contains(reason) {
            reasons.append(reason)
        }
    }

    // MARK: Changes

    private mutating func plan(from running: Made, way: [Made], to missed: Made? = nil) -> UpgradePlan {
        let last = way.last ?? missed
        let target = last ?? running
        let services = ServiceChanges(
            from: running.result.bundle?.compose, to: target.result.bundle?.compose)
        let files = differences(running.result.bundle, target.result.bundle)
        if let stop = compiler.budget.stop { giveUp(stop) }
        if running.result.bundle == nil {
            reasons.append(.init(code: "unknown-before", text: "what runs does not compile, so changes are not known"))
        }
        if !services.removed.isEmpty {
            let names = services.removed.joined(separator: ", ")
            reasons.append(.init(code: "services-removed", text: "Rancher does not stop what is gone: \(names)"))
        }
        let isNone = verdict == .none && way.isEmpty
        return UpgradePlan(
            from: running.step, to: last?.step ?? (isNone ? running.step : nil), steps: way.map(\.step),
            answers: AnswerChanges(
                from: running.questions, to: target.questions,
                given: Set(request.answers?.answers.keys.map(\.self) ?? [])),
            services: services, files: files, verdict: verdict, reasons: reasons, diagnostics: diagnostics.capped)
    }

    private func differences(_ old: CompiledBundle?, _ new: CompiledBundle?) -> [String: String] {
        guard let old, let new else { return [:] }
        var differences: [String: String] = [:]
        for path in Set(old.files.keys).union(new.files.keys).sorted() where compiler.budget.stop == nil {
            differences[path] = UnifiedDiff.of(old.files[path], new.files[path], path: path)
        }
        return differences
    }
}

extension UpgradePlan.Verdict {
    /// Which of two verdicts holds: the heavier.
    fileprivate var weight: Int {
        switch self {
        case .none: 0
        case .automatic: 1
        case .needsAnswers: 2
        case .blocked: 3
        }
    }
}
