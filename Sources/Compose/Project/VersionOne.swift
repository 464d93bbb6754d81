/// Turns the fields that only version 1 has into those of version 2.
enum VersionOne {
    static func converted(_ options: ComposeMap, at origin: Origin) -> ComposeMap {
        var result = options
        result.remove("build", "dockerfile", "log_driver", "log_opt", "net", "name")
        add(["context": "build", "dockerfile": "dockerfile"], of: options, as: "build", to: &result)
        add(["driver": "log_driver", "options": "log_opt"], of: options, as: "logging", to: &result)
        if let net = options.member("net") {
            result.set(ComposeMember(key: "network_mode", at: net.keyOrigin, net.value))
        }
        if let volumes = options.member("volumes"), let mounts = volumes.value.list {
            let normal = mounts.map { $0.with(.string(TypedReader.mount($0.string ?? ""))) }
            result.set(volumes.with(volumes.value.with(.list(normal))))
        }
        return result
    }

    private static func add(
        _ fields: [String: String], of options: ComposeMap, as name: String, to result: inout ComposeMap
    ) {
        let members = fields.keys.sorted().compactMap { field -> ComposeMember? in
            fields[field].flatMap(options.member).map { ComposeMember(key: field, at: $0.keyOrigin, $0.value) }
        }
        guard let first = members.first else { return }
        let value = ComposeValue(.map(ComposeMap(members)), at: first.value.origin)
        result.set(ComposeMember(key: name, at: first.keyOrigin, value))
    }
}
