import GoTemplate

/// `os.Expand`: `$NAME` and `${NAME}` replaced, as a shell would.
enum ShellExpansion {
    /// The text with its variables replaced; `value` gives a variable's value by its name.
    static func expanded(_ text: [UInt8], _ value: (String) -> String) throws(FunctionFailure) -> [UInt8] {
        var output: [UInt8] = []
        var rest = text[...]
        // Behind the last brace no reference ends: the text is not looked through again for every `${`.
        let lastBrace = text.lastIndex(of: UInt8(ascii: "}")) ?? -1
        while let first = rest.popFirst() {
            guard first == UInt8(ascii: "$"), let reference = Reference(rest, lastBrace: lastBrace) else {
                output.append(first)
                continue
            }
            rest = rest.dropFirst(reference.width)
            if let name = reference.name { output += value(name).utf8 }
            try FunctionLimits.check(bytes: output.count)
        }
        return output
    }

    /// What follows a dollar sign: a variable's name, or bad syntax that is swallowed (`${}`, `${` without an end).
    private struct Reference {
        let name: String?
        let width: Int

        /// Nil when the dollar sign stands for itself.
        init?(_ text: ArraySlice<UInt8>, lastBrace: Int) {
            guard let first = text.first else { return nil }
            if first == UInt8(ascii: "{") {
                (name, width) = text.startIndex < lastBrace ? Self.braced(text) : (nil, 1)
                return
            }
            let letters = Self.isSpecial(first) ? text.prefix(1) : text.prefix(while: Self.isNamePart)
            if letters.isEmpty { return nil }
            name = String(decoding: letters, as: UTF8.self)
            width = letters.count
        }

        private static func braced(_ text: ArraySlice<UInt8>) -> (name: String?, width: Int) {
            let inner = text.dropFirst()
            guard let end = inner.firstIndex(of: UInt8(ascii: "}")) else { return (nil, 1) }
            let name = inner[..<end]
            return (name.isEmpty ? nil : String(decoding: name, as: UTF8.self), name.count + 2)
        }

        private static func isSpecial(_ byte: UInt8) -> Bool { "*#$@!?-0123456789".utf8.contains(byte) }

        private static func isNamePart(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
