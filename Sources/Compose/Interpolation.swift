/// Replaces `$NAME`, `${NAME}` and `$$` in a text.
struct Interpolation {
    /// Why a `$` cannot be replaced.
    enum Fault: Sendable {
        /// Something follows the name between the braces, as in `${NAME:-x}`.
        case modifier(String)
        /// The `}` is missing.
        case unclosed
        /// No name follows the `${`.
        case noName
        /// Neither a name nor `{` nor `$` follows.
        case lonelyDollar
    }

    /// A place in the text where something is to be said.
    enum Note {
        case unset(String)
        case invalid(Fault)
    }

    /// The outcome; nil when the text is invalid.
    private(set) var result: [UInt8]?
    /// What was found, with the byte offsets of each `$…`; nothing follows an invalid one.
    private(set) var notes: [(note: Note, range: Range<Int>)] = []

    private static let dollar = UInt8(ascii: "$")
    /// Unset variables that one text is told of.
    private static let noteLimit = 1000

    /// The texts of no variables at all are unchanged; look for a `$` before calling this. Replacing ends behind `limit` bytes; the
    /// outcome then has more of them, and not all.
    init(_ text: [UInt8], variables: [String: String], limit: Int = .max) {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var offset = 0
        while offset < text.count, output.count <= limit {
            guard text[offset] == Self.dollar else {
                output.append(text[offset])
                offset += 1
                continue
            }
            guard let end = replace(at: offset, in: text, variables, into: &output) else { return }
            offset = end
        }
        result = output
    }

    /// Replaces what the `$` at an offset begins; the offset behind it, nil when that is invalid.
    private mutating func replace(
        at start: Int, in text: [UInt8], _ variables: [String: String], into output: inout [UInt8]
    ) -> Int? {
        let next = start + 1 < text.count ? text[start + 1] : 0
        if next == Self.dollar, start + 1 < text.count {
            output.append(Self.dollar)
            return start + 2
        }
        let isBraced = next == UInt8(ascii: "{")
        let nameStart = isBraced ? start + 2 : start + 1
        let nameEnd = text[min(nameStart, text.count)...].firstIndex { !$0.isVariableByte } ?? text.count
        if let fault = Self.fault(text, isBraced: isBraced, name: nameStart..<max(nameStart, nameEnd)) {
            notes.append((.invalid(fault), start..<min(text.count, max(nameEnd, start + 1))))
            return nil
        }
        let end = isBraced ? nameEnd + 1 : nameEnd
        let name = String(decoding: text[nameStart..<nameEnd], as: UTF8.self)
        if let value = variables[name] {
            output.append(contentsOf: value.utf8)
        } else {
            if notes.count < Self.noteLimit { notes.append((.unset(name), start..<end)) }
        }
        return end
    }

    private static func fault(_ text: [UInt8], isBraced: Bool, name: Range<Int>) -> Fault? {
        guard isBraced else {
            guard !name.isEmpty, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[name.lowerBound]) else {
                return .lonelyDollar
            }
            return nil
        }
        guard name.upperBound < text.count else { return .unclosed }
        if name.isEmpty { return .noName }
        if text[name.upperBound] == UInt8(ascii: "}") { return nil }
        return .modifier(String(decoding: text[name], as: UTF8.self))
    }
}

extension UInt8 {
    /// Whether the byte may stand in a variable's name.
    var isVariableByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
