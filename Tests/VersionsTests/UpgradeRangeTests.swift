import Testing
import Versions

/// What the recorded answers leave open: places of errors, limits, and wildcards.
@Suite("Upgrade ranges")
struct UpgradeRangeTests {
    struct Broken: Sendable, CustomTestStringConvertible {
        let range: String
        let offset: Int
        let reason: String
        var testDescription: String { "\(range.prefix(40))" }
    }

    @Test(
        "what cannot be read is named with its place",
        arguments: [
            Broken(range: "", offset: 0, reason: "empty"),
            Broken(range: " x ", offset: 0, reason: "empty"),
            Broken(range: " || >1.0.0", offset: 1, reason: "begins with"),
            Broken(range: ">1.0.0 ||", offset: 7, reason: "ends with"),
            Broken(range: ">1.0.0 || || <2.0.0", offset: 10, reason: "nothing between"),
            Broken(range: ">=1.0.0 ~2.0.0", offset: 8, reason: "\"~\" in \"~2.0.0\" is no comparison"),
            Broken(range: ">=1.0.0 <=  2.0", offset: 12, reason: "\"2.0\" is no version"),
            Broken(range: ">=1.0.0 latest", offset: 8, reason: "holds no version"),
            Broken(range: "1.0.0-linux", offset: 0, reason: "no wildcard"),
            Broken(range: "<=1.0.0 1.2x.x", offset: 8, reason: "no version"),
            Broken(range: ">1.2x.x", offset: 1, reason: "no wildcard"),
            Broken(range: ">9223372036854775807.x", offset: 1, reason: "no version"),
            Broken(range: ">99999999999999999999.x", offset: 1, reason: "no wildcard"),
            Broken(range: ">=01.x", offset: 2, reason: "no version"),
            Broken(
                range: ">=1.0.0-" + String(repeating: "a", count: SemanticVersion.longestText), offset: 2,
                reason: "no version"),
            Broken(
                range: String(repeating: " ", count: UpgradeRange.longestText + 1), offset: UpgradeRange.longestText,
                reason: "more than"),
        ])
    func broken(row: Broken) throws {
        let error = try #require(throws: UpgradeRangeError.self) { try UpgradeRange(parsing: row.range) }
        #expect(error.offset == row.offset)
        #expect(error.description.contains(row.reason), "\(error)")
        #expect(!UpgradeRange.offers("1.0.0", in: row.range))
    }

    @Test("a range has a largest number of comparisons, of which a wildcard is two")
    func manyComparisons() throws {
        let most = UpgradeRange.mostTerms
        let terms = { (count: Int) in Array(repeating: ">0.0.1", count: count).joined(separator: " ") }
        #expect(try UpgradeRange(parsing: terms(most)).contains("1.0.0"))
        let error = try #require(throws: UpgradeRangeError.self) { try UpgradeRange(parsing: terms(most + 1)) }
        #expect(error.description == "the range has more than 100 comparisons")
        #expect(throws: UpgradeRangeError.self) { try UpgradeRange(parsing: terms(most - 1) + " 1.x") }
    }

    @Test("a version that cannot be looked up is named with its place behind the v")
    func brokenVersion() throws {
        let range = try UpgradeRange(parsing: ">=1.0.0")
        let error = try #require(throws: UpgradeRangeError.self) { try range.contains("v1.0") }
        #expect(error.offset == 1)
        #expect(error.description.contains("\"1.0\""))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let range: String
        let inside: [String]
        let outside: [String]
        var testDescription: String { range }
    }

    @Test(
        "wildcards, names with an x, and white space",
        arguments: [
            Row(range: "1.2.x", inside: ["1.2.0", "1.2.9"], outside: ["1.3.0", "1.1.9"]),
            Row(range: "1.x.x", inside: ["1.0.0", "1.0.9"], outside: ["1.1.0"]),
            Row(range: "!=1.x || 1.5.0", inside: ["1.5.0"], outside: ["0.9.0", "2.0.0", "1.4.0"]),
            Row(range: ">1.2.x", inside: ["1.3.0"], outside: ["1.2.9"]),
            Row(range: "<=1.x", inside: ["1.9.9", "0.1.0"], outside: ["2.0.0"]),
            Row(range: "<1.x", inside: ["0.9.9"], outside: ["1.0.0"]),
            Row(range: "~1.2.x", inside: ["1.2.0"], outside: ["1.2.1"]),
            Row(range: ">=1.0.0-linux", inside: ["1.0.0-linux", "2.0.0"], outside: ["1.0.0-alpha"]),
            Row(range: ">\t1.0.0", inside: ["1.0.1"], outside: ["1.0.0"]),
        ])
    func wildcards(row: Row) throws {
        let range = try UpgradeRange(parsing: row.range)
        for version in row.inside { #expect(try range.contains(version), "\(version)") }
        for version in row.outside { #expect(try !range.contains(version), "\(version)") }
    }
}
