/// What a template is for, which decides what it is made of.
package enum TemplateKind: String, Sendable, Hashable, CaseIterable {
    /// A stack of Rancher's own, such as a network, that environments start.
    case infra
    /// An application that people launch.
    case stack
    /// A list of stacks that every new environment of the template has.
    case environment
    /// A driver that creates hosts.
    case machine

    /// The folder of the catalog that its templates stand in.
    package var base: String {
        switch self {
        case .infra: "infra-templates"
        case .stack: "templates"
        case .environment: "project-templates"
        case .machine: "machine-templates"
        }
    }

    /// The category of a template that names none.
    package var category: String {
        switch self {
        case .infra: "Infrastructure"
        case .stack: "Applications"
        case .environment: "System"
        case .machine: "Machine Driver"
        }
    }

    /// The kind of the templates in a folder. Those of folders such as `mesos-templates` are stacks.
    init(base: String) {
        self = Self.allCases.first { $0.base == base } ?? .stack
    }
}
