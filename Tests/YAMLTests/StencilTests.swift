import Diagnostics
import MusterTesting
import Testing

@testable import YAML

@Suite("A text with holes")
struct StencilTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let other: String
        /// The scalar of the other text, as it is written again; nil when it does not fit.
        let gives: String?

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "a quoted word", text: "version: \"1.0\"\na: b\n", other: "version: \"1.10-x_y\"\na: b\n",
            gives: "1.10-x_y"),
        Row(name: "a word in single quotes", text: "version: '1'", other: "version: '22'", gives: "22"),
        Row(name: "a plain word", text: "version: v1\n", other: "version: v2.0\n", gives: "v2.0"),
        Row(name: "a plain word of another type", text: "version: v1\n", other: "version: 010\n", gives: "8"),
        Row(name: "the same text", text: "version: 'a'\n", other: "version: 'a'\n", gives: "a"),
        Row(
            name: "lines that end in CR LF", text: "version: '1'\r\na: b\r\n", other: "version: '2'\r\na: b\r\n",
            gives: "2"),
        Row(name: "spaces behind the word", text: "version: 1  \na: b", other: "version: 2  \na: b", gives: "2"),
        Row(name: "a deeper line", text: "version: '1'\na:\n  b: c", other: "version: '2'\na:\n  b: d", gives: nil),
        Row(name: "other quotes", text: "version: '1'\n", other: "version: \"2\"\n", gives: nil),
        Row(name: "a quote less", text: "version: '1'\n", other: "version: '1\n", gives: nil),
        Row(name: "no word", text: "version: '1'\n", other: "version: ''\n", gives: nil),
        Row(name: "an escape", text: "version: \"1\"\n", other: "version: \"\\x31\"\n", gives: nil),
        Row(name: "a plain word that begins as a list does", text: "version: a\n", other: "version: -\n", gives: nil),
        Row(name: "a comment", text: "version: 1\n", other: "version: 1 # one\n", gives: nil),
        Row(name: "a colon", text: "version: 1\n", other: "version: 1:\n", gives: nil),
        Row(name: "a text that goes on", text: "version: 1\n", other: "version: 1\nb: c\n", gives: nil),
        Row(name: "a text that ends", text: "version: 1\nb: c\n", other: "version: 1\n", gives: nil),
        Row(
            name: "a word that is too long", text: "version: 1\n",
            other: "version: \(String(repeating: "1", count: 129))\n", gives: nil),
    ]

    @Test("gives what another text has in a hole, if it fits", arguments: rows)
    func fits(_ row: Row) throws {
        let document = parse(row.text)
        let node = try #require(document.root?["version"])
        let stencil = try #require(YAMLStencil(document, cutting: [node]))
        #expect(stencil.scalars(in: Array(row.other.utf8))?.map(\.reencoded) == row.gives.map { [$0] })
        if let gives = row.gives { #expect(parse(row.other).root?["version"]?.scalar?.reencoded == gives) }
    }

    static let uncut: [String] = [
        "version: >-\n  a\n", "version: a b\n", "version: é\n", "{version: a, b: c}", "- version: a\n",
        "version:\n  a\n",
        "version: !!str a\n", "version: !x 'a'\n", "version: &a a\n", "? version\n: a\n", "'version': a\n", "a: b\n",
        "version: a # b\n", "version: \"a\\x31\"\n",
    ]

    @Test("cuts no hole where other words could be read otherwise", arguments: uncut)
    func cutsNone(_ text: String) throws {
        let document = parse(text)
        let root = try #require(document.root)
        let node = (root.elements?.first ?? root)["version"] ?? root
        let stencil = try #require(YAMLStencil(document, cutting: [node]))
        #expect(stencil.scalars(in: Array(text.utf8)) != nil)
        for place in text.utf8.indices where text.utf8[place] == UInt8(ascii: "a") {
            var other = Array(text.utf8)
            other[text.utf8.distance(from: text.startIndex, to: place)] = UInt8(ascii: "b")
            #expect(stencil.scalars(in: other) == nil, "\(String(decoding: other, as: UTF8.self))")
        }
    }

    @Test(
        "makes none of a document with findings or with nodes that stand in several places",
        arguments: ["a: 1\na: 2\n", "a: &x 1\nb: *x\n", "a: [\n", ""])
    func refused(_ text: String) {
        #expect(YAMLStencil(parse(text), cutting: []) == nil)
    }

    static let samples =
        PropertyTests.samples + [
            "version: '2'\ncatalog:\n  name: Web\n  version: \"1.0-rc.1\"\n  uuid: web-17\n  questions:\n  - variable: \"A\"\n"
                + "    default: 1.10\n    options: [a, b]\n  - variable: B\n    description: |\n      version: 1\nx:\n  y: ~\n",
            "a: 1\nb: 'x'\nc: \"y\"\nd:\n  e: 2.50\n  f:   yes\n\n  g: v1\n",
            "a: b\r\nc: d\re: f\nbody: text\n  of lines\nz: 'q\n  r'\n",
        ]

    @Test("what fits is read as parsing reads it", arguments: [UInt64.random(in: 0...UInt64.max), 1, 2])
    func property(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var fitting = 0
        for round in 0..<8_000 {
            let document = parse(Self.samples.randomElement(using: &generator) ?? "")
            guard let root = document.root else { continue }
            let nodes = Self.values(root)
            guard let stencil = YAMLStencil(document, cutting: nodes) else { continue }
            let other = Self.changed(document.source.bytes, using: &generator)
            guard let scalars = stencil.scalars(in: other) else { continue }
            fitting += 1
            var left = scalars[...]
            let read = parse(other)
            try #require(read.diagnostics.isEmpty, "seed \(seed), round \(round)")
            let expected = Self.text(root) { _ in left.popFirst() }
            try #require(read.root.map { Self.text($0) { $0.scalar } } == expected, "seed \(seed), round \(round)")
        }
        #expect(fitting > 100)
    }

    /// The text with a few bytes of one word replaced, or anything else.
    private static func changed(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...2, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 0...2, using: &generator))
            let word = ["1", "x", "0x1", "-", ".", "1_0", "no", "", "'", ":", "\n", "a b", "null", "é"]
            bytes.replaceSubrange(place..<end, with: (word.randomElement(using: &generator) ?? "").utf8)
        }
        return bytes
    }

    /// The scalars that are values of mappings, in the order of the text.
    private static func values(_ node: YAMLNode) -> [YAMLNode] {
        (node.elements ?? []).flatMap { $0.scalar == nil ? values($0) : [] }
            + (node.entries ?? []).flatMap { entry in
                (entry.key.scalar == nil ? values(entry.key) : [])
                    + (entry.value.scalar == nil ? values(entry.value) : [entry.value])
            }
    }

    /// Everything but places; scalars that are values of mappings are those that are given.
    private static func text(_ node: YAMLNode, _ value: (YAMLNode) -> YAMLScalar?) -> String {
        switch node.content {
        case .scalar(let scalar): "\(scalar)"
        case .sequence(let elements): "[\(elements.map { text($0, value) }.joined(separator: ", "))]"
        case .mapping(let entries):
            "{"
                + entries.map { entry in
                    let of =
                        entry.value.scalar == nil ? text(entry.value, value) : value(entry.value).map { "\($0)" } ?? "?"
                    return "\(text(entry.key, value)): \(of)"
                }.joined(separator: ", ") + "}"
        }
    }
}
