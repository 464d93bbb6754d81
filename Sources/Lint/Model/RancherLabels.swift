import Diagnostics

/// The labels of containers that Rancher 1.6 and its infra services read.
enum RancherLabels {
    /// What a label takes, in small letters, where that is a closed list.
    static let values: [String: [String]] = [
        "io.rancher.container.create_agent": ["true", "false"],
        "io.rancher.container.dns": ["true", "false"],
        "io.rancher.container.network": ["true", "false"],
        "io.rancher.container.pull_image": ["always"],
        "io.rancher.container.start_once": ["true", "false"],
        "io.rancher.scheduler.global": ["true", "false"],
    ]

    /// The labels by name.
    static let known: [String] =
        values.keys.sorted() + [
            "io.rancher.container.agent.role", "io.rancher.container.agent_id", "io.rancher.container.dns.priority",
            "io.rancher.container.dns.search", "io.rancher.container.hostname_override", "io.rancher.container.ip",
            "io.rancher.container.mac_address", "io.rancher.container.name", "io.rancher.container.orchestration",
            "io.rancher.container.primary_service", "io.rancher.container.requested_ip", "io.rancher.container.system",
            "io.rancher.container.uuid", "io.rancher.host.external_dns", "io.rancher.host.external_dns_ip",
            "io.rancher.lb_service.target", "io.rancher.network.cni.binary",
            "io.rancher.scheduler.affinity:container", "io.rancher.scheduler.affinity:container_label",
            "io.rancher.scheduler.affinity:container_label_ne", "io.rancher.scheduler.affinity:container_label_soft",
            "io.rancher.scheduler.affinity:container_label_soft_ne", "io.rancher.scheduler.affinity:container_ne",
            "io.rancher.scheduler.affinity:container_soft", "io.rancher.scheduler.affinity:container_soft_ne",
            "io.rancher.scheduler.affinity:host_label", "io.rancher.scheduler.affinity:host_label_ne",
            "io.rancher.scheduler.affinity:host_label_soft", "io.rancher.scheduler.affinity:host_label_soft_ne",
            "io.rancher.scheduler.require_any", "io.rancher.service.deployment.unit", "io.rancher.service.external_dns",
            "io.rancher.service.external_dns_name_template", "io.rancher.service.hash",
            "io.rancher.service.launch.config", "io.rancher.service.requested.host.id",
            "io.rancher.service.selector.container", "io.rancher.service.selector.link", "io.rancher.sidekicks",
            "io.rancher.stack.name", "io.rancher.stack_service.name", "io.rancher.websocket.proxy.port",
            "io.rancher.websocket.proxy.scheme",
        ]

    /// The label that was meant by one that differs from it in one part alone, and there by a letter or two.
    static func misspelt(_ label: String) -> String? {
        guard !known.contains(label) else { return nil }
        let parts = parts(of: label)
        return knownParts.first { _, others in
            guard others.count == parts.count else { return false }
            let different = zip(parts, others).filter { $0 != $1 }
            guard different.count == 1, let (part, other) = different.first, isNear(part, other) else { return false }
            return true
        }?.label
    }

    private static let knownParts = known.map { (label: $0, parts: parts(of: $0)) }

    /// Whether a label is of the family that only the scheduler reads, and none that it knows.
    static func isUnknownToScheduler(_ label: String) -> Bool {
        label.hasPrefix("io.rancher.scheduler.") && !known.contains(label)
    }

    /// Whether a value of an affinity to labels has a part that is no pair. An empty value asks for nothing.
    static func isNoPair(_ value: String, of label: String) -> Bool {
        guard label.hasPrefix("io.rancher.scheduler.affinity:"), label.contains("_label") else { return false }
        return value.split(separator: ",").contains { !$0.contains("=") && $0.contains { $0 != " " } }
    }

    private static func isNear(_ part: String, _ other: String) -> Bool {
        let gap = part.utf8.count - other.utf8.count
        return part.utf8.count >= 4 && gap >= -2 && gap <= 2 && !part.hasSuffix("_ne") && !other.hasSuffix("_ne")
            && NearestName.to(part, in: [other]) != nil
    }

    private static func parts(of label: String) -> [String] {
        label.split(omittingEmptySubsequences: false) { $0 == "." || $0 == ":" }.map(String.init)
    }
}
