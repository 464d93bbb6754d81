public import Diagnostics

extension ComposeProject {
    /// Resolves, converts and merges a stack's checked documents, the second over the first.
    ///
    /// `resources` are the version's own files by their paths from its folder, as `env_file` and `extends` name them;
    /// `variables` replace those in files that are extended. Services without faults are in the project even when others
    /// have some.
    public static func merge(
        dockerCompose: ComposeDocument, rancherCompose: ComposeDocument? = nil,
        resources: [String: SourceText] = [:], variables: [String: String] = [:]
    ) -> ComposeStage<ComposeProject> {
        var project = ComposeProject()
        var findings: Findings?
        for document in [dockerCompose, rancherCompose].compactMap(\.self) {
            var load = DocumentLoad(document, over: project, resources: resources, variables: variables)
            load.run()
            project = load.project
            findings?.add(load.findings)
            findings = findings ?? load.findings
        }
        return ComposeStage(project, findings ?? Findings(dockerCompose), at: dockerCompose.source.path)
    }
}
