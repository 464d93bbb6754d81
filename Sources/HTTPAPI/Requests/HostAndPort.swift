/// A host as headers name it, with the port where one is written: `host`, `host:port`, `[address]:port`.
struct HostAndPort: Hashable {
    let host: Substring
    /// What stands behind the colon; nil without one.
    let port: Substring?

    init(_ text: some StringProtocol) {
        let text = Substring(text)
        // The colons inside of brackets are the address's.
        let colon = text[(text.lastIndex(of: "]") ?? text.startIndex)...].lastIndex(of: ":")
        host = text[..<(colon ?? text.endIndex)]
        port = colon.map { text[text.index(after: $0)...] }
    }

    /// Whether a host and a port can be so: a name, or an address, which has its colons in brackets, and a port up to 65535.
    var isPossible: Bool {
        guard let first = host.utf8.first else { return false }
        if let port, !port.isEmpty {
            guard port.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), UInt16(port) != nil else {
                return false
            }
        }
        guard first == UInt8(ascii: "[") else { return host.utf8.allSatisfy { Self.isNameByte($0) } }
        let address = host.utf8.dropFirst().dropLast()
        return host.utf8.last == UInt8(ascii: "]") && !address.isEmpty
            && address.allSatisfy { Self.isNameByte($0) || $0 == UInt8(ascii: ":") }
    }

    /// What may stand in the name of a host (RFC 3986), without the characters that others on the way may take for an end.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\"'(),/:;<>?@[\\]^`{|}#*".utf8.contains(byte)
    }
}
