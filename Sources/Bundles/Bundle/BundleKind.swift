import Compiler

/// What a bundle is for, by the base of its template.
public enum BundleKind: String, Sendable, Hashable, CaseIterable {
    /// Infrastructure that Rancher runs and upgrades by itself: `infra-templates`.
    case infraService = "InfraServiceBundle"
    /// A machine driver: `machine-templates`.
    case machineDriver = "MachineDriverBundle"
    /// An environment template with the bundles of its stacks: `project-templates`.
    case environment = "EnvironmentBundle"
    /// Any other stack.
    case stack = "StackBundle"

    /// The kind of a template's base.
    public init(base: String) {
        switch base {
        case "infra": self = .infraService
        case "machine": self = .machineDriver
        case "project": self = .environment
        default: self = .stack
        }
    }
}
