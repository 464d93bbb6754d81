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
            + named(options["external_links"], "an external link")
            + namespaces(of: options) + loadBalancerLabels(of: options)
            + named(options["depends_on"], "depends_on")
            + named(options["volumes_from"], "volumes_from")
            + rules.compactMap { $0["service"] }.compactMap { reference($0, "a load balancer rule") }
    }

    /// Services whose network, processes or memory this one shares: `network_mode: service:web`. A `container:` names a service, too,
    /// to Rancher, but also containers of the host, which nothing here knows.
    private static func namespaces(of options: ComposeValue) -> [ServiceReference] {
        ["network_mode", "pid", "ipc"].compactMap { option in
            guard let value = options[option], let text = value.string, text.hasPrefix("service:") else { return nil }
            return ServiceReference(
                kind: option, name: String(text.dropFirst("service:".count)), origin: value.origin)
        }
    }

    /// The targets of load balancers before v1.2: `io.rancher.loadbalancer.target.web: 80`.
    private static func loadBalancerLabels(of options: ComposeValue) -> [ServiceReference] {
        (options["labels"]?.map?.members ?? []).compactMap { label in
            guard label.key.hasPrefix(targetLabel) else { return nil }
            return ServiceReference(
                kind: "a load balancer's label", name: String(label.key.dropFirst(targetLabel.count)),
                origin: label.keyOrigin)
        }
    }

    private static let targetLabel = "io.rancher.loadbalancer.target."

    private static func named(_ value: ComposeValue?, _ kind: String) -> [ServiceReference] {
        (value?.list ?? []).compactMap { reference($0, kind) }
    }

    private static func reference(_ value: ComposeValue, _ kind: String) -> ServiceReference? {
        guard let text = value.string, !text.hasPrefix("container:") else { return nil }
        let name = text.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        return ServiceReference(kind: kind, name: name, origin: value.origin)
    }
}
