import Diagnostics
import Testing

@Suite("Many findings of one kind")
struct CappedDiagnosticsTests {
    private static let most = CappedDiagnostics.mostOfAKind

    private static func finding(
        _ code: String, _ path: String, _ number: Int, _ severity: Severity = .warning
    ) -> Diagnostic {
        let place = SourcePosition(offset: number, line: number + 1, column: 1)
        return Diagnostic(
            DiagnosticCode(code), severity, "number \(number)",
            at: SourceLocation(path: path, start: place, end: place))
    }

    private static func findings(_ code: String, _ path: String, _ count: Int) -> [Diagnostic] {
        (0..<count).map { finding(code, path, $0) }
    }

    @Test("of one kind in one file so many are told, and the rest is counted in one more", arguments: [0, 1, 2, 5_000])
    func rest(beyond: Int) {
        let capped = Self.findings("a", "f", Self.most + beyond).capped
        #expect(capped.count == min(Self.most + beyond, Self.most + 1))
        #expect(Array(capped.prefix(Self.most)) == Self.findings("a", "f", Self.most))
        if beyond == 1 { #expect(capped.last?.message == "number \(Self.most)", "one takes no more than its count") }
        guard beyond > 1 else { return }
        #expect(capped.last?.message == "\(beyond) more of these are left out")
        #expect(capped.last?.code.rawValue == "a")
        #expect(capped.last?.location == .wholeFile("f"))
    }

    @Test("other kinds and other files count by themselves, in the order in which they come")
    func kinds() {
        let mixed = (0..<300).flatMap {
            [Self.finding("a", "f", $0), Self.finding("b", "f", $0), Self.finding("a", "g", $0)]
        }
        let capped = mixed.capped
        #expect(capped.count == 3 * (Self.most + 1))
        #expect(capped.prefix(3) == mixed.prefix(3))
        #expect(capped.suffix(3).map(\.message).allSatisfy { $0 == "200 more of these are left out" })
    }

    @Test("what is capped already is capped no further, and what is added to it is counted")
    func again() {
        let capped = Self.findings("a", "f", 1_000).capped
        #expect(capped.capped == capped)
        #expect((capped + Self.findings("a", "f", 50)).capped.last?.message == "950 more of these are left out")
        #expect((capped + capped).capped.last?.message == "1900 more of these are left out")
        #expect((Self.findings("a", "f", 10) + [capped[Self.most]]).capped.count == 11)
    }

    @Test("the rest weighs as much as what it stands for")
    func severity() {
        let notes = Self.findings("a", "f", 500) + [Self.finding("a", "f", 500, .error)]
        #expect(notes.capped.last?.severity == .error)
    }

    @Test("who asks first need not make what would only be counted")
    func full() {
        var found = CappedDiagnostics()
        var made = 0
        for number in 0..<10_000 {
            if found.isFull(DiagnosticCode("a"), in: "f") {
                found.leaveOut(DiagnosticCode("a"), .warning, in: "f")
            } else {
                made += 1
                found.append(Self.finding("a", "f", number))
            }
        }
        #expect(made == Self.most + 1)
        #expect(found.diagnostics.last?.message == "9900 more of these are left out")
        #expect(!found.isFull(DiagnosticCode("a"), in: "g"))
    }
}
