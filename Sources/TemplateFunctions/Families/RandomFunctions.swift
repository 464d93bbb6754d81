import Encodings
import GoTemplate
import GoText

/// Functions of the random numbers that the caller hands in.
enum RandomFunctions {
    static let all = [
        LibraryFunction(
            "randAlpha", in: .random, "Random letters.", takes: [length], returns: .string,
            example: "{{randAlpha 8}}", gives: nil
        ) { call, surroundings throws(FunctionFailure) in
            .string(try Alphabet.letters.text(of: try call.int(0), from: &surroundings.random))
        },
        LibraryFunction(
            "randAlphaNum", in: .random, "Random letters and digits, with one digit at least.", takes: [length],
            returns: .string, example: "{{randAlphaNum 8}}", gives: nil
        ) { call, surroundings throws(FunctionFailure) in
            var text = try Alphabet.lettersAndDigits.text(of: try call.int(0), from: &surroundings.random)
            if !text.isEmpty, !text.contains(where: { Rune.isDigit(UInt32($0)) }) {
                let place = Int.random(in: text.indices, using: &surroundings.random)
                text[place] = Alphabet.digits.byte(from: &surroundings.random)
            }
            return .string(text)
        },
        LibraryFunction(
            "randAscii", in: .random, "Random printable ASCII characters, space included.", takes: [length],
            returns: .string, example: "{{randAscii 8}}", gives: nil
        ) { call, surroundings throws(FunctionFailure) in
            .string(try Alphabet.printable.text(of: try call.int(0), from: &surroundings.random))
        },
        LibraryFunction(
            "randNumeric", in: .random, "Random digits.", takes: [length], returns: .string,
            example: "{{randNumeric 8}}", gives: nil
        ) { call, surroundings throws(FunctionFailure) in
            .string(try Alphabet.digits.text(of: try call.int(0), from: &surroundings.random))
        },
        LibraryFunction(
            "uuidv4", in: .random, "A random UUID (version 4).", returns: .string, example: "{{uuidv4}}", gives: nil
        ) { _, surroundings in .string(uuid(from: &surroundings.random)) },
    ]

    private static let length = FunctionDocumentation.Parameter.int("length", "below 1 gives an empty text")

    private static func uuid(from random: inout any RandomNumberGenerator & Sendable) -> [UInt8] {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text = Hexadecimal.digits(of: bytes)
        for place in [20, 16, 12, 8] { text.insert(UInt8(ascii: "-"), at: place) }
        return text
    }
}

/// The characters of a random text.
private struct Alphabet {
    static let digits = Alphabet([UInt8(ascii: "0")...UInt8(ascii: "9")])
    static let letters = Alphabet([UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z")])
    static let lettersAndDigits = Alphabet(digits.bytes + letters.bytes)
    static let printable = Alphabet([UInt8(ascii: " ")...UInt8(ascii: "~")])

    private let bytes: [UInt8]

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private init(_ ranges: [ClosedRange<UInt8>]) { bytes = ranges.flatMap(Array.init) }

    func byte(from random: inout any RandomNumberGenerator & Sendable) -> UInt8 {
        bytes[Int.random(in: bytes.indices, using: &random)]
    }

    func text(
        of length: Int, from random: inout any RandomNumberGenerator & Sendable
    ) throws(FunctionFailure) -> [UInt8] {
        try FunctionLimits.check(bytes: length)
        return (0..<max(0, length)).map { _ in byte(from: &random) }
    }
}
