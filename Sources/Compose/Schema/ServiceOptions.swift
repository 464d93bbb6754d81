/// The options of a service in both versions of the format, with what each takes.
enum ServiceOptions {
    /// The versions of the format that have an option.
    enum Versions: Sendable {
        case one, two, both

        func contains(_ version: ComposeDocument.Version) -> Bool {
            switch self {
            case .both: true
            case .one: version == .one
            case .two: version == .two
            }
        }
    }

    /// An option's name, what it takes, and the versions that have it.
    typealias Row = (name: String, schema: Schema, versions: Versions)

    static let rows: [Row] = [
        ("blkio_weight", numeric, .both),
        ("blkio_weight_device", texts, .both),
        ("build", text, .one),
        ("build", build, .two),
        ("cap_add", texts, .both),
        ("cap_drop", texts, .both),
        ("certs", texts, .both),
        ("cgroup_parent", text, .both),
        ("command", command, .both),
        ("config", text, .two),
        ("container_name", text, .both),
        ("cpu_period", numeric, .both),
        ("cpu_quota", numeric, .both),
        ("cpu_shares", numeric, .both),
        ("cpuset", text, .both),
        ("default_cert", text, .both),
        ("depends_on", texts, .two),
        ("description", text, .both),
        ("device_read_bps", textsOrMap, .both),
        ("device_read_iops", textsOrMap, .both),
        ("device_write_bps", textsOrMap, .both),
        ("device_write_iops", textsOrMap, .both),
        ("devices", texts, .both),
        ("disks", list, .both),
        ("dns", textOrTexts, .both),
        ("dns_opt", textsOrMap, .both),
        ("dns_search", textOrTexts, .both),
        ("dockerfile", text, .one),
        ("domainname", text, .both),
        ("drain_timeout_ms", numeric, .both),
        ("entrypoint", command, .both),
        ("env_file", textOrTexts, .both),
        ("environment", textsOrMap, .both),
        ("expose", Schema(.array, items: Schema(.string, .number, format: .expose), isUnique: true), .both),
        ("extends", extends, .both),
        ("external_ips", texts, .both),
        ("external_links", texts, .both),
        ("extra_hosts", textsOrMap, .both),
        ("group_add", Schema(.array, items: Schema(.string, .number), isUnique: true), .both),
        ("health_check", map, .both),
        ("hostname", text, .both),
        ("image", text, .both),
        ("init", flag, .both),
        ("ipc", text, .both),
        ("isolation", text, .both),
        ("labels", textsOrMap, .both),
        ("lb_config", map, .both),
        ("links", texts, .both),
        ("load_balancer_config", map, .both),
        ("log_driver", text, .one),
        ("log_opt", map, .one),
        ("logging", Schema(.object, properties: ["driver": text, "options": map], isOpen: false), .two),
        ("mac_address", text, .both),
        ("mem_limit", numeric, .both),
        ("mem_reservation", numeric, .both),
        ("mem_swappiness", Schema(.integer), .both),
        ("memory", numeric, .both),
        ("memswap_limit", numeric, .both),
        ("metadata", map, .both),
        ("milli_cpu_reservation", numeric, .both),
        ("net", text, .one),
        ("network_driver", map, .both),
        ("network_mode", text, .two),
        ("networks", networks, .two),
        ("oom_kill_disable", flag, .both),
        ("oom_score_adj", Schema(.integer, range: -1000...1000), .both),
        ("pid", Schema(.string, .null), .both),
        ("port_rules", list, .two),
        ("ports", Schema(.array, items: Schema(.string, .number, format: .ports), isUnique: true), .both),
        ("privileged", flag, .both),
        ("read_only", flag, .both),
        ("restart", text, .both),
        ("retain_ip", flag, .both),
        ("scale", numeric, .both),
        ("scale_policy", map, .both),
        ("secrets", Schema(.array, items: Schema(oneOf: [text, secret])), .two),
        ("security_opt", texts, .both),
        ("shm_size", numeric, .both),
        ("start_on_create", flag, .both),
        ("stdin_open", flag, .both),
        ("stickiness_policy", map, .two),
        ("stop_grace_period", numeric, .both),
        ("stop_signal", text, .both),
        ("storage_driver", map, .both),
        ("sysctls", textsOrMap, .both),
        ("tmpfs", textOrTexts, .two),
        ("tty", flag, .both),
        ("type", text, .both),
        ("ulimits", ulimits, .both),
        ("upgrade_strategy", map, .both),
        ("user", text, .both),
        ("userdata", text, .both),
        ("uts", text, .both),
        ("vcpu", numeric, .both),
        ("volume_driver", text, .both),
        ("volumes", texts, .both),
        ("volumes_from", texts, .both),
        ("working_dir", text, .both),
    ]

