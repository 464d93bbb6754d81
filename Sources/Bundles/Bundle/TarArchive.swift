import Compiler

/// A tar archive (POSIX ustar) that is the same bytes wherever it is made: no times, no owners, one mode.
public enum TarArchive {
    /// A path that no tar header has room for.
    public struct PathTooLong: Error, Sendable, Hashable, CustomStringConvertible {
        /// The path.
        public let path: String
        /// The path and what to do.
        public var description: String { "the path \(path) is too long for a tar archive; write a directory instead" }
    }

    private static let block = 512

    /// The archive of some files, in the order given.
    public static func make(of entries: [CompiledBundle.Entry]) throws(PathTooLong) -> [UInt8] {
        var archive: [UInt8] = []
        for entry in entries {
            archive += try header(of: entry)
            archive += entry.bytes
            archive += padding(archive.count)
        }
        return archive + [UInt8](repeating: 0, count: 2 * block)
    }

    /// The files of an archive as ``make(of:)`` writes them; nil for any other.
    public static func read(_ archive: [UInt8]) -> [CompiledBundle.Entry]? {
        var entries: [CompiledBundle.Entry] = []
        var position = 0
        while position + block <= archive.count, archive[position] != 0 {
            let header = Array(archive[position..<position + block])
            guard let size = number(header[124..<135]), text(header[257..<262]) == "ustar",
                position + block + size <= archive.count
            else { return nil }
            let (prefix, name) = (text(header[345..<500]), text(header[0..<100]))
            position += block
            entries.append(
                .init(
                    path: prefix.isEmpty ? name : "\(prefix)/\(name)", bytes: Array(archive[position..<position + size])
                ))
            position += size + padding(size).count
        }
        let isWhole = archive.count == position + 2 * block && archive[position...].allSatisfy { $0 == 0 }
        return isWhole && !entries.isEmpty ? entries : nil
    }

    /// A field's text, up to its first zero byte.
    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// A field's number in octal digits, up to its first zero byte; nil for anything else, a sign too.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.prefix { $0 != 0 }
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }) else {
            return nil
        }
        return Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }

    private static func padding(_ count: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (block - count % block) % block)
    }

    private static func header(of entry: CompiledBundle.Entry) throws(PathTooLong) -> [UInt8] {
        let (prefix, name) = try split(entry.path)
        var header: [UInt8] = []
        func field(_ text: String, _ width: Int) {
            header += Array(text.utf8) + [UInt8](repeating: 0, count: width - text.utf8.count)
        }
        field(name, 100)
        field("0000644", 8)
        field("0000000", 8)
        field("0000000", 8)
        field(octal(entry.bytes.count, digits: 11), 12)
        field("00000000000", 12)
        let checksumStart = header.count
        header += [UInt8](repeating: UInt8(ascii: " "), count: 8)
        field("0", 1)
        field("", 100)
        field("ustar", 6)
        field("00", 2)
        field("", 32)
        field("", 32)
        field("0000000", 8)
        field("0000000", 8)
        field(prefix, 155)
        field("", block - header.count)
        let sum = header.reduce(0) { $0 + Int($1) }
        header.replaceSubrange(checksumStart..<checksumStart + 8, with: Array(octal(sum, digits: 6).utf8) + [0, 0x20])
        return header
    }

    /// The path in the two fields that a header has for it, parted at a slash.
    private static func split(_ path: String) throws(PathTooLong) -> (prefix: String, name: String) {
        let bytes = Array(path.utf8)
        if bytes.count <= 100 { return ("", path) }
        for slash in bytes.indices where bytes[slash] == UInt8(ascii: "/") && slash <= 155 {
            if bytes.count - slash - 1 <= 100 {
                return (
                    String(decoding: bytes[..<slash], as: UTF8.self),
                    String(decoding: bytes[(slash + 1)...], as: UTF8.self)
                )
            }
        }
        throw PathTooLong(path: path)
    }

    private static func octal(_ value: Int, digits: Int) -> String {
        let text = String(value, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
