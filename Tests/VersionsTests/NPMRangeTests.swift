import Testing
import Versions

@Suite("npm ranges")
struct NPMRangeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let range: String
        let inside: [String]
        let outside: [String]
        var testDescription: String { range }
    }

    static let docker = "~v1.12.3 || ~v1.13.0 || ~v17.03.0 || ~v17.06.0"

    @Test(
        "what is in a range and what is not",
        arguments: [
            Row(
                range: docker, inside: ["v1.12.3", "1.12.6", "17.03.2", "17.6.0"],
                outside: ["1.12.2", "17.04.0", "17.09.0", "x"]),
            Row(range: "~1.2.3", inside: ["1.2.3", "1.2.9"], outside: ["1.2.2", "1.3.0", "1.2.4-rc1"]),
            Row(range: "~1.2", inside: ["1.2.0", "1.2.9"], outside: ["1.3.0", "1.1.9"]),
            Row(range: "~1", inside: ["1.0.0", "1.9.9"], outside: ["2.0.0", "0.9.0"]),
            Row(
                range: "~1.2.3-beta.2", inside: ["1.2.3-beta.2", "1.2.3-beta.4", "1.2.9"],
                outside: ["1.2.4-beta.2", "1.3.0"]),
            Row(range: ">=2.0.0-rc1 <2", inside: [], outside: ["2.0.0-rc1", "1.9.9"]),
            Row(range: ">=2.0.0-rc1 <=2", inside: ["2.0.0-rc1", "2.9.9"], outside: ["3.0.0-rc1"]),
            Row(range: ">=2.0.0-rc1 <2.0.0", inside: ["2.0.0-rc1"], outside: ["2.0.0"]),
            Row(range: "<*", inside: [], outside: ["0.0.0", "0.0.0-0"]),
            Row(range: "^1.2.3", inside: ["1.2.3", "1.9.0"], outside: ["2.0.0", "1.2.2"]),
            Row(range: "^0.2.3", inside: ["0.2.3", "0.2.9"], outside: ["0.3.0"]),
            Row(range: "^0.0.3", inside: ["0.0.3"], outside: ["0.0.4"]),
            Row(range: "^0.0", inside: ["0.0.0", "0.0.9"], outside: ["0.1.0"]),
            Row(range: "^0.x", inside: ["0.0.0", "0.9.9"], outside: ["1.0.0"]),
            Row(range: "^1.x", inside: ["1.0.0"], outside: ["2.0.0"]),
            Row(range: "1.2.x", inside: ["1.2.0", "1.2.7"], outside: ["1.3.0"]),
            Row(range: "1.*", inside: ["1.0.0", "1.9.9"], outside: ["2.0.0"]),
            Row(range: "*", inside: ["0.0.0", "9.9.9"], outside: ["1.0.0-rc1"]),
            Row(range: "", inside: ["0.0.0", "9.9.9"], outside: ["1.0.0-rc1"]),
            Row(range: "1.2.3 - 2.3.4", inside: ["1.2.3", "2.3.4"], outside: ["2.3.5", "1.2.2"]),
            Row(range: "1.2 - 2.3", inside: ["1.2.0", "2.3.9"], outside: ["2.4.0"]),
            Row(range: "1.2.3 - 2", inside: ["2.9.9"], outside: ["3.0.0"]),
            Row(range: ">=1.2.3 <2.0.0", inside: ["1.2.3", "1.9.9"], outside: ["2.0.0"]),
            Row(range: ">= 1.2.3", inside: ["1.2.3"], outside: ["1.2.2"]),
            Row(range: ">1.2", inside: ["1.3.0"], outside: ["1.2.9"]),
            Row(range: "<=1.2", inside: ["1.2.9"], outside: ["1.3.0"]),
            Row(range: "<1.2", inside: ["1.1.9"], outside: ["1.2.0"]),
            Row(range: ">*", inside: [], outside: ["0.0.0", "9.9.9"]),
            Row(range: "=1.2.3", inside: ["1.2.3"], outside: ["1.2.4"]),
            Row(
                range: ">1.2.3-alpha.3", inside: ["1.2.3-alpha.7", "3.4.5"],
                outside: ["3.4.5-alpha.9", "1.2.3-alpha.3"]),
        ])
    func range(row: Row) throws {
        let range = try NPMRange(parsing: row.range)
        for version in row.inside { #expect(range.contains(version), "\(version)") }
        for version in row.outside { #expect(!range.contains(version), "\(version)") }
    }

    @Test(
        "what is no range",
        arguments: ["latest", "1.2.3.4", ">>1.0.0", "1.2.3-", "~1.a", String(repeating: "1", count: 5000)])
    func broken(text: String) {
        #expect(throws: NPMRangeError.self) { try NPMRange(parsing: text) }
    }
}
