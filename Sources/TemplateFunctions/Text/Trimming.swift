import GoText

/// Taking characters off the ends of a text, and out of it.
enum Trimming {
    /// `strings.TrimFunc`: without the characters at both ends that `isTaken`.
    static func trimmed(_ text: [UInt8], _ isTaken: (UInt32) -> Bool) -> [UInt8] {
        var start = text.count
        var end = text.count
        var isInside = false
        for character in Characters(text) where !isTaken(character.value) {
            if !isInside { start = character.start }
            isInside = true
            end = character.start + character.width
        }
        return Array(text[start..<end])
    }

    /// `strings.Trim`: without the characters of `set` at both ends.
    static func trimmed(_ text: [UInt8], of set: [UInt8]) -> [UInt8] {
        let taken = Set(Characters(set).map(\.value))
        return trimmed(text) { taken.contains($0) }
    }

    /// Without white space. Sprig 1.6 looks at single bytes as if they were Latin-1 characters, so a text that has any
    /// white space also comes out with its other bytes beyond ASCII turned into two bytes each; so does this.
    static func withoutWhiteSpace(_ text: [UInt8]) -> [UInt8] {
        let kept = text.lazy.map(UInt32.init).filter { !Rune.isSpace($0) }
        return kept.count == text.count ? text : Rune.text(kept)
    }

    /// The first byte of every word, read as a Latin-1 character, as Sprig 1.6 does; words begin after white space.
    static func initials(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var startsWord = true
        for byte in text {
            let isGap = Rune.isSpace(UInt32(byte))
            if startsWord, !isGap { Rune.append(UInt32(byte), to: &output) }
            startsWord = isGap
        }
        return output
    }
}
