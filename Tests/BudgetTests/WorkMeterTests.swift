import Budget
import Diagnostics
import MusterTesting
import Testing

@Suite("What work may take")
struct WorkMeterTests {
    @Test("a meter goes on up to its limit, and never again behind it")
    func limit() {
        var meter = WorkMeter(limit: 100_000)
        for _ in 0..<100 {
            let goesOn = meter.goesOn(after: 1_000)
            #expect(goesOn)
        }
        for bytes in [1, 0] {
            let goesOn = meter.goesOn(after: bytes)
            #expect(!goesOn)
        }
        #expect(meter.stop == .tooManyBytes(limit: 100_000))
        #expect(meter.moved == 100_001)
    }

    @Test("rounds that move nothing reach no limit")
    func rounds() {
        var meter = WorkMeter(limit: 10)
        for _ in 0..<100_000 { _ = meter.goesOn() }
        #expect(meter.stop == nil)
    }

    @Test("bytes beyond what a number holds are beyond every limit")
    func overflow() {
        var meter = WorkMeter()
        let first = meter.goesOn(after: .max - 100)
        let second = meter.goesOn(after: .max)
        #expect(first && !second)
    }

    @Test("the budget is looked at first, and then after every so many bytes")
    func looks() {
        let looks = Countdown(from: 3)
        var meter = WorkMeter(WorkBudget { looks.isOver ? .outOfTime(seconds: 5) : nil })
        var rounds = 0
        while meter.goesOn(after: WorkMeter.lookInterval / 4) { rounds += 1 }
        #expect(rounds == 12)
        #expect(meter.stop == .outOfTime(seconds: 5))
    }

    @Test("of two budgets the one that ends first counts")
    func both() {
        let cancelled = WorkBudget { .cancelled }
        #expect(WorkBudget.endless.and(cancelled).stop == .cancelled)
        #expect(cancelled.and(WorkBudget { .outOfTime(seconds: 1) }).stop == .cancelled)
        #expect(WorkBudget.endless.and(.endless).stop == nil)
    }

    @Test(
        "a finding names what was given up, and the limit",
        arguments: [
            (WorkStop.outOfTime(seconds: 5), "rendering takes longer than 5 seconds, and was given up", "work-time"),
            (.outOfTime(seconds: 1), "rendering takes longer than 1 second, and was given up", "work-time"),
            (.tooManyBytes(limit: 64), "rendering moves more than 64 bytes, and was given up", "work-bytes"),
            (.cancelled, "rendering was given up, because nobody waits for it", "work-cancelled"),
        ])
    func findings(stop: WorkStop, message: String, code: String) {
        let found = stop.diagnostic("rendering", at: .wholeFile("a.tpl"))
        #expect(found.message == message)
        #expect(found.code.rawValue == code)
        #expect(found.severity == .error)
        #expect(stop.isOfTheContent == (code == "work-bytes"))
        #expect(DiagnosticCode.ofWork.contains(found.code))
    }
}
