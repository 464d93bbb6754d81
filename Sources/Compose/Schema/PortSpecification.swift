/// Whether a text publishes or exposes ports: `[[ip:][host]:]container[/protocol]`, each port a number or a range.
enum PortSpecification {
    static func isValid(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard let container = parts.last, let ports = containerPorts(container) else { return false }
        guard parts.count > 1 else { return true }
        if parts.count > 2, !isAddress(parts.dropLast(2).flatMap { [UInt8](":".utf8) + $0 }.dropFirst()) {
            return false
        }
        let host = parts[parts.count - 2]
        guard !host.isEmpty else { return true }
        guard let hostPorts = range(host) else { return false }
        // A range on the host may stand for one port of the container.
        return ports.count == hostPorts.count || ports.count == 1
    }

    private static func containerPorts(_ text: some Collection<UInt8>) -> ClosedRange<UInt16>? {
        let parts = Array(text).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard let ports = parts.first, let range = range(ports) else { return nil }
        guard parts.count > 1, !parts[1].isEmpty else { return range }
        let name = String(decoding: parts[1], as: UTF8.self).lowercased()
        return name == "tcp" || name == "udp" ? range : nil
    }

    private static func range(_ text: some Collection<UInt8>) -> ClosedRange<UInt16>? {
        let ends = Array(text).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let start = ends.first.flatMap(port) else { return nil }
        guard ends.count > 1 else { return start...start }
        guard let end = port(ends[1]), end >= start else { return nil }
        return start...end
    }

    private static func port(_ digits: some Collection<UInt8>) -> UInt16? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self))
    }

    /// Whether a text is an IPv4 address, or looks like an IPv6 one, with or without brackets; empty for none.
    private static func isAddress(_ text: some Collection<UInt8>) -> Bool {
        let text = Array(text)
        guard !text.isEmpty else { return true }
        if text.contains(UInt8(ascii: ":")) { return isIPv6(text) }
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { port($0).map { $0 < 256 } ?? false }
    }

    private static func isIPv6(_ text: [UInt8]) -> Bool {
        var text = text[...]
        if text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") { text = text.dropFirst().dropLast() }
        return text.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: ":"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}