    private static let text = Schema(.string)
    private static let flag = Schema(.boolean)
    private static let numeric = Schema(.number, .string)
    private static let list = Schema(.array)
    private static let map = Schema(.object)
    private static let texts = Schema(.array, items: text, isUnique: true)
    private static let textOrTexts = Schema(oneOf: [text, texts])
    private static let textsOrMap = Schema(oneOf: [
        Schema(
            .object, pattern: (.anything, Schema(.string, .number, .null, .boolean)), isOpen: false),
        texts,
    ])
    private static let command = Schema(oneOf: [text, Schema(.array, items: text)])
    private static let extends = Schema(oneOf: [
        text,
        Schema(.object, properties: ["service": text, "file": text], isOpen: false, required: ["service"]),
    ])
    private static let build = Schema(oneOf: [
        text,
        Schema(
            .object, properties: ["context": text, "dockerfile": text, "args": textsOrMap], isOpen: false),
    ])
    private static let networks = Schema(oneOf: [
        texts,
        Schema(.object, pattern: (.name, Schema(oneOf: [network, Schema(.null)])), isOpen: false),
    ])
    private static let network = Schema(
        .object, properties: ["aliases": texts, "ipv4_address": text, "ipv6_address": text], isOpen: false)
    private static let secret = Schema(
        .object,
        properties: [
            "source": text, "target": text, "uid": text, "gid": text, "mode": Schema(.number, .string),
        ])
    private static let ulimits = Schema(
        .object,
        pattern: (
            .lowercase,
            Schema(oneOf: [
                Schema(.integer),
                Schema(
                    .object, properties: ["hard": Schema(.integer), "soft": Schema(.integer)], isOpen: false,
                    required: ["soft", "hard"]),
            ])
        ))
}

extension ServiceOptions {
    /// What a service of a version is.
    static func service(_ version: ComposeDocument.Version) -> Schema { version == .one ? versionOne : versionTwo }

    private static let versionOne = service(of: .one)
    private static let versionTwo = service(of: .two)

    private static func service(of version: ComposeDocument.Version) -> Schema {
        let properties = rows.filter { $0.versions.contains(version) }.map { ($0.name, $0.schema) }
        return Schema(
            .object, properties: Dictionary(properties) { first, _ in first }, isOpen: false,
            dependencies: [(of: "memswap_limit", on: "mem_limit")])
    }

    /// The types that the reference's texts list for an option: those of its alternatives that name a type themselves.
    static func alternatives(of option: String, _ version: ComposeDocument.Version) -> [Schema.JSONType] {
        guard let schema = service(version).properties[option] else { return [] }
        if schema === textOrTexts { return [.string, .array] }
        if schema === textsOrMap { return [.array, .object] }
        if schema === texts { return [.array] }
        // The list of names among a network's alternatives is a reference, which names no type.
        if schema === networks { return [.object] }
        return schema.oneOf.flatMap(\.types)
    }

    /// The same for the elements or members of an option.
    static func innerAlternatives(of option: String, _ version: ComposeDocument.Version) -> [Schema.JSONType] {
        guard let schema = service(version).properties[option] else { return [] }
        return (schema.pattern?.schema ?? schema.items)?.oneOf.flatMap(\.types) ?? []
    }
}
