/// The names behind `$`, `${` and `.` in texts, which may be variables.
///
/// A text that takes all values at once, such as `range .Values`, uses every variable.
struct VariableUses {
    /// Every name that may be one.
    private(set) var names: Set<String> = []
    private var usesAll = false

    init(in texts: [[UInt8]]) {
        for text in texts { read(text) }
    }

    func contains(_ name: String) -> Bool { usesAll || names.contains(name) }

    private mutating func read(_ text: [UInt8]) {
        for (range, before) in Words.of(text) {
            let isAfterBrace =
                before == UInt8(ascii: "{") && range.lowerBound > 1 && text[range.lowerBound - 2] == UInt8(ascii: "$")
            guard isAfterBrace || before == UInt8(ascii: "$") || before == UInt8(ascii: ".") else { continue }
            names.insert(String(decoding: text[range], as: UTF8.self))
            let next = range.upperBound < text.count ? text[range.upperBound] : 0
            if before == UInt8(ascii: "."), next != before, text[range].elementsEqual("Values".utf8) { usesAll = true }
        }
    }
}
