import Diagnostics

/// Collects facts as diagnostics with resolved places, and keeps the failure that the reference would stop with.
struct Findings: Sendable {
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var failure: ReferenceFailure?
    private var sources: [String: SourceText]
    private let role: ComposeDocument.Role
    private let limit: Int

    /// Findings in one document; places are looked up in `sources`.
    init(_ role: ComposeDocument.Role, _ sources: [String: SourceText], _ limits: ComposeLimits) {
        (self.role, self.sources, limit) = (role, sources, limits.findings)
    }

    init(_ document: ComposeDocument) {
        self.init(document.role, [document.source.path: document.source], document.limits)
    }

    /// Makes places in a further file known.
    mutating func include(_ source: SourceText) { sources[source.path] = source }

    mutating func add(_ fact: ComposeFact, at origin: Origin, related: [(String, Origin)] = []) {
        let wording = Wording(diagnostics.count == limit ? .limit(.findings, limit) : fact)
        guard diagnostics.count <= limit else { return }
        diagnostics.append(
            Diagnostic(
                wording.code, wording.severity, wording.message, at: location(of: origin),
                related: related.map { RelatedLocation($0.0, at: location(of: $0.1)) }, help: wording.help))
    }

    mutating func add(_ diagnostics: [Diagnostic]) { self.diagnostics += diagnostics }

    /// Takes over what was found elsewhere.
    mutating func add(_ other: Findings) {
        diagnostics += other.diagnostics
        failure = ReferenceFailure.first(failure, other.failure)
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
