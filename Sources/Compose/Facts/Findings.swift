import Budget
import Diagnostics

/// Collects facts as diagnostics with resolved places, keeps the failure that the reference would stop with, and knows whether
/// the work may go on: what walks over a document has it at hand everywhere.
struct Findings: Sendable {
    private var found = CappedDiagnostics()
    private(set) var failure: ReferenceFailure?
    private var sources: [String: SourceText]
    private let role: ComposeDocument.Role
    private let limit: Int
    /// Findings of this stage that were told or counted.
    private var count = 0
    private var meter: WorkMeter

    /// Findings in one document; places are looked up in `sources`.
    init(
        _ role: ComposeDocument.Role, _ sources: [String: SourceText], _ limits: ComposeLimits,
        _ budget: WorkBudget = .endless
    ) {
        (self.role, self.sources, limit) = (role, sources, limits.findings)
        meter = WorkMeter(budget, limit: limits.movedBytes)
    }

    init(_ document: ComposeDocument) {
        self.init(document.role, [document.source.path: document.source], document.limits, document.budget)
    }

    /// What was found.
    var diagnostics: [Diagnostic] { found.diagnostics }

    /// Why the work was given up; nil when it was not.
    var workStop: WorkStop? { meter.stop }

    /// Counts a round of a loop and the bytes that it moves. False when the work must end; what is there by then is given.
    mutating func goesOn(after bytes: Int = 0) -> Bool { meter.goesOn(after: bytes) }

    /// Makes places in a further file known.
    mutating func include(_ source: SourceText) { sources[source.path] = source }

    /// Whether a further finding like this would only be counted, so that nothing needs to be looked up for it.
    func isFull(_ code: DiagnosticCode, in path: String) -> Bool { count > limit || found.isFull(code, in: path) }

    mutating func add(_ fact: ComposeFact, at origin: Origin, related: [(String, Origin)] = []) {
        defer { count += 1 }
        guard count <= limit else { return }
        let wording = Wording(count == limit ? .limit(.findings, limit) : fact)
        guard !found.isFull(wording.code, in: origin.path) else {
            return found.leaveOut(wording.code, wording.severity, in: origin.path)
        }
        found.append(
            Diagnostic(
                wording.code, wording.severity, wording.message, at: location(of: origin),
                related: related.map { RelatedLocation($0.0, at: location(of: $0.1)) }, help: wording.help))
    }

    mutating func add(_ diagnostics: [Diagnostic]) { found.append(contentsOf: diagnostics) }

    /// Takes over what was found elsewhere.
    mutating func add(_ other: Findings) {
        found.append(contentsOf: other.diagnostics)
        failure = ReferenceFailure.first(failure, other.failure)
        if meter.stop == nil { meter = other.meter }
    }

    /// Notes what the reference would stop with at a step; of one step the first counts.
    mutating func stop(_ step: ReferenceFailure.Step, _ kind: ReferenceFailure.Kind) {
        failure = ReferenceFailure.first(failure, ReferenceFailure(role: role, step: step, kind: kind))
    }

    /// Adds a fact that the reference would stop with.
    mutating func stop(_ step: ReferenceFailure.Step, _ fact: ComposeFact, at origin: Origin) {
        add(fact, at: origin)
        stop(step, .fact(fact))
    }

    private func location(of origin: Origin) -> SourceLocation {
        sources[origin.path]?.location(of: origin.span) ?? .wholeFile(origin.path)
    }
}
