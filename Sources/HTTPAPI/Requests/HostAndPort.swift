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
}
