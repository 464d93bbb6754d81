import Foundation
import Testing
import Versions

/// `versions.json`: what the reference answered.
@Suite("Conformance of versions")
struct ConformanceTests {
    struct Recorded: Decodable, Sendable {
        struct GreaterThan: Decodable, Sendable {
            let versions: [String]
            let rows: [String]
        }
        struct Between: Decodable, Sendable {
            let min, version, max: String
            let result: Bool
        }
        struct Range: Decodable, Sendable {
            let version, range: String
            let result: Bool?
            let error: String?
        }
        struct Order: Decodable, Sendable {
            let versions, sorted: [String]
            let ties: Bool?
        }
        let greaterThan: GreaterThan
        let between: [Between]
        let satisfiesRange: [Range]
        let sortOrder: [Order]
    }

    static let recorded: Recorded = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance/versions.json")
        do {
            return try JSONDecoder().decode(Recorded.self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("\(file.path): \(error)")
        }
    }()

    @Test("greater than, for every pair")
    func greaterThan() {
        let versions = Self.recorded.greaterThan.versions
        for (row, answers) in zip(versions, Self.recorded.greaterThan.rows) {
            for (column, answer) in zip(versions, answers) {
                #expect(RancherOrder.isGreater(row, than: column) == (answer == "1"), "\"\(row)\" > \"\(column)\"")
            }
        }
    }

    @Test("the window of Rancher versions")
    func between() {
        for row in Self.recorded.between {
            let window = RancherWindow(minimum: row.min, maximum: row.max)
            #expect(window.contains(row.version) == row.result, "\(row)")
        }
    }

    @Test("ranges: what is in, what is not, and what cannot be read")
    func ranges() {
        for row in Self.recorded.satisfiesRange {
            #expect(UpgradeRange.offers(row.version, in: row.range) == (row.result ?? false), "\(row)")
            let read = Result { try UpgradeRange(parsing: row.range).contains(row.version) }
            #expect((try? read.get()) == row.result, "\(row)")
        }
    }

    @Test("the order behind the default version")
    func order() {
        for row in Self.recorded.sortOrder {
            if row.ties == true {
                for (one, next) in zip(row.sorted, row.sorted.dropFirst()) {
                    #expect(!FallbackOrder.isLess(next, one), "\(one) before \(next)")
                }
            } else {
                #expect(row.versions.sorted(by: FallbackOrder.isLess) == row.sorted)
                if let highest = FallbackOrder.highest(of: row.versions) {
                    #expect(row.versions[highest] == row.sorted.last)
                }
            }
        }
    }
}
