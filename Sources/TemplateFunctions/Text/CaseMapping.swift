import GoText

/// Upper, lower and title case as Go's `unicode` package maps them: one character to one character. `ß` stays `ß`.
enum CaseMapping {
    /// `unicode.ToUpper`.
    static func upper(_ value: UInt32) -> UInt32 {
        if value < 0x80 { return value >= 0x61 && value <= 0x7A ? value - 0x20 : value }
        guard let properties = Unicode.Scalar(value)?.properties else { return value }
        // Where the full mapping has several characters, the simple one is the title case or nothing: ᾳ becomes ᾼ.
        return single(properties.uppercaseMapping) ?? single(properties.titlecaseMapping) ?? value
    }

    /// `unicode.ToLower`.
    static func lower(_ value: UInt32) -> UInt32 {
        if value < 0x80 { return value >= 0x41 && value <= 0x5A ? value + 0x20 : value }
        guard let properties = Unicode.Scalar(value)?.properties else { return value }
        // İ is the one character with a longer full mapping: its simple one is the first character, i.
        return properties.lowercaseMapping.unicodeScalars.first?.value ?? value
    }

    /// `unicode.ToTitle`.
    static func title(_ value: UInt32) -> UInt32 {
        if value < 0x80 { return upper(value) }
        guard let properties = Unicode.Scalar(value)?.properties else { return value }
        return single(properties.titlecaseMapping) ?? value
    }

    /// `strings.ToUpper`, `strings.ToLower`: every character mapped; invalid bytes become U+FFFD.
    static func each(of text: [UInt8], _ map: (UInt32) -> UInt32) -> [UInt8] {
        var memory = CaseMemory()
        return mapped(text) { memory.mapped($0, map) }
    }

    /// Every character as a closure maps it, which sees one after another.
    private static func mapped(_ text: [UInt8], _ map: (UInt32) -> UInt32) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for character in Characters(text) { Rune.append(map(character.value), to: &output) }
        return output
    }

    private static func single(_ mapping: String) -> UInt32? {
        mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first?.value : nil
    }
}

/// Case by words.
extension CaseMapping {
    /// `strings.Title`: the first letter of every word in title case. A word begins after anything that is no letter,
    /// digit or underscore in ASCII, and after white space elsewhere.
    static func titled(_ text: [UInt8]) -> [UInt8] {
        var previous: UInt32 = 0x20
        return mapped(text) { value in
            defer { previous = value }
            return separates(previous) ? title(value) : value
        }
    }

    private static func separates(_ value: UInt32) -> Bool {
        if value < 0x80 { return !(Rune.isLetter(value) || Rune.isDigit(value) || value == 0x5F) }
        return !Rune.isLetter(value) && !Rune.isDigit(value) && Rune.isSpace(value)
    }

    /// The first letter of every word in lower case; words begin after white space.
    static func untitled(_ text: [UInt8]) -> [UInt8] {
        var startsWord = true
        return mapped(text) { value in
            if Rune.isSpace(value) {
                startsWord = true
                return value
            }
            defer { startsWord = false }
            return startsWord ? lower(value) : value
        }
    }

    /// Upper to lower and lower to upper; a lower-case letter that begins a word gets title case.
    static func swapped(_ text: [UInt8]) -> [UInt8] {
        var startsWord = true
        var (lowered, raised) = (CaseMemory(), CaseMemory())
        return mapped(text) { value in
            switch Unicode.Scalar(value)?.properties.generalCategory {
            case .uppercaseLetter, .titlecaseLetter:
                startsWord = false
                return lowered.mapped(value, lower)
            case .lowercaseLetter:
                defer { startsWord = false }
                return startsWord ? title(value) : raised.mapped(value, upper)
            default:
                startsWord = Rune.isSpace(value)
                return value
            }
        }
    }
}

/// Remembers what characters were mapped to, since asking Unicode's tables takes long and texts repeat their characters.
private struct CaseMemory {
    private static let size = 1024
    private var known = [UInt32](repeating: .max, count: size)
    private var results = [UInt32](repeating: 0, count: size)

    mutating func mapped(_ value: UInt32, _ map: (UInt32) -> UInt32) -> UInt32 {
        if value < 0x80 { return map(value) }
        let place = Int(value) % Self.size
        if known[place] == value { return results[place] }
        known[place] = value
        results[place] = map(value)
        return results[place]
    }
}
