@testable import Service
import Store
import Testing

@Suite("Refresh schedule")
struct RefreshScheduleTests {
    @Test("a catalog that keeps failing sits out more and more passes, and none after a success")
    func backOff() {
        let key = CatalogKey(environment: "global", name: "c")
        var backOff = BackOff()
        var tried: [Int] = []
        for pass in 0..<40 where backOff.isDue(key) {
            tried.append(pass)
            backOff.record(key, failed: true)
        }
        #expect(tried == [0, 1, 3, 7, 15, 23, 31, 39])
        backOff.record(key, failed: false)
        let due = [backOff.isDue(key), backOff.isDue(key)]
        #expect(due == [true, true])
    }
}
