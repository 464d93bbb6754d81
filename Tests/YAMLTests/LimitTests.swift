import Budget
import Diagnostics
import Foundation
import MusterTesting
import Testing

@testable import YAML

struct LimitTests {
    private func onlyDiagnostic(_ text: String, _ limits: YAMLLimits) throws -> Diagnostic {
        let document = parse(text, limits: limits)
        #expect(document.root == nil)
        #expect(document.diagnostics.count == 1)
        let diagnostic = try #require(document.diagnostics.first)
        #expect(diagnostic.severity == .error)
        return diagnostic
    }

    @Test func bytes() throws {
        let limits = YAMLLimits(bytes: 6)
        #expect(parse("a: 123", limits: limits).root?.flat == "{a:123}")
        let diagnostic = try onlyDiagnostic("a: 1234", limits)
        #expect(diagnostic.code == .yamlTooLarge)
        #expect(diagnostic.message == "the file has 7 bytes; at most 6 are read as YAML")
        #expect(diagnostic.location == .wholeFile("t.yml"))
    }

    @Test func defaultBytes() throws {
        let diagnostic = try onlyDiagnostic(String(repeating: "#", count: (4 << 20) + 1), .default)
        #expect(diagnostic.code == .yamlTooLarge)
        #expect(parse(String(repeating: "#", count: 4 << 20)).diagnostics.isEmpty)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: "]) func depth(_ opening: String) throws {
        let levels = opening == "[{a: " ? 2 : 1
        let whole = parse(String(repeating: opening, count: 64 / levels) + "x" + closing(opening, count: 64 / levels))
        #expect(whole.diagnostics.isEmpty)
        #expect(whole.root != nil)
        let text = String(repeating: opening, count: 65) + "x" + closing(opening, count: 65)
        let diagnostic = try onlyDiagnostic(text, .default)
        #expect(diagnostic.code == .yamlTooDeep)
        #expect(diagnostic.message == "sequences and mappings are nested more than 64 deep")
        #expect(diagnostic.location.start?.offset == opening.utf8.count * 64 / levels)
    }

    private func closing(_ opening: String, count: Int) -> String {
        let close = String(opening.reversed().compactMap { $0 == "[" ? "]" : $0 == "{" ? "}" : nil })
        return String(repeating: close, count: count)
    }

    @Test func aliasesCountForDepth() throws {
        var text = "- &a0 []\n"
        for level in 1...62 { text += "- &a\(level) [*a\(level - 1)]\n" }
        #expect(parse(text).diagnostics.isEmpty)
        let diagnostic = try onlyDiagnostic(text + "- [*a62]\n", .default)
        #expect(diagnostic.code == .yamlTooDeep)
        #expect(diagnostic.location.start?.line == 64)
    }

    /// The deepest text allowed, and one far deeper, on a thread with the smallest stack a thread pool would give.
    @Test(arguments: ["[", "- ", "{a: ", "? "]) func depthIsSafeOnASmallStack(_ opening: String) async {
        let texts = [64, 100_000].map { String(repeating: opening, count: $0) + "x" + closing(opening, count: $0) }
        let codes = await withCheckedContinuation { continuation in
            let thread = Thread {
                let documents = texts.map { parse($0) }
                continuation.resume(returning: documents.map { $0.diagnostics.first?.code })
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
        #expect(codes == [nil, .yamlTooDeep])
    }

    @Test func nodes() throws {
        let limits = YAMLLimits(nodes: 4)
        #expect(parse("[1, 2, 3]", limits: limits).root != nil)
        let diagnostic = try onlyDiagnostic("[1, 2, 3, 4]", limits)
        #expect(diagnostic.code == .yamlTooManyNodes)
        #expect(diagnostic.message == "the document has more than 4 nodes, counting what aliases repeat")
        #expect(diagnostic.location.description == "t.yml:1:11")
    }

    @Test func aliasesCountWhatTheyRepeat() throws {
        #expect(parse("[&a [1], *a]", limits: YAMLLimits(nodes: 5)).root != nil)
        #expect(try onlyDiagnostic("[&a [1], *a]", YAMLLimits(nodes: 4)).location.description == "t.yml:1:10")
        #expect(try onlyDiagnostic("{a: &a {x: 1}, <<: *a}", YAMLLimits(nodes: 7)).code == .yamlTooManyNodes)
    }

    @Test func expandedBytes() throws {
        let limits = YAMLLimits(expandedBytes: 20)
        #expect(parse("[&a 0123456789, *a]", limits: limits).root != nil)
        let diagnostic = try onlyDiagnostic("[&a 0123456789, *a, *a]", limits)
        #expect(diagnostic.code == .yamlTooLarge)
        #expect(diagnostic.message == "the document's values have more than 20 bytes, counting what aliases repeat")
        #expect(diagnostic.location.description == "t.yml:1:21")
        #expect(try onlyDiagnostic("{a: &a {k: 0123456789}, b: *a, c: *a}", limits).code == .yamlTooLarge)
    }

    @Test func theDefaultNumberOfExpandedBytesIsReached() throws {
        let text = "- &a " + String(repeating: "x", count: 1 << 20) + "\n" + String(repeating: "- *a\n", count: 1_000)
        #expect(try onlyDiagnostic(text, .default).location.start?.line == 17)
    }

    @Test func theBudgetEndsReading() throws {
        let looks = Countdown(from: 3)
        let budget = WorkBudget { looks.isOver ? .outOfTime(seconds: 5) : nil }
        let source = SourceText(path: "t.yml", bytes: Array(String(repeating: "- aaaaaaaa\n", count: 10_000).utf8))
        let document = YAMLDocument.parse(source, budget: budget)
        #expect(document.isBroken && document.root == nil)
        #expect(document.diagnostics.map(\.code) == [.workTime])
        #expect(
            document.diagnostics.map(\.message) == [
                "reading the document takes longer than 5 seconds, and was given up"
            ])
    }

    @Test func equalKeysAreToldUpToANumber() throws {
        let text = "{" + String(repeating: "a: 1, ", count: 60_000) + "}"
        let diagnostics = parse(text).diagnostics
        #expect(diagnostics.count == CappedDiagnostics.mostOfAKind + 1)
        #expect(diagnostics.last?.message == "59899 more of these are left out")
        #expect(diagnostics.last?.code == .yamlDuplicateKey)
    }

    @Test func aBillionLaughsAreNotLaughed() throws {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let diagnostic = try onlyDiagnostic(text, .default)
        #expect(diagnostic.code == .yamlTooManyNodes)
        #expect(diagnostic.location.start?.line == 6)
    }

    @Test func theDefaultNumberOfNodesIsReached() throws {
        let text = String(repeating: "- é\n", count: 200_000)
        let diagnostic = try onlyDiagnostic(text, .default)
        #expect(diagnostic.code == .yamlTooManyNodes)
        #expect(diagnostic.location.start?.line == 200_000)
    }
}
