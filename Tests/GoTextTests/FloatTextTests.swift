import GoText
import MusterTesting
import Testing

@Suite("Floating-point numbers as Go prints them")
struct FloatTextTests {
    private static func text(_ value: Double, _ format: FloatText.Format, _ precision: Int?) -> String {
        String(decoding: FloatText.text(value, format, precision: precision), as: UTF8.self)
    }

    @Test(
        "shortest, in the general form",
        arguments: [
            (0, "0"), (-0.0, "-0"), (1, "1"), (0.1, "0.1"), (100_000, "100000"), (1_000_000, "1e+06"),
            (123_456_789, "1.23456789e+08"), (0.0001, "0.0001"), (0.00001, "1e-05"), (1e21, "1e+21"),
            (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"), (-2.5, "-2.5"),
            (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (1.0 / 3, "0.3333333333333333"),
        ] as [(Double, String)])
    func shortest(value: Double, expected: String) {
        #expect(Self.text(value, .general, nil) == expected)
    }

    @Test(
        "with a precision the exact value is rounded, half to even",
        arguments: [
            (0.25, .fixed, 1, "0.2"), (0.35, .fixed, 1, "0.3"), (0.5, .fixed, 0, "0"), (1.5, .fixed, 0, "2"),
            (2.5, .fixed, 0, "2"), (9.995, .fixed, 2, "9.99"), (99.99, .fixed, 1, "100.0"), (0, .fixed, 2, "0.00"),
            (1e22, .fixed, 0, "10000000000000000000000"), (1e-7, .fixed, 3, "0.000"),
            (0.1, .fixed, 20, "0.10000000000000000555"),
            (123_456.789, .exponent, 6, "1.234568e+05"), (0, .exponent, 2, "0.00e+00"), (9.99, .exponent, 1, "1.0e+01"),
            (3.14159, .general, 3, "3.14"), (3.14159, .general, 10, "3.14159"), (100_000, .general, 3, "1e+05"),
            (.leastNonzeroMagnitude, .exponent, 3, "4.941e-324"), (0.00001234, .general, 2, "1.2e-05"),
        ] as [(Double, FloatText.Format, Int, String)])
    func rounded(value: Double, format: FloatText.Format, precision: Int, expected: String) {
        #expect(Self.text(value, format, precision) == expected)
    }

    @Test("in binary and in hexadecimal")
    func powersOfTwo() {
        #expect(String(decoding: FloatText.binary(2.5), as: UTF8.self) == "5629499534213120p-51")
        #expect(String(decoding: FloatText.hexadecimal(2.5, precision: nil), as: UTF8.self) == "0x1.4p+01")
        #expect(String(decoding: FloatText.hexadecimal(2.5, precision: 3), as: UTF8.self) == "0x1.400p+01")
        #expect(String(decoding: FloatText.hexadecimal(1.999, precision: 1), as: UTF8.self) == "0x1.0p+01")
        #expect(String(decoding: FloatText.hexadecimal(0, precision: nil), as: UTF8.self) == "0x0p+00")
    }

    @Test("the shortest text reads back as the same number")
    func readsBack() {
        var generator = SeededGenerator(seed: .random(in: 0 ... .max))
        for _ in 0..<2000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            for format in [FloatText.Format.general, .exponent, .fixed] {
                let text = FloatText.text(value, format)
                #expect(GoNumber.float(text) == value, "seed \(generator.seed), bits \(value.bitPattern)")
            }
        }
    }
}
