/// Bounds on what is read from one YAML text. Each has its own diagnostic, see ``YAMLDocument/parse(_:limits:budget:)``.
public struct YAMLLimits: Sendable, Hashable {
    /// Bytes of the text (`yaml-too-large`).
    public var bytes: Int
    /// Sequences and mappings within each other (`yaml-too-deep`).
    public var depth: Int
    /// Nodes, counting those that an alias repeats (`yaml-too-many-nodes`).
    public var nodes: Int

    /// Bytes of all values and keys, counting those that an alias repeats (`yaml-too-large`).
    public var expandedBytes: Int

    /// Limits far above any real catalog's files, and small enough that a hostile one costs little.
    public init(bytes: Int = 4 << 20, depth: Int = 64, nodes: Int = 200_000, expandedBytes: Int = 16 << 20) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
        self.expandedBytes = expandedBytes
    }

    /// The limits as the initialiser gives them.
    public static let `default` = YAMLLimits()
}
