/// The characters that stand for the digits of an encoding, and the way back.
struct CharacterTable: Sendable {
    private let characters: [UInt8]
    private let digits: [UInt8?]

    init(_ characters: String) {
        self.characters = Array(characters.utf8)
        var digits = [UInt8?](repeating: nil, count: 256)
        for (digit, byte) in characters.utf8.enumerated() { digits[Int(byte)] = UInt8(digit) }
        self.digits = digits
    }

    /// The digit a character stands for.
    func digit(of byte: UInt8) -> UInt8? { digits[Int(byte)] }

    /// Encodes bytes in groups of `groupSize` characters of `bits` bits, filled up with `=`.
    func encoded(_ bytes: [UInt8], bits: Int, groupSize: Int) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count * 8 / bits / groupSize + 1) * groupSize)
        var waiting: UInt32 = 0
        var waitingBits = 0
        for byte in bytes {
            waiting = waiting << 8 | UInt32(byte)
            waitingBits += 8
            while waitingBits >= bits {
                waitingBits -= bits
                output.append(character(waiting >> UInt32(waitingBits), bits: bits))
            }
            waiting &= (1 << UInt32(waitingBits)) - 1
        }
        if waitingBits > 0 { output.append(character(waiting << UInt32(bits - waitingBits), bits: bits)) }
        let surplus = output.count % groupSize
        if surplus > 0 { output.append(contentsOf: repeatElement(Self.padding, count: groupSize - surplus)) }
        return output
    }

    static let padding = UInt8(ascii: "=")

    private func character(_ digit: UInt32, bits: Int) -> UInt8 { characters[Int(digit & (1 << UInt32(bits) - 1))] }
}

/// Where an encoded text is broken, as Go's decoders say it.
package struct CorruptInput: Error, Equatable {
    let encoding: String
    let offset: Int

    /// Go's text: `illegal base64 data at input byte 4`.
    package var text: String { "illegal \(encoding) data at input byte \(offset)" }
}
