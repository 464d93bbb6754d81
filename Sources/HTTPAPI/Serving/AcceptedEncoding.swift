/// What `Accept-Encoding` allows.
enum AcceptedEncoding {
    /// Whether the client takes gzip: it is named, or `*` is, with a weight above 0 (RFC 9110, 12.5.3).
    static func allowsGzip(_ header: String?) -> Bool {
        guard let header else { return false }
        var star = false
        for element in header.utf8.split(separator: UInt8(ascii: ",")) {
            let parts = element.split(separator: UInt8(ascii: ";"), maxSplits: 1)
            guard let name = parts.first.map({ trimmed($0) }) else { continue }
            let isAllowed = parts.count < 2 || !isZero(trimmed(parts[1]))
            if name == "gzip" || name == "x-gzip" { return isAllowed }
            if name == "*" { star = isAllowed }
        }
        return star
    }

    private static func trimmed(_ text: Substring.UTF8View) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let start = text.drop(while: isBlank)
        return String(Substring(start)).lowercased().split(separator: " ").joined()
    }

    /// `q=0`, `q=0.0` and their like.
    private static func isZero(_ weight: String) -> Bool {
        guard weight.hasPrefix("q=") else { return false }
        return weight.utf8.dropFirst(2).allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
    }
}
