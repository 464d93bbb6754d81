/// The variables that a text names for interpolation, by the syntax of `$NAME` and `${NAME}`.
public enum InterpolatedNames {
    /// Every name behind a `$` or `${`; more than interpolation replaces where the text cannot be interpolated.
    public static func of(_ text: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        var index = 0
        while let dollar = text[index...].firstIndex(of: UInt8(ascii: "$")) {
            let isBraced = dollar + 1 < text.count && text[dollar + 1] == UInt8(ascii: "{")
            let start = dollar + (isBraced ? 2 : 1)
            guard start < text.count else { break }
            let end = text[start...].firstIndex { !$0.isVariableByte } ?? text.count
            if end > start { names.insert(String(decoding: text[start..<end], as: UTF8.self)) }
            // Two dollars stand for one of the text's own.
            index = end == start && !isBraced ? start + 1 : end
        }
        return names
    }

    /// Whether `${NAME}` can be written for a name.
    public static func isName(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(\.isVariableByte) }
}
