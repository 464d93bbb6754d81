import Budget
import Compose

/// Reads the rendered texts as YAML, into their sections.
public struct Parse: CompilerStage {
    /// The stage's name.
    public static let name = "parse"
    /// What the stage does.
    public static let summary = "reads YAML into services, volumes, networks and the other sections"
    let limits: ComposeLimits
    let budget: WorkBudget

    /// The documents; nil when there is none.
    public func run(_ rendered: RenderedFiles) -> StageResult<ComposeFiles> {
        guard rendered.dockerCompose != nil || rendered.rancherCompose != nil else { return StageResult(nil) }
        let docker = rendered.dockerCompose.map {
            ComposeDocument.parse($0.text, role: .dockerCompose, limits: limits, budget: budget)
        }
        let rancher = rendered.rancherCompose.map {
            ComposeDocument.parse($0.text, role: .rancherCompose, limits: limits, budget: budget)
        }
        let files = ComposeFiles(
            dockerCompose: docker?.output, rancherCompose: rancher?.output, rendered: rendered,
            failure: .first(docker?.failure, rancher?.failure))
        let found = (docker?.diagnostics ?? []) + (rancher?.diagnostics ?? [])
        return StageResult(files, found.map(rendered.relocated))
    }
}

/// Replaces `$NAME` and `${NAME}` by the answers.
public struct Interpolate: CompilerStage {
    /// The stage's name.
    public static let name = "interpolate"
    /// What the stage does.
    public static let summary = "replaces $NAME and ${NAME} in values by the answers"

    /// The documents with their values replaced; always an output.
    public func run(_ files: ComposeFiles) -> StageResult<ComposeFiles> {
        let values = files.rendered.answers.values
        let (interpolated, diagnostics) = files.advanced { $0.interpolated(variables: values) }
        return StageResult(interpolated, diagnostics)
    }
}

/// Checks every service against the schema of its document's version.
public struct Check: CompilerStage {
    /// The stage's name.
    public static let name = "check"
    /// What the stage does.
    public static let summary = "checks options and their types against the schemas of version 1 and 2"

    /// The documents with what could not be kept left out; always an output.
    public func run(_ files: ComposeFiles) -> StageResult<ComposeFiles> {
        let (checked, diagnostics) = files.advanced { $0.checked() }
        return StageResult(checked, diagnostics)
    }
}
