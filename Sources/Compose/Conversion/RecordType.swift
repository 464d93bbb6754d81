/// A Go struct that the reference decodes a map into: its fields by their names in YAML.
final class RecordType: Sendable {
    /// What becomes of fields that are not given.
    enum Zeros: Sendable {
        /// They are left out.
        case omitted
        /// They are left out, but for the empty `resource` that every type of Rancher's API has.
        case resource
        /// All are written.
        case written
    }

    /// The Go type's name.
    let name: String
    let fields: [String: FieldType]
    let zeros: Zeros
    /// Whether further members are kept as they are.
    let keepsOthers: Bool

    init(_ name: String, zeros: Zeros, keepsOthers: Bool = false, _ fields: [String: FieldType]) {
        (self.name, self.zeros, self.keepsOthers, self.fields) = (name, zeros, keepsOthers, fields)
    }

    private static func resource(_ name: String, _ fields: [String: FieldType]) -> RecordType {
        RecordType("client." + name, zeros: .resource, fields)
    }

    private static let int = FieldType.integer("int")
    private static let int64 = FieldType.integer("int64")
    /// What every resource of Rancher's API with a life of its own has.
    private static let lifecycle: [String: FieldType] = [
        "account_id": .text, "created": .text, "data": .anyMap, "description": .text, "kind": .text, "name": .text,
        "remove_time": .text, "removed": .text, "state": .text, "transitioning": .text,
        "transitioning_message": .text, "transitioning_progress": int64, "uuid": .text,
    ]

    private static func living(_ name: String, _ fields: [String: FieldType]) -> RecordType {
        resource(name, lifecycle.merging(fields) { _, own in own })
    }

    static let loadBalancer = RecordType(
        "config.LBConfig", zeros: .written,
        [
            "certs": .texts, "default_cert": .text, "port_rules": .records(portRule), "config": .text,
            "stickiness_policy": .record(stickinessPolicy, isOptional: true),
        ])
    private static let portRule = RecordType(
        "config.PortRule", zeros: .written,
        [
            "source_port": int, "protocol": .text, "path": .text, "hostname": .text, "service": .text,
            "target_port": int, "priority": int, "backend_name": .text, "selector": .text, "region": .text,
            "environment": .text, "weight": int,
        ])
    private static let stickinessPolicy = RecordType(
        "config.LBStickinessPolicy", zeros: .written,
        [
            "name": .text, "cookie": .text, "domain": .text, "indirect": .flag, "nocache": .flag, "postonly": .flag,
            "mode": .text,
        ])

    static let legacyLoadBalancer = resource(
        "LoadBalancerConfig",
        [
            "haproxy_config": .record(
                resource("HaproxyConfig", ["defaults": .text, "global": .text]), isOptional: true),
            "lb_cookie_stickiness_policy": .record(
                resource(
                    "LoadBalancerCookieStickinessPolicy",
                    [
                        "cookie": .text, "domain": .text, "indirect": .flag, "mode": .text, "name": .text,
                        "nocache": .flag, "postonly": .flag,
                    ]), isOptional: true),
        ])

    static let disk = resource(
        "VirtualMachineDisk",
        [
            "driver": .text, "name": .text, "opts": .anyMap, "read_iops": int64, "root": .flag, "size": .text,
            "write_iops": int64,
        ])

    static let healthCheck = resource(
        "InstanceHealthCheck",
        [
            "healthy_threshold": int64, "initializing_timeout": int64, "interval": int64, "name": .text,
            "port": int64, "reinitializing_timeout": int64, "request_line": .text, "response_timeout": int64,
            "strategy": .text, "unhealthy_threshold": int64,
            "recreate_on_quorum_strategy_config": .record(
                resource("RecreateOnQuorumStrategyConfig", ["quorum": int64]), isOptional: true),
        ])

    static let scalePolicy = resource("ScalePolicy", ["increment": int64, "max": int64, "min": int64])

    static let upgradeStrategy = resource(
        "InServiceUpgradeStrategy",
        [
            "batch_size": int64, "interval_millis": int64, "launch_config": .anyMap,
            "previous_launch_config": .anyMap, "previous_secondary_launch_configs": .anyList,
            "secondary_launch_configs": .anyList, "start_first": .flag,
        ])

    static let storageDriver = living(
        "StorageDriver",
        [
            "block_device_path": .text, "scope": .text, "service_id": .text, "volume_access_mode": .text,
            "volume_capabilities": .texts,
        ])

    static let networkDriver = living(
        "NetworkDriver",
        [
            "cni_config": .anyMap, "default_network": .record(defaultNetwork, isOptional: false),
            "network_metadata": .anyMap, "service_id": .text,
        ])
    private static let defaultNetwork = living(
        "DefaultNetwork",
        [
            "default_policy_action": .text, "dns": .texts, "dns_search": .texts, "host_ports": .flag,
            "metadata": .anyMap, "policy": .records(policyRule), "subnets": .records(subnet),
        ])
    private static let policyRule = resource(
        "NetworkPolicyRule",
        [
            "action": .text, "between": .anyMap, "from": .anyMap, "ports": .texts, "to": .anyMap, "within": .text,
        ])
    private static let subnet = living(
        "Subnet",
        [
            "cidr_size": int64, "end_address": .text, "gateway": .text, "network_address": .text,
            "network_id": .text, "start_address": .text,
        ])

    static let logging = RecordType("config.Log", zeros: .omitted, ["driver": .text, "options": .textMap])
    static let secretReference = RecordType(
        "config.SecretReference", zeros: .omitted,
        ["source": .text, "target": .text, "uid": .text, "gid": .text, "mode": .mode])

    static let volume = RecordType(
        "config.VolumeConfig", zeros: .omitted,
        ["driver": .text, "driver_opts": .textMap, "external": .external, "per_container": .flag])
    static let network = RecordType(
        "config.NetworkConfig", zeros: .omitted,
        [
            "driver": .text, "driver_opts": .textMap, "external": .external,
            "ipam": .record(
                RecordType(
                    "config.Ipam", zeros: .omitted, ["driver": .text, "config": .records(ipamConfig)]),
                isOptional: false),
        ])
    private static let ipamConfig = RecordType(
        "config.IpamConfig", zeros: .omitted,
        ["subnet": .text, "ip_range": .text, "gateway": .text, "aux_addresses": .textMap])
    static let secret = RecordType("config.SecretConfig", zeros: .omitted, ["file": .text, "external": .text])
    static let host = RecordType(
        "config.HostConfig", zeros: .omitted, keepsOthers: true, ["count": int, "template": .text])
    static let dependency = RecordType(
        "config.DependencyConfig", zeros: .omitted, ["name": .text, "template": .text, "version": .text])
    /// The struct that a named volume's or network's `external` is read into when it is a map.
    static let externalName = RecordType("struct { Name string }", zeros: .omitted, ["name": .text])
}
