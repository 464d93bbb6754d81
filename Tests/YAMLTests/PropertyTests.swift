import Diagnostics
import Testing

@testable import YAML

/// Laws that hold for any bytes. A failure names the seed; put it into `seeds` to see it again.
struct PropertyTests {
    /// SplitMix64.
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = state
            bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            return bits ^ (bits >> 31)
        }
    }

    static let seeds: [UInt64] = (0..<8).map { _ in .random(in: 0...UInt64.max) } + [1, 2, 3]

    static let samples = [
        "\u{FEFF}version: '2'\r\ncatalog:\r\n  name: \"Ünï\"\r\n  questions:\r\n  - variable: a\r\n    default: 1_000\r\n",
        "a: &a {b: [1, 2.50, ~, yes]}\nc:\n  <<: *a\n  d: |+\n    x\n\n  e: >-\n    火\n    木\n? [k]\n: *a\n",
        "%YAML 1.1\n%TAG !e! tag:e,1:\n---\n- !!int '3'\n- !e!x y\n- !!binary aGk=\n- \"\\u00e9\\\n  b\"\n...\n--- z\n",
        "{a: {b: {c: [d, {e: f}]}}, 'it''s': 0x1F, g: !!str 1} # end",
        "- - - a\n    - b\n  - c\n-\n- &x\n- *x\n- ? k\n  : v\n",
    ]
    static let fragments = [
        "&a ", "*a", "<<: ", "- ", ": ", "? ", "[", "]", "{", "}", ",", "\n", "\r\n", "\t", "  ", "#", "|\n", ">\n",
        "'", "\"", "!!int ",
        "!", "%", "---\n", "...\n", "\u{FEFF}", "é", "🙂", "\u{2028}", "\0", "~", "1", "\\", "@",
    ]

    @Test(arguments: seeds) func randomBytesNeverBreakIt(_ seed: UInt64) {
        var generator = Generator(state: seed)
        for round in 0..<300 {
            let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            check(bytes, "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: seeds) func randomFragmentsNeverBreakIt(_ seed: UInt64) {
        var generator = Generator(state: seed)
        for round in 0..<500 {
            let count = Int.random(in: 0...25, using: &generator)
            let text = (0..<count).map { _ in Self.fragments.randomElement(using: &generator) ?? "" }.joined()
            check(Array(text.utf8), "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: seeds) func mutatedTextsNeverBreakIt(_ seed: UInt64) {
        var generator = Generator(state: seed)
        for round in 0..<500 {
            var bytes = Array((Self.samples.randomElement(using: &generator) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) { mutate(&bytes, using: &generator) }
            check(bytes, "seed \(seed), round \(round)")
        }
    }

    private func mutate(_ bytes: inout [UInt8], using generator: inout Generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 0...6, using: &generator))
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &generator))
        case 2: bytes.insert(contentsOf: (Self.fragments.randomElement(using: &generator) ?? "").utf8, at: place)
        default: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &generator) }
        }
    }

    private func check(_ bytes: [UInt8], _ comment: Comment) {
        let document = parse(bytes, limits: YAMLLimits(nodes: 2000))
        #expect(document.isBroken == (document.root == nil && !document.diagnostics.isEmpty), comment)
        for diagnostic in document.diagnostics { checkInside(diagnostic, count: bytes.count, comment) }
        guard let root = document.root else { return }
        // What is repeated stands elsewhere, so only without aliases do children stand in their parents.
        let hasAliases = bytes.contains(UInt8(ascii: "*"))
        let hasMerges = String(decoding: bytes, as: UTF8.self).contains("<<")
        let whole = SourceSpan(0, bytes.count)
        walk(root, within: whole, limit: whole, nests: !hasAliases && !hasMerges, comment)
        #expect(parse(bytes, limits: YAMLLimits(nodes: 2000)).root?.flat == root.flat, comment)
    }

    private func checkInside(_ diagnostic: Diagnostic, count: Int, _ comment: Comment) {
        for location in [diagnostic.location] + diagnostic.related.map(\.location) {
            guard let start = location.start, let end = location.end else { continue }
            #expect(0 <= start.offset && start.offset <= end.offset && end.offset <= count, comment)
        }
    }

    private func walk(_ node: YAMLNode, within parent: SourceSpan, limit: SourceSpan, nests: Bool, _ comment: Comment) {
        let bounds = nests ? parent : limit
        #expect(bounds.start <= node.span.start && node.span.end <= bounds.end, comment)
        var last = node.span.start
        let children = (node.elements ?? []) + (node.entries ?? []).flatMap { [$0.key, $0.value] }
        for child in children { walk(child, within: node.span, limit: limit, nests: nests, comment) }
        guard nests, node.elements != nil else { return }
        for child in children {
            #expect(last <= child.span.start, comment)
            last = child.span.end
        }
    }
}
