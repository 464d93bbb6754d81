/// Turns libyaml's marks, which count characters, into byte offsets.
///
/// Marks mostly rise and never go back far, so a cursor walks from the last one in either direction.
struct CharacterOffsets {
    private let bytes: [UInt8]
    private let start: Int
    private let isASCII: Bool
    private var character = 0
    private var offset: Int

    /// Offsets into valid UTF-8 of which libyaml reads what begins at `start`; ASCII needs no walk.
    init(_ bytes: [UInt8], from start: Int, isASCII: Bool) {
        self.bytes = bytes
        self.start = start
        self.isASCII = isASCII
        offset = start
    }

    mutating func byteOffset(ofCharacter index: Int) -> Int {
        if isASCII { return min(start + index, bytes.count) }
        while character > index, offset > start {
            repeat { offset -= 1 } while bytes[offset] & 0xC0 == 0x80
            character -= 1
        }
        while character < index, offset < bytes.count {
            repeat { offset += 1 } while offset < bytes.count && bytes[offset] & 0xC0 == 0x80
            character += 1
        }
        return offset
    }
}
