import Budget
public import Diagnostics

/// What one stage of loading gives: its output, which is as complete as the input allows, and everything found.
public struct ComposeStage<Output: Sendable>: Sendable {
    /// What the next stage works on. What could not be read is left out.
    public let output: Output
    /// Everything found in this stage.
    public let diagnostics: [Diagnostic]
    /// What the reference would stop with here; nil when it would go on.
    public let failure: ReferenceFailure?

    /// Whether the reference would go on to the next stage.
    public var isAccepted: Bool { failure == nil }

    init(_ output: Output, _ diagnostics: [Diagnostic], _ failure: ReferenceFailure?) {
        (self.output, self.diagnostics, self.failure) = (output, diagnostics, failure)
    }

    /// What a stage gives that collected its findings while it worked on the document at `path`. A stage that was given up says so.
    init(_ output: Output, _ findings: Findings, at path: String) {
        let stopped = findings.workStop.map { [$0.diagnostic("loading the stack", at: .wholeFile(path))] } ?? []
        self.init(output, findings.diagnostics + stopped, findings.failure)
    }
}
