import CGitShim
import Catalog

extension git_oid {
    /// The same 20 bytes.
    init(_ content: ContentID) {
        self.init()
        withUnsafeMutableBytes(of: &self.id) { $0.copyBytes(from: content.bytes) }
    }

    /// The id of 40 hexadecimal digits.
    init?(hex: String) {
        self.init(hex: hex.utf8)
    }

    /// The id of 40 hexadecimal digits.
    init?(hex digits: some Collection<UInt8>) {
        guard digits.count == 40 else { return nil }
        let content = ContentID(hex: String(decoding: digits, as: UTF8.self))
        guard let content else { return nil }
        self.init(content)
    }

    var bytes: [UInt8] { withUnsafeBytes(of: id) { Array($0) } }
    var hex: String { contentID?.hex ?? "" }
    var contentID: ContentID? { withUnsafeBytes(of: id) { ContentID(bytes: $0) } }

    func equals(_ other: git_oid) -> Bool { bytes == other.bytes }
}
