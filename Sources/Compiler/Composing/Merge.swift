import Budget
public import Compose

/// A stack as Rancher would create it, with the way back to its files.
public struct ComposedStack: Sendable {
    /// Both documents, merged.
    public let project: ComposeProject
    /// The documents as they were checked, for printing them again.
    public let files: ComposeFiles
    /// The first thing that the reference would refuse.
    let failure: ReferenceFailure?
    /// The reference's text when its check of sidekicks, after loading, fails.
    public let sidekickError: String?
}

/// Merges rancher-compose over docker-compose, with the files they name.
public struct Merge: CompilerStage {
    /// The stage's name.
    public static let name = "merge"
    /// What the stage does.
    public static let summary = "resolves env_file and extends, merges both documents, checks sidekicks"
    let budget: WorkBudget

    /// The merged stack; nil when there is no docker-compose document, for which the reference does nothing at all.
    public func run(_ files: ComposeFiles) -> StageResult<ComposedStack> {
        guard let document = files.dockerCompose else { return StageResult(nil) }
        let rendered = files.rendered
        let merged = ComposeProject.merge(
            dockerCompose: document, rancherCompose: files.rancherCompose, resources: rendered.folder.files,
            variables: rendered.answers.values)
        let sidekicks = merged.output.checkSidekicks(budget: budget)
        let failure = ReferenceFailure.first(files.failure, merged.failure)
        let stack = ComposedStack(
            project: merged.output, files: files, failure: failure,
            sidekickError: failure == nil ? sidekicks.failure?.text : nil)
        return StageResult(stack, (merged.diagnostics + sidekicks.diagnostics).map(rendered.relocated))
    }
}
