public import Diagnostics

/// The first document of a YAML text, read as the reference's parser (go-yaml v2) reads it.
public struct YAMLDocument: Sendable {
    /// The text it was read from.
    public let source: SourceText
    /// The document's node; nil when the text is empty or holds only comments, or could not be parsed.
    public let root: YAMLNode?
    /// What was found while reading: syntax errors and limits reached (severity error, then `root` is nil),
    /// duplicate keys (severity warning; the last one wins).
    public let diagnostics: [Diagnostic]
    /// Whether some nodes stand in several places, because an alias names them.
    let repeatsNodes: Bool

    /// Whether the text could not be read.
    public var isBroken: Bool { diagnostics.contains { $0.severity == .error } }
}
