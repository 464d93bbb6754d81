public import Diagnostics

/// The place in the author's files that a value comes from.
public struct Origin: Sendable, Hashable {
    /// The file, as its user knows it.
    public let path: String
    /// The bytes of that file's text, as it was given to the loader.
    public let span: SourceSpan

    /// A place in a file.
    public init(path: String, span: SourceSpan) {
        self.path = path
        self.span = span
    }
}

/// One value of a compose document, with the place it comes from.
public struct ComposeValue: Sendable {
    /// What a value holds.
    public enum Content: Sendable {
        /// Nothing.
        case null
        /// A truth value.
        case boolean(Bool)
        /// A whole number.
        case integer(Int)
        /// A whole number from 2^63 to 2^64 - 1.
        case unsigned(UInt)
        /// A floating point number.
        case float(Double)
        /// Text.
        case string(String)
        /// A list, in order.
        case list([ComposeValue])
        /// Named values, in order.
        case map(ComposeMap)
    }

    /// What the value is.
    public var content: Content
    /// Where it comes from; for a value that the loader adds, the value that made it do so.
    public var origin: Origin

    /// A value from a place.
    public init(_ content: Content, at origin: Origin) {
        self.content = content
        self.origin = origin
    }
}

extension ComposeValue {
    /// The text, when the value is one.
    public var string: String? { if case .string(let text) = content { text } else { nil } }
    /// The elements, when the value is a list.
    public var list: [ComposeValue]? { if case .list(let elements) = content { elements } else { nil } }
    /// The members, when the value is a map.
    public var map: ComposeMap? { if case .map(let map) = content { map } else { nil } }
    /// Whether the value is null.
    public var isNull: Bool { if case .null = content { true } else { false } }
    /// The member of a map.
    public subscript(key: String) -> ComposeValue? { map?[key] }
}
