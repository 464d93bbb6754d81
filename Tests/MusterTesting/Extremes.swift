/// Inputs at the edges of what somebody may write: where a reader that counts, converts or cuts without looking would end the
/// process.
public enum Extremes {
    /// Whole numbers around every place where a sum, a product, a shift or a conversion goes wrong.
    public static let integers: [Int] = [
        .min, .min + 1, -(1 << 53) - 1, -(1 << 32), -(1 << 31) - 1, -65_536, -1000, -1, 0, 1, 2, 3, 7, 8, 63, 64, 127,
        128,
        255, 256, 1000, 65_535, 65_536, 999_999, 1_000_001, 1 << 31, 1 << 32, (1 << 53) + 1, 1 << 62, .max - 1, .max,
    ]

    /// Floating-point numbers at the ends of their range, beyond that of whole ones, and what is no number.
    public static let floats: [Double] = [
        0, -0.0, 0.5, -1.5, .leastNonzeroMagnitude, .leastNonzeroMagnitude * 3, .leastNormalMagnitude, 1e15, 1e21,
        9.2e18, 9.3e18,
        -9_223_372_036_854_775_808, 18_446_744_073_709_551_616, 1e300, .greatestFiniteMagnitude,
        -.greatestFiniteMagnitude, .infinity, -.infinity, .nan, .ulpOfOne,
    ]

    /// Numbers as texts.
    public static let numbers: [String] =
        integers.map(String.init) + [
            "-0", "+0", "+1", "00", "08", "0000000000000000000000000001", "9223372036854775808", "-9223372036854775809",
            "18446744073709551615", "18446744073709551616", "340282366920938463463374607431768211456",
            String(repeating: "9", count: 400), "0x7fffffffffffffff", "-0x8000000000000000", "0o1777777777777777777777",
            "0b1",
            "1_000", "_", "1e308", "1e309", "-1e309", "1e-400", "1e99999999999999999999", "0x1p9999999999", "0.1", ".5",
            "5.",
            "NaN", "inf", "-Infinity", "\u{661}", "\u{FF11}", "-", "+", "--1", "1-", "-0000000010",
        ]

    /// Texts that mean something to one reader or other, broken texts, and long ones.
    public static let texts: [[UInt8]] =
        [
            "", " ", "\0", "\n", "\r\n", "\t", "a", ":", "::", "=", ",", "/", "//", "-", "+", ".", "..", "../..", "%",
            "%2", "%zz",
            "%00", "%FF", "%[", "%*d", "%!", "$", "$$", "${", "${}", "${A", "$}", "{", "}", "{}", "{{", "}}", "[", "]",
            "[]", "\"",
            "\"\"", "'", "`", "\\", "\\u", "\\ud800", "#", "*", "**", "&", "&a", "|", "||", "~", "^", ">", ">=", "<",
            "<<", "@",
            "://", "?", "!", "!!binary", "---", "null", "\u{FEFF}", "\u{FEFF}a", "e\u{301}", "\u{301}", "👩‍👩‍👧‍👦", "\u{202E}",
            "\u{10FFFF}", "\u{2028}", "ſ", "İ", "ß",
        ].map { Array($0.utf8) } + broken + long

    /// Bytes that are no UTF-8: begun and not ended, beyond the last character, surrogates, more bytes than needed.
    private static let broken: [[UInt8]] = [
        [0xFF], [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x92], [0xF4, 0x90, 0x80, 0x80], [0xED, 0xA0, 0x80],
        [0xC0, 0x80],
        [0x61, 0xFF, 0x62], [0xFF, 0xFE, 0x61, 0x00], [UInt8](repeating: 0xFF, count: 64),
        [UInt8](repeating: 0, count: 512),
    ]

    private static let long: [[UInt8]] = ["a", " ", "9", "[", "{", "(", "-", ".", "\n", "${", "%[", "é"].map { text in
        Array(String(repeating: text, count: 2000).utf8)
    }
}

/// A reader of bytes that somebody else wrote, with texts that it takes.
///
/// What it makes of them is its own tests' business. Here it only has to come back: with a result, with findings or with an
/// error.
public struct ForeignReader: Sendable, CustomStringConvertible {
    /// What it is called in the test's name.
    public let description: String
    private let samples: [[UInt8]]
    private let read: @Sendable ([UInt8]) throws -> Void

