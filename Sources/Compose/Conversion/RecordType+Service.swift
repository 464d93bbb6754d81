extension RecordType {
    /// A service of version 2; version 1 has a few fields of its own, which become fields of this.
    static let service = RecordType("config.ServiceConfig", zeros: .omitted, shared.merging(versionTwo) { $1 })
    static let serviceVersionOne = RecordType(
        "config.ServiceConfigV1", zeros: .omitted, shared.merging(versionOne) { $1 })

    static func service(_ version: ComposeDocument.Version) -> RecordType {
        version == .one ? serviceVersionOne : service
    }

    private static let versionOne: [String: FieldType] = [
        "build": .text, "dockerfile": .text, "log_driver": .text, "log_opt": .textMap, "name": .text, "net": .text,
        "volumes": .texts,
    ]

    private static let versionTwo: [String: FieldType] = [
        "build": .build, "depends_on": .texts, "extends": .pairs("="),
        "logging": .record(logging, isOptional: false), "mem_reservation": .size, "network_mode": .text,
        "networks": .networks, "volumes": .volumes,
    ]

    private static let shared: [String: FieldType] = [
        "blkio_weight": .numeric, "blkio_weight_device": .texts, "cap_add": .texts, "cap_drop": .texts,
        "certs": .texts, "cgroup_parent": .text, "command": .command, "container_name": .text,
        "cpu_period": .numeric, "cpu_quota": .numeric, "cpu_shares": .numeric, "cpuset": .text,
        "default_cert": .text, "device_read_bps": .pairs(":"), "device_read_iops": .pairs(":"),
        "device_write_bps": .pairs(":"), "device_write_iops": .pairs(":"), "devices": .texts,
        "disks": .records(disk), "dns": .textOrTexts, "dns_opt": .texts, "dns_search": .textOrTexts,
        "domainname": .text, "drain_timeout_ms": .numeric, "entrypoint": .command, "env_file": .textOrTexts,
        "environment": .pairs("="), "expose": .texts, "external_ips": .texts, "external_links": .texts,
        "extra_hosts": .texts, "group_add": .texts, "health_check": .record(healthCheck, isOptional: true),
        "hostname": .text, "image": .text, "init": .flag, "ipc": .text, "isolation": .text, "labels": .labels,
        "lb_config": .record(loadBalancer, isOptional: true), "links": .pairs(":"),
        "load_balancer_config": .record(legacyLoadBalancer, isOptional: true), "mac_address": .text,
        "mem_limit": .size, "mem_swappiness": .numeric, "memory": .size, "memswap_limit": .size,
        "metadata": .anyMap, "milli_cpu_reservation": .numeric,
        "network_driver": .record(networkDriver, isOptional: true), "oom_kill_disable": .flag,
        "oom_score_adj": .numeric, "pid": .text, "ports": .texts, "privileged": .flag, "read_only": .flag,
        "restart": .text, "retain_ip": .flag, "scale": .numeric,
        "scale_policy": .record(scalePolicy, isOptional: true), "secrets": .secrets, "security_opt": .texts,
        "shm_size": .size, "stdin_open": .flag, "stop_grace_period": .duration, "stop_signal": .text,
        "storage_driver": .record(storageDriver, isOptional: true), "sysctls": .labels, "tmpfs": .textOrTexts,
        "tty": .flag, "type": .text, "ulimits": .ulimits,
        "upgrade_strategy": .record(upgradeStrategy, isOptional: false), "user": .text, "userdata": .text,
        "uts": .text, "vcpu": .numeric, "volume_driver": .text, "volumes_from": .texts, "working_dir": .text,
    ]

    /// The options whose numeric texts the reference turns into numbers: its own records and lists, not the maps.
    static let convertsNumbers: Set<String> = [
        "certs", "disks", "external_ips", "health_check", "lb_config", "load_balancer_config", "network_driver",
        "scale_policy", "storage_driver", "upgrade_strategy",
    ]
}
