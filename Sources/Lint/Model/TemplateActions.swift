/// Where the code of a template stands, as opposed to its text.
enum TemplateActions {
    private enum State {
        case text
        case code
        case comment
        case quoted(UInt8)
    }

    /// For each byte, whether it is inside an action and outside of its comments and quoted texts.
    static func codeMask(_ bytes: [UInt8]) -> [Bool] {
        var mask = [Bool](repeating: false, count: bytes.count)
        var state = State.text
        var index = 0
        while index < bytes.count {
            if case .code = state { mask[index] = true }
            index += step(&state, bytes[index], index + 1 < bytes.count ? bytes[index + 1] : 0)
        }
        return mask
    }

    /// Takes one byte, and the next where both belong together; gives how many it took.
    private static func step(_ state: inout State, _ byte: UInt8, _ next: UInt8) -> Int {
        switch state {
        case .text:
            guard byte == UInt8(ascii: "{"), next == byte else { return 1 }
            state = .code
            return 2
        case .code: return codeStep(&state, byte, next)
        case .comment:
            guard byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") else { return 1 }
            state = .code
            return 2
        case .quoted(let quote):
            if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") { return 2 }
            if byte == quote { state = .code }
            return 1
        }
    }

    private static func codeStep(_ state: inout State, _ byte: UInt8, _ next: UInt8) -> Int {
        if byte == UInt8(ascii: "}"), next == byte {
            state = .text
            return 2
        }
        if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
            state = .comment
            return 2
        }
        if "\"`'".utf8.contains(byte) { state = .quoted(byte) }
        return 1
    }
}
