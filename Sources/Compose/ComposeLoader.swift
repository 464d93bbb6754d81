public import Budget
public import Diagnostics

/// What a stack is loaded from.
public struct ComposeInput: Sendable {
    /// The rendered docker-compose text.
    public var dockerCompose: SourceText
    /// The rendered rancher-compose text; nil when there is none.
    public var rancherCompose: SourceText?
    /// What variables stand for: the answers.
    public var variables: [String: String]
    /// The version's own files by their paths from its folder.
    public var resources: [String: SourceText]
    /// Bounds.
    public var limits: ComposeLimits
    /// How long loading may go on.
    public var budget = WorkBudget.endless

    /// Texts with what they need.
    public init(
        dockerCompose: SourceText, rancherCompose: SourceText? = nil, variables: [String: String] = [:],
        resources: [String: SourceText] = [:], limits: ComposeLimits = .default
    ) {
        self.dockerCompose = dockerCompose
        self.rancherCompose = rancherCompose
        self.variables = variables
        self.resources = resources
        self.limits = limits
    }
}

/// What loading a stack gives.
public struct ComposeResult: Sendable {
    /// The stack; nil when the reference would refuse it.
    public let project: ComposeProject?
    /// Everything found, document by document in the order of the stages.
    public let diagnostics: [Diagnostic]
    /// The text of the reference's error; nil when it would load the stack.
    public let referenceError: String?
    /// The text of the reference's check of sidekicks, which it makes after loading.
    public let sidekickError: String?
    /// The reference's warnings about variables that nothing sets, in the order they were met.
    public let referenceWarnings: [String]
}

/// Runs all stages of loading in their order.
public enum ComposeLoader {
    /// Loads a stack.
    public static func load(_ input: ComposeInput) -> ComposeResult {
        let first = prepare(input.dockerCompose, .dockerCompose, input)
        let second = input.rancherCompose.map { prepare($0, .rancherCompose, input) }
        let merged = ComposeProject.merge(
            dockerCompose: first.output, rancherCompose: second?.output, resources: input.resources,
            variables: input.variables)
        let sidekicks = merged.output.checkSidekicks(budget: input.budget)
        let failure = ReferenceFailure.first(first.failure, second?.failure, merged.failure)
        let found = [first.diagnostics, second?.diagnostics ?? [], merged.diagnostics, sidekicks.diagnostics]
        let unset = first.output.unsetVariables + (second?.output.unsetVariables ?? [])
        return ComposeResult(
            project: failure == nil ? merged.output : nil, diagnostics: found.flatMap(\.self),
            referenceError: failure?.text, sidekickError: failure == nil ? sidekicks.failure?.text : nil,
            referenceWarnings: unset.map(\.referenceText))
    }

    /// One document through its own stages.
    private static func prepare(
        _ source: SourceText, _ role: ComposeDocument.Role, _ input: ComposeInput
    ) -> ComposeStage<ComposeDocument> {
        let parsed = ComposeDocument.parse(source, role: role, limits: input.limits, budget: input.budget)
        let interpolated = parsed.output.interpolated(variables: input.variables)
        let checked = interpolated.output.checked()
        return ComposeStage(
            checked.output, parsed.diagnostics + interpolated.diagnostics + checked.diagnostics,
            ReferenceFailure.first(parsed.failure, interpolated.failure, checked.failure))
    }
}
