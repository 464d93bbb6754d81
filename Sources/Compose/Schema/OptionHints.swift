/// What somebody who wrote an unknown option may have meant.
enum OptionHints {
    /// The reference's own hints.
    static let reference: [String: String] = [
        "add_host": "extra_hosts", "cpu_share": "cpu_shares", "device": "devices", "extra_host": "extra_hosts",
        "hosts": "extra_hosts", "link": "links", "memory_swap": "memswap_limit", "port": "ports",
        "privilege": "privileged", "priviliged": "privileged", "privilige": "privileged", "volume": "volumes",
        "workdir": "working_dir",
    ]

    /// Options of version 1 by what version 2 writes for them.
    private static let renamed: [String: String] = [
        "net": "network_mode", "log_driver": "logging", "log_opt": "logging", "dockerfile": "build",
    ]

    /// A sentence of help for an unknown option of a service.
    static func help(for option: String, _ version: ComposeDocument.Version) -> String {
        if let hint = reference[option] { return "did you mean `\(hint)`?" }
        if version == .two, let name = renamed[option] { return "version 2 of the format writes `\(name)`" }
        if version == .one, option == "network_mode" { return "version 1 of the format writes `net`" }
        if version == .one, ServiceOptions.service(.two).properties[option] != nil {
            return
                "this needs version 2 of the format: begin the file with `version: '2'` and put services below `services`"
        }
        let names = ServiceOptions.service(version).properties.keys.sorted()
        if let near = names.first(where: { isNear($0, option) }) { return "did you mean `\(near)`?" }
        return "remove it; Rancher 1.6 reads version \(version.rawValue) of the format without it"
    }

    /// Whether one edit of a byte, or one swap of neighbours, makes one text the other.
    static func isNear(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count > 2, right.count > 2, abs(left.count - right.count) <= 1 else { return false }
        let prefix = zip(left, right).prefix { $0 == $1 }.count
        let (a, b) = (left[prefix...], right[prefix...])
        if a.dropFirst() == b || a == b.dropFirst() || a.dropFirst() == b.dropFirst() { return true }
        return a.count == b.count && a.count >= 2 && Array(a.prefix(2).reversed()) == Array(b.prefix(2))
            && a.dropFirst(2) == b.dropFirst(2)
    }
}
