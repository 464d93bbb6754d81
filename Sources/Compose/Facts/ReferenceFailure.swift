/// What the reference stops with, as facts. It stops at the first failure; the stages here go on and find the others too.
public struct ReferenceFailure: Sendable {
    /// The reference's steps through one document, in their order.
    enum Step: Int, Sendable {
        case parsing, interpolation
        case serviceKeys, serviceSchema, serviceFiles, serviceTypes
        case containerKeys, containerSchema, containerFiles, containerTypes
        case dependencies, volumes, networks, hosts, secrets
        case sidekicks
    }

    enum Kind: Sendable {
        /// The text is no YAML; the line counts from 0 and is missing in the first one.
        case syntax(line: Int?, problem: String)
        /// Values that do not fit their Go types; `isParsing` when they stand in the document itself.
        case mismatches([TypeMismatch], isParsing: Bool)
        /// The schema's errors, service by service.
        case schema([[SchemaError]], ComposeDocument.Version)
        /// One fact alone.
        case fact(ComposeFact)
    }

    let role: ComposeDocument.Role
    let step: Step
    let kind: Kind

    /// The text of the reference's error: byte for byte for one fault, but for the differences that the tests list.
    public var text: String { ReferenceText.text(of: self) }

    /// The failure that the reference meets first: it takes docker-compose through all stages, then rancher-compose.
    public static func first(_ failures: ReferenceFailure?...) -> ReferenceFailure? {
        failures.compactMap(\.self).min { $0.order < $1.order }
    }

    private var order: Int { (role == .dockerCompose ? 0 : 100) + step.rawValue }
}
