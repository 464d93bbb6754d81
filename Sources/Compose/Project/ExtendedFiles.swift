import Budget
import Diagnostics

/// The files whose services are extended, each read once: without templates, with variables replaced, and checked.
struct ExtendedFiles {
    /// The version's own files by their paths from its folder.
    let resources: [String: SourceText]
    private let variables: [String: String]
    private let version: ComposeDocument.Version
    private let step: ReferenceFailure.Step
    private let budget: WorkBudget
    private var sections: [String: ComposeMap] = [:]
    private var count = 0

    init(
        resources: [String: SourceText], variables: [String: String], version: ComposeDocument.Version,
        step: ReferenceFailure.Step, budget: WorkBudget
    ) {
        (self.resources, self.variables, self.version, self.step) = (resources, variables, version, step)
        self.budget = budget
    }

    /// Makes the services of the document itself known.
    mutating func add(_ services: ComposeMap, as file: String) { sections[file] = services }

    func services(of file: String) -> ComposeMap? { sections[file] }

    /// Reads a file once; false when it cannot be read.
    mutating func read(
        _ source: SourceText, as path: String, _ limits: ComposeLimits, _ findings: inout Findings, at origin: Origin
    ) -> Bool {
        guard sections[path] == nil else { return true }
        count += 1
        guard count <= limits.files else {
            findings.stop(step, .limit(.files, limits.files), at: origin)
            return false
        }
        guard findings.goesOn(after: source.bytes.count) else { return false }
        let parsed = ComposeDocument.parse(source, role: .dockerCompose, limits: limits, budget: budget)
        let interpolated = parsed.output.interpolated(variables: variables)
        for failure in [parsed.failure, interpolated.failure].compactMap(\.self) { findings.stop(step, failure.kind) }
        findings.add(parsed.diagnostics + interpolated.diagnostics)
        sections[path] = ServiceCheck.extended(interpolated.output.services, version, at: step, &findings)
        return true
    }
}
