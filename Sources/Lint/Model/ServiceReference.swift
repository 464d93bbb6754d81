import Compose

/// A name of a service in another service's options.
struct ServiceReference {
    /// What names it: `a link`.
    let kind: String
    /// The service's name.
    let name: String
    /// Where it stands.
    let origin: Origin

    /// Whether it is a service of another stack, or a container outside of any.
    var isElsewhere: Bool { name.isEmpty || name.contains("/") || name.contains("$") }

    /// Every name in the options of one service.
    static func all(of member: ComposeMember) -> [ServiceReference] {
        let options = member.value
        let rules = options["lb_config"]?["port_rules"]?.list ?? []
        return named(options["links"], "a link")
            + named(options["depends_on"], "depends_on")
            + named(options["volumes_from"], "volumes_from")
            + rules.compactMap { $0["service"] }.compactMap { reference($0, "a load balancer rule") }
    }

    private static func named(_ value: ComposeValue?, _ kind: String) -> [ServiceReference] {
        (value?.list ?? []).compactMap { reference($0, kind) }
    }

    private static func reference(_ value: ComposeValue, _ kind: String) -> ServiceReference? {
        guard let text = value.string, !text.hasPrefix("container:") else { return nil }
        let name = text.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        return ServiceReference(kind: kind, name: name, origin: value.origin)
    }
}
