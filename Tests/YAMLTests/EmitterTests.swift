import Diagnostics
import Testing

@testable import YAML

/// What trees are written as, and that they read back as themselves.
struct EmitterTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let emitted: String
        var testDescription: String { text }

        init(_ text: String, _ emitted: String) { (self.text, self.emitted) = (text, emitted) }
    }

    static let rows = [
        Row("a", "a\n"),
        Row("{b: 1, a: [x, y], c: {d: []}, e: {}}", "b: 1\na:\n- x\n- true\nc:\n  d: []\ne: {}\n"),
        Row("[[a, b], {c: d, e: [f]}, [], ~]", "- - a\n  - b\n- c: d\n  e:\n  - f\n- []\n- null\n"),
        Row(
            "['5', 'true', '~', '', ' a', 'a: b', '#', 'a #b', '- a', '-a']",
            """
            - "5"
            - "true"
            - "~"
            - ""
            - ' a'
            - 'a: b'
            - '#'
            - 'a #b'
            - '- a'
            - -a

            """),
        Row(
            "[1.50, 1.0, 1e3, .inf, -0.0, 0x1F, 18446744073709551615]",
            """
            - 1.5
            - 1.0
            - 1000.0
            - .inf
            - -0.0
            - 31
            - 18446744073709551615

            """),
        Row(
            "['80:80', '1:2:3', 'a:b', '<<', '2001-01-01']",
            """
            - "80:80"
            - "1:2:3"
            - a:b
            - "<<"
            - 2001-01-01

            """),
        Row("a: \"x\\ny\\n\"", "a: |\n  x\n  y\n"),
        Row("a: [\"x\\n\\n  y\"]", "a:\n- |-\n  x\n\n    y\n"),
        Row("a: \"x\\n\\n\"", "a: |+\n  x\n\n"),
        Row("a: \" x\\n\"", "a: \" x\\n\"\n"),
        Row("a: \"\\x01\\u2028\\uFEFFé\\t\\\\\\\"\"", "a: \"\\x01\\u2028\\uFEFFé\\t\\\\\\\"\"\n"),
        Row("? [a, {b: 'c'}]\n: d", "? [a, {b: c}]\n: d\n"),
        Row("a: !!binary aGk=", "a: !!binary aGk=\n"),
    ]

    @Test("a tree is written so", arguments: rows)
    func written(_ row: Row) throws {
        let root = try #require(parse(Array(row.text.utf8)).root)
        #expect(String(decoding: YAMLEmitter.emit(root), as: UTF8.self) == row.emitted)
    }

    @Test("long texts are folded where go-yaml folds them, and read back")
    func folding() throws {
        let words = (0..<40).map { "word\($0)" }.joined(separator: " ")
        for text in [words, words + ":", words + "\u{1}"] {
            let scalar = YAMLScalar(text: text, value: .string, style: .plain)
            let root = YAMLNode(.sequence([YAMLNode(.scalar(scalar), span: SourceSpan(0, 0))]), span: SourceSpan(0, 0))
            let emitted = YAMLEmitter.emit(root, width: 80)
            #expect(emitted.filter { $0 == UInt8(ascii: "\n") }.count == 4)
            #expect(parse(emitted).root?.elements?.first?.scalar?.text == text)
        }
    }

    static let seeds: [UInt64] = (0..<6).map { _ in .random(in: 0...UInt64.max) } + [1, 2, 3]
    static let pieces = [
        "a", "b c", ":", " ", "\n", "\n\n", "\t", "#", "- ", "? ", "'", "\"", "\\", "é", "🙂", "\u{2028}", "\u{85}",
        "\u{0}", "\r", "true", "5", ".", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%", "@", "`", "<<", "---",
        "...",
        "\u{FEFF}", "=", "~", "0x1", "1e3", "_",
    ]

    private func tree(_ generator: inout PropertyTests.Generator, depth: Int) -> YAMLNode {
        let nowhere = SourceSpan(0, 0)
        let kind = Int.random(in: 0..<(depth > 4 ? 6 : 10), using: &generator)
        let count = Int.random(in: 0...3, using: &generator)
        switch kind {
        case 6, 7:
            return YAMLNode(.sequence((0..<count).map { _ in tree(&generator, depth: depth + 1) }), span: nowhere)
        case 8, 9:
            let entries = (0..<count).map { index in
                let key = YAMLScalar(text: "\(index)" + text(&generator), value: .string, style: .plain)
                let node = YAMLNode(.scalar(key), span: nowhere)
                return YAMLEntry(key: node, value: tree(&generator, depth: depth + 1))
            }
            return YAMLNode(.mapping(entries), span: nowhere)
        default: return YAMLNode(.scalar(scalar(kind, &generator)), span: nowhere)
        }
    }

    private func scalar(_ kind: Int, _ generator: inout PropertyTests.Generator) -> YAMLScalar {
        switch kind {
        case 0: YAMLScalar(text: "", value: .null, style: .plain)
        case 1: YAMLScalar(text: "", value: .integer(.random(in: Int.min...Int.max, using: &generator)), style: .plain)
        case 2: YAMLScalar(text: "", value: .float(.random(in: -1e9...1e9, using: &generator)), style: .plain)
        case 3: YAMLScalar(text: "", value: .boolean(.random(using: &generator)), style: .plain)
        default: YAMLScalar(text: text(&generator), value: .string, style: .plain)
        }
    }

    private func text(_ generator: inout PropertyTests.Generator) -> String {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
            .joined()
    }

    @Test("what is written reads back as the same tree", arguments: seeds, [nil, 80, 10])
    func roundTrip(_ seed: UInt64, _ width: Int?) {
        var generator = PropertyTests.Generator(state: seed)
        for round in 0..<400 {
            let node = tree(&generator, depth: 0)
            let emitted = YAMLEmitter.emit(node, width: width)
            let document = parse(emitted)
            let comment: Comment = "seed \(seed), round \(round): \(String(decoding: emitted, as: UTF8.self))"
            #expect(document.diagnostics.isEmpty, comment)
            #expect(document.root.map { Self.same($0, node) } ?? false, comment)
        }
    }

    private static func same(_ left: YAMLNode, _ right: YAMLNode) -> Bool {
        switch (left.content, right.content) {
        case (.scalar(let left), .scalar(let right)):
            left.value == right.value && (left.value != .string || Array(left.text.utf8) == Array(right.text.utf8))
        case (.sequence(let left), .sequence(let right)): left.count == right.count && zip(left, right).allSatisfy(same)
        case (.mapping(let left), .mapping(let right)):
            left.count == right.count
                && zip(left, right).allSatisfy { same($0.key, $1.key) && same($0.value, $1.value) }
        default: false
        }
    }
}
