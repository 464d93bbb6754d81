import Compose
import Diagnostics

/// Loads stacks that tests write down.
enum Stacks {
    static func source(_ text: String, _ path: String) -> SourceText {
        SourceText(path: path, bytes: Array(text.utf8))
    }

    static func input(
        _ dockerCompose: String, _ rancherCompose: String? = nil, variables: [String: String] = [:],
        resources: [String: String] = [:], limits: ComposeLimits = .default
    ) -> ComposeInput {
        ComposeInput(
            dockerCompose: source(dockerCompose, "docker-compose.yml"),
            rancherCompose: rancherCompose.map { source($0, "rancher-compose.yml") }, variables: variables,
            resources: Dictionary(
                uniqueKeysWithValues: resources.map { ($0.key, source($0.value, $0.key)) }), limits: limits)
    }

    static func load(
        _ dockerCompose: String, _ rancherCompose: String? = nil, variables: [String: String] = [:],
        resources: [String: String] = [:], limits: ComposeLimits = .default
    ) -> ComposeResult {
        ComposeLoader.load(
            input(dockerCompose, rancherCompose, variables: variables, resources: resources, limits: limits))
    }
}

extension ComposeResult {
    /// The merged stack as JSON text.
    var json: String { project.map { String(decoding: $0.canonicalJSON(), as: UTF8.self) } ?? "" }

    /// What was found, with its place, one a line.
    var found: [String] { diagnostics.map { "\($0.location): \($0.code): \($0.message)" } }

    /// The codes of what was found.
    var codes: [String] { diagnostics.map(\.code.rawValue) }
}
