import Budget
public import Diagnostics
import YAML

/// One compose document: its sections, each value with its place.
///
/// The stages run in order: ``parse(_:role:limits:budget:)``, ``interpolated(variables:)``, ``checked()``, and then
/// ``ComposeProject/merge(dockerCompose:rancherCompose:resources:variables:)``.
public struct ComposeDocument: Sendable {
    /// Which of a stack's two documents it is.
    public enum Role: Sendable, Hashable {
        /// The one that describes containers.
        case dockerCompose
        /// The one that adds what only Rancher knows; merged over the other.
        case rancherCompose

        /// The name by which the reference's texts call the document.
        public var fileName: String { self == .dockerCompose ? "docker-compose.yml" : "rancher-compose.yml" }
    }

    /// The version of the compose format.
    public enum Version: Int, Sendable, Hashable {
        /// Every key at the top is a service.
        case one = 1
        /// Services stand below `services`.
        case two = 2
    }

    /// The text it was read from.
    public let source: SourceText
    /// Which document it is.
    public let role: Role
    /// The version of the format it is written in.
    public internal(set) var version = Version.one
    /// Services by name, with those of the sections that Rancher adds (`load_balancers`, `aliases`, …).
    public internal(set) var services = ComposeMap()
    /// Containers that run once, by name.
    public internal(set) var containers = ComposeMap()
    /// Other templates that the stack needs, by name.
    public internal(set) var dependencies = ComposeMap()
    /// Volumes by name.
    public internal(set) var volumes = ComposeMap()
    /// Networks by name.
    public internal(set) var networks = ComposeMap()
    /// Secrets by name.
    public internal(set) var secrets = ComposeMap()
    /// Hosts by name.
    public internal(set) var hosts = ComposeMap()

    /// The variables that interpolation met and nothing sets, once for each time.
    public internal(set) var unsetVariables: [UnsetVariable] = []

    /// The tree of the text, for writing it again.
    let root: YAMLNode?
    /// The texts that interpolation replaced, by where they stand.
    var replacements: [SourceSpan: String] = [:]
    let limits: ComposeLimits
    /// How long the stages may go on.
    let budget: WorkBudget

    init(source: SourceText, role: Role, root: YAMLNode?, limits: ComposeLimits, budget: WorkBudget) {
        (self.source, self.role, self.root, self.limits, self.budget) = (source, role, root, limits, budget)
    }
}
