/// The names behind `$` and `${` in a text that is interpolated.
enum InterpolatedNames {
    static func of(_ text: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        var index = 0
        while let dollar = text[index...].firstIndex(of: UInt8(ascii: "$")) {
            let isBraced = dollar + 1 < text.count && text[dollar + 1] == UInt8(ascii: "{")
            let start = dollar + (isBraced ? 2 : 1)
            guard start < text.count else { break }
            let end = text[start...].firstIndex { !isNameByte($0) } ?? text.count
            if end > start { names.insert(String(decoding: text[start..<end], as: UTF8.self)) }
            // Two dollars stand for one of the text's own.
            index = end == start && !isBraced ? start + 1 : end
        }
        return names
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
