import Crypto
import CryptoExtras
import Foundation
import GoTemplate
@testable import TemplateFunctions
import Testing

/// Keys, hashes and random texts.
@Suite("Keys and random texts")
struct KeyTests {
    @Test("an ECDSA key is a P-256 key that others can read")
    func ecdsa() throws {
        let text = Rendering.text(#"{{genPrivateKey "ecdsa"}}"#)
        let key = try P256.Signing.PrivateKey(pemRepresentation: text)
        #expect(key.rawRepresentation.count == 32)
    }

    @Test("an RSA key has 4096 bits and can be read by others")
    func rsa() throws {
        let text = Rendering.text(#"{{genPrivateKey ""}}"#)
        #expect(text.hasPrefix("-----BEGIN RSA PRIVATE KEY-----\n"))
        #expect(try _RSA.Signing.PrivateKey(pemRepresentation: text).keySizeInBits == 4096)
    }

    @Test("a DSA key's public number is the generator to the power of its secret one")
    func dsa() throws {
        let text = Rendering.text(#"{{genPrivateKey "dsa"}}"#)
        let lines = text.split(separator: "\n").dropFirst().dropLast()
        var der = Array(try #require(Data(base64Encoded: lines.joined())))[...]
        var numbers: [[UInt8]] = []
        try readHeader(&der, tag: 0x30)
        while !der.isEmpty {
            let length = try readHeader(&der, tag: 0x02)
            numbers.append(Array(der.prefix(length)))
            der = der.dropFirst(length)
        }
        #expect(numbers.map(\.count) == [1, 257, 33, 256, numbers[4].count, numbers[5].count])
        let words = numbers.map(Self.words)
        let power = ModularPower(modulus: words[1]).power(words[3], words[5])
        #expect(power == words[4])
        // The generator has the order that the key names.
        #expect(ModularPower(modulus: words[1]).power(words[3], words[2]) == Self.words([1]).padded(to: 32))
    }

    @discardableResult
    private func readHeader(_ der: inout ArraySlice<UInt8>, tag: UInt8) throws -> Int {
        let head = Array(der.prefix(2))
        try #require(head.count == 2 && head[0] == tag)
        der = der.dropFirst(2)
        let first = Int(head[1])
        if first < 0x80 { return first }
        let digits = der.prefix(first & 0x7F)
        der = der.dropFirst(first & 0x7F)
        return digits.reduce(0) { $0 << 8 | Int($1) }
    }

    /// The words of a number, the lowest first.
    private static func words(_ bytes: [UInt8]) -> [UInt64] {
        let significant = Array(bytes.drop { $0 == 0 }.reversed())
        return stride(from: 0, to: significant.count, by: 8).map { start in
            significant[start..<min(start + 8, significant.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    @Test("powers are right where they can be told by multiplying")
    func powers() {
        let modulus: UInt64 = 0xFFFF_FFFF_FFFF_FFC5
        var expected: UInt64 = 1
        for exponent: UInt64 in 0..<50 {
            let power = ModularPower(modulus: [modulus]).power([0xDEAD_BEEF_0123_4567], [exponent])
            #expect(power == [expected])
            let wide = expected.multipliedFullWidth(by: 0xDEAD_BEEF_0123_4567)
            expected = modulus.dividingFullWidth(wide).remainder
        }
    }

    @Test("a run's random texts come from its own generator: the same seed gives the same texts")
    func seeds() {
        let template = "{{randAlphaNum 20}} {{randAscii 9}} {{uuidv4}} {{randNumeric 3}} {{randAlpha 4}}"
        let first = Rendering.text(template, in: .none(seed: 7))
        #expect(first == Rendering.text(template, in: .none(seed: 7)))
        #expect(first != Rendering.text(template, in: .none(seed: 8)))
    }

    @Test("a random text of letters and digits has a digit, as the reference's has")
    func digits() {
        for seed in 0..<200 as Range<UInt64> {
            let text = Rendering.text("{{randAlphaNum 1}}{{randAlphaNum 2}}", in: .none(seed: seed))
            #expect(text.first?.isNumber == true && text.dropFirst().contains(where: \.isNumber))
        }
    }

    @Test("private keys do not come from a run's generator")
    func secrets() {
        let template = #"{{genPrivateKey "ecdsa"}}{{genPrivateKey "dsa"}}"#
        #expect(Rendering.text(template, in: .none(seed: 7)) != Rendering.text(template, in: .none(seed: 7)))
    }
}

extension [UInt64] {
    fileprivate func padded(to count: Int) -> [UInt64] { self + [UInt64](repeating: 0, count: count - self.count) }
}