    /// A reader of bytes.
    public init(
        _ description: String, _ samples: [String], bytes read: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        self.init(description, samples.map { Array($0.utf8) }, read)
    }

    /// A reader of texts, which gets broken ones repaired.
    public init(_ description: String, _ samples: [String], _ read: @escaping @Sendable (String) throws -> Void) {
        self.init(description, samples.map { Array($0.utf8) }) { try read(String(decoding: $0, as: UTF8.self)) }
    }

    /// A reader of bytes that are no text.
    public init(
        _ description: String, _ samples: [[UInt8]], _ read: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        self.description = description
        self.samples = samples
        self.read = read
    }

    /// Gives it every extreme text and number, its samples with each number in them made extreme, cut off at each place and
    /// with each byte changed, and `mixtures` inputs put together by chance; of more than `most` of all these a choice.
    ///
    /// - Returns: how many inputs it was given.
    public func readExtremes(seed: UInt64, most: Int = 1500, mixtures: Int = 300) -> Int {
        var random = SeededGenerator(seed: seed)
        var inputs = Extremes.texts + Extremes.numbers.map { Array($0.utf8) } + samples.flatMap(Self.changed)
        inputs += (0..<mixtures).map { _ in mixture(&random) }
        if inputs.count > most { inputs = Array(inputs.shuffled(using: &random).prefix(most)) }
        for input in inputs { try? read(input) }
        return inputs.count
    }

    /// A sample with one number or one byte of it changed, or cut off.
    private static func changed(_ sample: [UInt8]) -> [[UInt8]] {
        var inputs = [sample]
        for (place, digits) in numbers(in: sample) {
            inputs += Extremes.numbers.map { replaced(place..<(place + digits), in: sample, by: Array($0.utf8)) }
        }
        for place in places(in: sample) {
            inputs.append(Array(sample[..<place]))
            inputs += bytes.map { replaced(place..<(place + 1), in: sample, by: [$0]) }
        }
        return inputs
    }

    private static func replaced(_ range: Range<Int>, in sample: [UInt8], by bytes: [UInt8]) -> [UInt8] {
        var changed = sample
        changed.replaceSubrange(range, with: bytes)
        return changed
    }

    private static let bytes: [UInt8] = [0, 0x0A, 0x20, 0x2D, 0x2F, 0x39, 0x3A, 0x7F, 0x80, 0xFF]

    /// Where digits begin, and how many there are.
    private static func numbers(in sample: [UInt8]) -> [(place: Int, digits: Int)] {
        let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
        return sample.indices.filter { isDigit(sample[$0]) && ($0 == 0 || !isDigit(sample[$0 - 1])) }.prefix(24)
            .map { place in (place, sample[place...].prefix(while: isDigit).count) }
    }

    /// Every place of a short sample; of a long one its first and last and every so many between.
    private static func places(in sample: [UInt8]) -> [Int] {
        sample.count <= 64
            ? Array(sample.indices) : stride(from: 0, to: sample.count, by: sample.count / 64 + 1).map { $0 }
    }

    /// Parts of samples, texts and numbers, one behind the other.
    private func mixture(_ random: inout SeededGenerator) -> [UInt8] {
        var input = samples.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0...input.count, using: &random)
            let end = min(input.count, place + Int.random(in: 0...4, using: &random))
            input.replaceSubrange(place..<end, with: Self.part(of: samples, &random))
        }
        return input
    }

    private static func part(of samples: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
        switch Int.random(in: 0...3, using: &random) {
        case 0: return Extremes.texts.randomElement(using: &random) ?? []
        case 1: return Array((Extremes.numbers.randomElement(using: &random) ?? "").utf8)
        case 2:
            return (0..<Int.random(in: 0...8, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        default:
            let sample = samples.randomElement(using: &random) ?? []
            let start = Int.random(in: 0...sample.count, using: &random)
            return Array(sample[start...].prefix(Int.random(in: 0...32, using: &random)))
        }
    }
}
