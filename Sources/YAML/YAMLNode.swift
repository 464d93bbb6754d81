public import Diagnostics

/// One node of a YAML document: its content, resolved as YAML 1.1, and where it stands.
///
/// Aliases and merge keys are already expanded. Positions of an expanded alias are those of the anchored node.
public struct YAMLNode: Sendable {
    /// What a node holds.
    public enum Content: Sendable {
        /// A single value.
        case scalar(YAMLScalar)
        /// A list, in order.
        case sequence([YAMLNode])
        /// Key and value pairs in the order written; keys are unique (the last of a duplicated key wins).
        case mapping([YAMLEntry])
    }

    /// What the node holds.
    public let content: Content
    /// Where it stands, in bytes; for an absent value, the empty place where it would stand.
    public let span: SourceSpan

    /// A node at a place.
    public init(_ content: Content, span: SourceSpan) {
        self.content = content
        self.span = span
    }
}

/// A key of a mapping with its value.
public struct YAMLEntry: Sendable {
    /// The key; nearly always a scalar.
    public let key: YAMLNode
    /// The value.
    public let value: YAMLNode

    /// A pair.
    public init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}

/// A scalar: the text as written and the value YAML 1.1 reads from it.
public struct YAMLScalar: Sendable, Hashable {
    /// What a plain scalar resolves to; every quoted or block scalar is a string.
    public enum Value: Sendable, Hashable {
        /// `null`, `~` or nothing at all.
        case null
        /// `true`, `yes`, `on`, `y` and their opposites, in the spellings of the reference's parser.
        case boolean(Bool)
        /// An integer that fits 64 bits signed.
        case integer(Int)
        /// An integer between 2^63 and 2^64 - 1.
        case unsigned(UInt)
        /// A floating point number, `.inf` or `.nan`.
        case float(Double)
        /// Text: ``YAMLScalar/text``.
        case string
        /// Bytes of a `!!binary` scalar, decoded.
        case binary([UInt8])
    }

    /// How a scalar was written.
    public enum Style: Sendable, Hashable {
        /// Without quotes.
        case plain
        /// In `'…'`.
        case singleQuoted
        /// In `"…"`.
        case doubleQuoted
        /// As a `|` block.
        case literal
        /// As a `>` block.
        case folded
    }

    /// The scalar's content as written, after escapes, folding and chomping.
    public let text: String
    /// The value it resolves to.
    public let value: Value
    /// How it was written.
    public let style: Style

    /// A scalar whose parts the caller knows to agree.
    public init(text: String, value: Value, style: Style) {
        self.text = text
        self.value = value
        self.style = style
    }
}

extension YAMLNode {
    /// The scalar, when the node is one.
    public var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    /// The elements, when the node is a sequence.
    public var elements: [YAMLNode]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    /// The pairs in the order written, when the node is a mapping.
    public var entries: [YAMLEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// Whether the node is a null scalar.
    public var isNull: Bool { scalar?.value == .null }

    /// The value of the scalar key spelled `key`, when the node is a mapping that has it. Linear in the number of keys.
    public subscript(key: String) -> YAMLNode? {
        entries?.first { $0.key.scalar?.text.hasSameBytes(as: key) ?? false }?.value
    }
}
