import Diagnostics

/// A text with holes where single words stand, such as a version's number: whatever text fits into it parses to the same
/// document but for those words. So of many texts that differ by a number only one has to be parsed.
///
/// A hole is cut only where nothing else can come to be read: in a line `key: word`, with or without quotes, of which the
/// word is made of bytes that mean nothing to YAML, there and in every text that fits.
public struct YAMLStencil: Sendable {
    private struct Hole {
        let word: Range<Int>
        let style: YAMLScalar.Style
        /// Which of the nodes it was cut for.
        let node: Int
    }

    /// The longest word that is cut out or taken for one: far below the 1,024 characters that a key may have.
    static let longestWord = 128

    private let bytes: [UInt8]
    private let holes: [Hole]
    private let scalars: [YAMLScalar]

    /// The text of a document, with a hole where each of the nodes stands, values of mappings, that is such a word.
    ///
    /// Nil for a document about which there is something to say, for that would be said about another text too, and for one
    /// that repeats nodes, because a word may then stand in several places.
    public init?(_ document: YAMLDocument, cutting nodes: [YAMLNode]) {
        guard document.root != nil, document.diagnostics.isEmpty, !document.repeatsNodes else { return nil }
        let bytes = document.source.bytes
        self.bytes = bytes
        scalars = nodes.map { $0.scalar ?? YAMLScalar(text: "", value: .null, style: .plain) }
        holes = nodes.enumerated()
            .compactMap { index, node in Self.hole(for: node, in: bytes).map { Hole(word: $0, style: $1, node: index) }
            }
            .sorted { $0.word.lowerBound < $1.word.lowerBound }
    }

    /// The scalars that stand in another text for the nodes, in their order; nil when the text does not fit.
    public func scalars(in other: [UInt8]) -> [YAMLScalar]? {
        guard other.count <= YAMLLimits.default.bytes else { return nil }
        var scalars = scalars
        var (here, there) = (0, 0)
        for hole in holes {
            guard here <= hole.word.lowerBound, isSame(here..<hole.word.lowerBound, as: other, at: &there) else {
                return nil
            }
            let start = there
            while there < other.count, Self.isInWord(other[there]) { there += 1 }
            guard Self.isWord(other[start..<there], hole.style) else { return nil }
            scalars[hole.node] = Self.scalar(other[start..<there], hole.style)
            here = hole.word.upperBound
        }
        guard isSame(here..<bytes.count, as: other, at: &there), there == other.count else { return nil }
        return scalars
    }

    /// Whether the text goes on like this one, and moves behind what is the same.
    private func isSame(_ range: Range<Int>, as other: [UInt8], at place: inout Int) -> Bool {
        guard other.count - place >= range.count else { return false }
        defer { place += range.count }
        return bytes[range].elementsEqual(other[place..<(place + range.count)])
    }

    private static func scalar(_ word: ArraySlice<UInt8>, _ style: YAMLScalar.Style) -> YAMLScalar {
        let text = String(decoding: word, as: UTF8.self)
        return YAMLScalar(text: text, value: style == .plain ? ScalarResolver.plain(text) : .string, style: style)
    }
}

extension YAMLStencil {
    /// Where a node's word is; nil where no hole can be cut.
    private static func hole(for node: YAMLNode, in bytes: [UInt8]) -> (Range<Int>, YAMLScalar.Style)? {
        guard let style = node.scalar?.style, node.span.end <= bytes.count else { return nil }
        let quote: UInt8? =
            switch style {
            case .plain: nil
            case .singleQuoted: UInt8(ascii: "'")
            case .doubleQuoted: UInt8(ascii: "\"")
            case .literal, .folded: 0
            }
        var word = node.span.start..<node.span.end
        if let quote {
            guard word.count > 2, bytes[word.lowerBound] == quote, bytes[word.upperBound - 1] == quote else {
                return nil
            }
            word = (word.lowerBound + 1)..<(word.upperBound - 1)
        }
        let before = bytes[..<node.span.start]
        guard isWord(bytes[word], style), isKey(before), endsLine(bytes[node.span.end...]) else { return nil }
        return (word, style)
    }

    /// Whether bytes are a word that can stand in place of any other one.
    private static func isWord(_ bytes: ArraySlice<UInt8>, _ style: YAMLScalar.Style) -> Bool {
        guard let first = bytes.first, bytes.count <= longestWord, bytes.allSatisfy(isInWord) else { return false }
        return style != .plain || isLetterOrDigit(first)
    }

    /// Whether a line begins with nothing but a key before the end of these bytes.
    private static func isKey(_ bytes: ArraySlice<UInt8>) -> Bool {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") }
        guard let colon = bytes.lastIndex(where: { !isSpace($0) }), bytes[colon] == UInt8(ascii: ":"),
            colon + 1 < bytes.endIndex, colon > 0, isInWord(bytes[colon - 1])
        else { return false }
        let indent = bytes[..<colon].lastIndex { !isInWord($0) }.map { bytes[...$0] } ?? []
        guard let last = indent.lastIndex(where: { !isSpace($0) }) else { return true }
        return isLineBreak(bytes[last])
    }

    /// Whether nothing but spaces comes before the end of the line.
    private static func endsLine(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.first { $0 != UInt8(ascii: " ") }.map(isLineBreak) ?? true
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    private static func isInWord(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
