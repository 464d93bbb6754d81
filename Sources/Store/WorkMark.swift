/// What some background work is done on, so exactly that work that failed once can be told again.
package struct WorkMark: Sendable, Hashable {
    /// The bytes of one part that are kept; a longer one is told by its beginning and a digest.
    static let partBytes = 512

    /// What kind of work: `lint`, `answers`.
    package let kind: String
    /// The environment of what it is about; empty when it is about no single one.
    package let environment: String
    /// The catalog that it is about; empty when it is about no single one.
    package let catalog: String
    /// The part of that: a template's folder, a request; empty for the whole.
    package let item: String
    /// What the item was made of, such as a tree's id: of something else the work is other work.
    package let state: String

    /// The mark of a piece of work.
    package init(kind: String, environment: String, catalog: String, item: String, state: String) {
        self.kind = Self.bounded(kind)
        self.environment = Self.bounded(environment)
        self.catalog = Self.bounded(catalog)
        self.item = Self.bounded(item)
        self.state = Self.bounded(state)
    }

    /// Whether the mark is of the same thing in another state.
    func isEarlier(_ other: WorkMark) -> Bool {
        state != other.state && item == other.item && catalog == other.catalog && environment == other.environment
            && kind == other.kind
    }

    private static func bounded(_ text: String) -> String {
        guard text.utf8.count > partBytes else { return text }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(decoding: text.utf8.prefix(partBytes - 32), as: UTF8.self) + "…" + String(hash, radix: 16)
    }
}

extension WorkMark {
    /// The mark as one line without its end: parts between tabs, with what could be taken for one escaped.
    var line: String {
        [kind, environment, catalog, item, state].map(Self.escaped).joined(separator: "\t")
    }

    /// The mark of a line's parts; nil for anything else.
    init?(parts: some Collection<ArraySlice<UInt8>>) {
        let texts = parts.map(Self.unescaped)
        guard texts.count == 5 else { return nil }
        self.init(kind: texts[0], environment: texts[1], catalog: texts[2], item: texts[3], state: texts[4])
    }

    private static func escaped(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "%") {
                out += Array("%".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func unescaped(_ part: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        var rest = part
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(digits.firstIndex(of:)),
                let low = rest.dropFirst().first.flatMap(digits.firstIndex(of:))
            {
                out.append(UInt8(high << 4 | low))
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
