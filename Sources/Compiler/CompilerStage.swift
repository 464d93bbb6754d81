public import Diagnostics

/// One step of compiling a version: typed input, typed output, and findings.
///
/// ``Compiler/stages`` is the list of them, in order; ARCHITECTURE.md's table is checked against it.
public protocol CompilerStage: Sendable {
    associatedtype Input
    associatedtype Output
    /// The stage's name in documents and on the command line.
    static var name: String { get }
    /// What the stage does, in a few words.
    static var summary: String { get }
    /// Does the stage's work. The output is nil when the next stage has nothing to work on.
    func run(_ input: Input) -> StageResult<Output>
}

/// What a stage gave.
public struct StageResult<Output> {
    /// The input of the next stage, nil when it cannot go on.
    public let output: Output?
    /// What the stage found, in the order of the text.
    public let diagnostics: [Diagnostic]

    /// A result.
    public init(_ output: Output?, _ diagnostics: [Diagnostic] = []) {
        self.output = output
        self.diagnostics = diagnostics
    }
}
