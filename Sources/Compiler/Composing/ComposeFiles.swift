public import Compose
public import Diagnostics

/// A version's compose documents on their way to the merged project.
public struct ComposeFiles: Sendable {
    /// Nil when there is none, or its template was refused.
    public let dockerCompose: ComposeDocument?
    /// Nil when there is none, or its template was refused.
    public let rancherCompose: ComposeDocument?
    /// The texts they were read from, the values of the variables, and the version's own files.
    public let rendered: RenderedFiles
    /// The first thing that the reference would refuse.
    let failure: ReferenceFailure?

    /// Takes both documents through one step, and collects what is found at the author's own places.
    func advanced(
        _ step: (ComposeDocument) -> ComposeStage<ComposeDocument>
    ) -> (ComposeFiles, [Diagnostic]) {
        let docker = dockerCompose.map(step)
        let rancher = rancherCompose.map(step)
        let found = (docker?.diagnostics ?? []) + (rancher?.diagnostics ?? [])
        let files = ComposeFiles(
            dockerCompose: docker?.output, rancherCompose: rancher?.output, rendered: rendered,
            failure: .first(failure, docker?.failure, rancher?.failure))
        return (files, found.map(rendered.relocated))
    }
}

extension RenderedFiles {
    /// A finding about rendered text at the author's own place.
    func relocated(_ diagnostic: Diagnostic) -> Diagnostic {
        var diagnostic = diagnostic
        for file in [dockerCompose, rancherCompose] {
            if let file { diagnostic = file.relocated(diagnostic) }
        }
        return diagnostic
    }

    /// The author's place that a value came from.
    public func location(of origin: Origin) -> SourceLocation {
        for file in [dockerCompose, rancherCompose] {
            if let file, file.text.path == origin.path {
                let span = file.spans?.origin(of: origin.span) ?? origin.span
                return file.template.location(of: span)
            }
        }
        let own = folder.files.values.first { $0.path == origin.path }
        return own?.location(of: origin.span) ?? .wholeFile(origin.path)
    }
}
