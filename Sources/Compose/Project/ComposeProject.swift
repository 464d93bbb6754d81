import Diagnostics

/// A stack as Rancher would create it: both documents merged, every value in its one canonical form with its place.
///
/// Services keep the order of the documents. A value's fields are those of version 2 with the reference's names; zero
/// values are left out, but `lb_config` is always there, null for a service without one.
public struct ComposeProject: Sendable {
    /// Services by name.
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

    /// The texts that its values come from, by path.
    var sources: [String: SourceText] = [:]

    /// A stack with nothing in it.
    public init() {}

    /// The sections with their names, those without members left out.
    var sections: [(name: String, members: ComposeMap)] {
        let all = [
            ("services", services), ("containers", containers), ("dependencies", dependencies), ("volumes", volumes),
            ("networks", networks), ("secrets", secrets), ("hosts", hosts),
        ]
        return all.filter { !$0.1.isEmpty }.map { (name: $0.0, members: $0.1) }
    }
}
