import MusterTesting
import Testing
import Versions

@Suite("Many versions in Rancher's order")
struct RancherOrderTableTests {
    private static let pieces = [
        "0", "1", "01", "9", "10", "a", "rc1", "rc2", "1rc", "beta", "", "9223372036854775807", "9223372036854775808",
        "rancher10", "É", "E\u{301}", "Z9", "v1", "\u{0}", "007", "a1b2",
    ]

    private static func text(_ random: inout SeededGenerator) -> String {
        var text = Bool.random(using: &random) ? "" : "v"
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            text += pieces.randomElement(using: &random) ?? ""
            text += [".", "-", "+", ""].randomElement(using: &random) ?? ""
        }
        return text
    }

    @Test(
        "a table of many says of each pair what a table of two and the plain rule say",
        arguments: 1...20 as ClosedRange<UInt64>)
    func pairs(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let texts = (0..<40).map { _ in Self.text(&random) }
        let table = RancherOrderTable(texts)
        for one in texts.indices {
            for other in texts.indices {
                let pair = RancherOrderTable([texts[one], texts[other]])
                #expect(
                    table.isGreater(one, than: other) == pair.isGreater(0, than: 1),
                    "seed \(seed): \(texts[one]) > \(texts[other])")
                #expect(
                    table.isGreater(one, than: other) == PlainRancherOrder.isGreater(texts[one], than: texts[other]),
                    "seed \(seed): \(texts[one]) > \(texts[other])")
                #expect(table.isSame(one, as: other) == pair.isSame(0, as: 1))
                #expect(!(table.isGreater(one, than: other) && table.isGreater(other, than: one)))
            }
        }
    }

    @Test(
        "versions are the same that differ in a leading v, in the separators and behind +",
        arguments: [
            ("v1.0.0", "1.0-0", true), ("1.0.0+a", "1.0.0+b", true), ("1.0", "1.0.0", false), ("01", "1", false),
        ])
    func same(one: String, other: String, isSame: Bool) {
        #expect(RancherOrderTable([one, other]).isSame(0, as: 1) == isSame)
    }

    @Test("long texts with equal beginnings are compared in time")
    func long() {
        let start = String(repeating: "1.", count: 500)
        let table = RancherOrderTable((0..<40).map { "\(start)\($0)" })
        for one in 0..<40 { for other in 0..<40 { #expect(table.isGreater(one, than: other) == (one > other)) } }
    }
}
