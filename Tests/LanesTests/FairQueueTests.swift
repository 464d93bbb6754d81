import Testing

@testable import Lanes

@Suite("Fair queue")
struct FairQueueTests {
    /// What comes in, as `environment/catalog`, and in which order it comes out.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let arrivals: [String]
        let order: [String]
    }

    static let cases = [
        Case(testDescription: "nothing", arrivals: [], order: []),
        Case(
            testDescription: "one catalog keeps its order", arrivals: ["a/x1", "a/x2", "a/x3"],
            order: ["x1", "x2", "x3"]),
        Case(
            testDescription: "environments take turns", arrivals: ["a/x1", "a/x2", "a/x3", "b/y1", "c/z1"],
            order: ["x1", "y1", "z1", "x2", "x3"]),
        Case(
            testDescription: "catalogs of one environment take turns",
            arrivals: ["a/x1", "a/x2", "a/y1", "b/z1", "a/y2"],
            order: ["x1", "z1", "y1", "x2", "y2"]),
    ]

    @Test("order", arguments: cases)
    func order(row: Case) {
        var queue = FairQueue<String>()
        for (number, arrival) in row.arrivals.enumerated() {
            let parts = arrival.split(separator: "/").map(String.init)
            queue.append(
                parts[1], number: number, for: LaneOwner(environment: parts[0], catalog: String(parts[1].prefix(1))))
        }
        var order: [String] = []
        while let next = queue.next(where: { _ in true }) { order.append(next.element) }
        #expect(order == row.order)
        #expect(queue.count == 0)
    }

    @Test("what was taken out has no turn, and leaves nothing behind")
    func removal() {
        var queue = FairQueue<Int>()
        for number in 0..<4 { queue.append(number, number: number, for: LaneOwner(environment: "\(number % 2)")) }
        #expect(queue.remove(0) == 0)
        #expect(queue.remove(0) == nil)
        #expect(queue.remove(2) == 2)
        #expect(queue.next { $0 == "0" } == nil)
        #expect(queue.next { _ in true }?.element == 1)
        #expect(queue.count == 1)
    }

    @Test("an environment that may not go is passed over")
    func passedOver() {
        var queue = FairQueue<Int>()
        for number in 0..<3 { queue.append(number, number: number, for: LaneOwner(environment: "\(number)")) }
        #expect(queue.next { $0 != "0" }?.element == 1)
        #expect(queue.next { _ in true }?.element == 0)
    }
}
