import GoText
import Testing

@Suite("Characters")
struct RuneTests {
    @Test(
        "a byte that begins no character is U+FFFD of width 1",
        arguments: [
            ([0x61], 0x61, 1), ([0xC3, 0xA9], 0xE9, 2), ([0xE2, 0x98, 0x83], 0x2603, 3),
            ([0xF0, 0x9F, 0x98, 0x80], 0x1F600, 4),
            ([0xFF], 0xFFFD, 1), ([0xC3], 0xFFFD, 1), ([0xC0, 0x80], 0xFFFD, 1), ([0xE0, 0x80, 0x80], 0xFFFD, 1),
            ([0xED, 0xA0, 0x80], 0xFFFD, 1), ([0xF4, 0x90, 0x80, 0x80], 0xFFFD, 1), ([0xE2, 0x98, 0x41], 0xFFFD, 1),
        ] as [([UInt8], UInt32, Int)])
    func decodes(bytes: [UInt8], value: UInt32, width: Int) {
        let rune = Rune.decode(bytes, at: 0)
        #expect(rune.value == value)
        #expect(rune.width == width)
    }

    @Test("every character is written as its UTF-8, and what is none as U+FFFD")
    func appends() {
        for value in stride(from: UInt32(0), through: 0x11_0000, by: 97) {
            var bytes: [UInt8] = []
            Rune.append(value, to: &bytes)
            #expect(bytes == Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8))
        }
    }

    @Test("counting counts each broken byte")
    func counts() {
        #expect(Rune.count(Array("aé☃".utf8) + [0xFF, 0xC3]) == 5)
    }

    @Test("letters, digits and what prints, as Go's tables have them")
    func classes() {
        #expect(Rune.isLetter(0xE9) && Rune.isLetter(0x4E00) && !Rune.isLetter(0x30))
        #expect(Rune.isDigit(0x663) && !Rune.isDigit(0xB2))
        #expect(
            Rune.isPrintable(0x20) && !Rune.isPrintable(0xA0) && !Rune.isPrintable(0xAD) && Rune.isPrintable(0x2603))
    }
}
