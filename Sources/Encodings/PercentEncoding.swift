/// `%41` and `A`, as URLs have them.
package enum PercentEncoding {
    /// The text that a text encodes; nil for a `%` without two digits behind it, and for what is not UTF-8.
    package static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var source = text.utf8.makeIterator()
        while let byte = source.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = source.next().flatMap(Hexadecimal.value),
                    let low = source.next().flatMap(Hexadecimal.value)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The bytes that stand as they are: letters, digits, and some others.
    package struct PlainBytes: Sendable {
        private let isPlain: [Bool]

        package init(_ others: String) {
            var isPlain = [Bool](repeating: false, count: 256)
            let alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
            for byte in (alphabet + others).utf8 { isPlain[Int(byte)] = true }
            self.isPlain = isPlain
        }

        func contains(_ byte: UInt8) -> Bool { isPlain[Int(byte)] }
    }

    /// A text with every byte that is not plain as `%XX`.
    package static func encoded(_ text: String, leaving plain: PlainBytes) -> String {
        if text.utf8.allSatisfy(plain.contains) { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if plain.contains(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes += Hexadecimal.digits(of: CollectionOfOne(byte), uppercase: true)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
