import Diagnostics

/// Collects the pairs of a mapping: the last of a duplicated key wins in the first one's place, and what `<<` merges
/// counts only where the mapping itself says nothing.
///
/// go-yaml v2 applies a merge where it stands, so that there it overrides what is written above it; this keeps to
/// the merge key's specification. The two agree when `<<` comes first, as it does wherever it is used.
struct MappingBuilder {
    struct Duplicate {
        var key: String
        var first: SourceSpan
        var second: SourceSpan
    }

    /// Where a key's pair is, and where the key was first written.
    private struct Position {
        var index: Int
        var first: SourceSpan
    }

    private(set) var duplicates: [Duplicate] = []
    private var pairs: [YAMLEntry] = []
    /// By the key's bytes: two spellings of one Unicode text are two keys.
    private var positions: [[UInt8]: Position] = [:]
    private var merges: [(value: YAMLNode, isAlias: Bool)] = []

    mutating func add(key: YAMLNode, value: YAMLNode) {
        let entry = YAMLEntry(key: key, value: value)
        guard let text = key.scalar?.text else {
            pairs.append(entry)
            return
        }
        let bytes = Array(text.utf8)
        if let position = positions[bytes] {
            duplicates.append(Duplicate(key: text, first: position.first, second: key.span))
            pairs[position.index] = entry
        } else {
            positions[bytes] = Position(index: pairs.count, first: key.span)
            pairs.append(entry)
        }
    }

    mutating func addMerge(_ value: YAMLNode, isAlias: Bool) {
        merges.append((value, isAlias))
    }

    /// The pairs in the order written, followed by what is merged; of two merges the later one wins.
    mutating func entries() throws(YAMLFailure) -> [YAMLEntry] {
        for merge in merges.reversed() { try self.merge(merge.value, isAlias: merge.isAlias) }
        return pairs
    }

    private mutating func merge(_ value: YAMLNode, isAlias: Bool) throws(YAMLFailure) {
        switch value.content {
        case .mapping(let entries): merge(entries)
        // As in go-yaml, a list must be written in place.
        case .sequence(let elements) where !isAlias:
            for element in elements {
                guard let entries = element.entries else { throw Self.notMappings(element.span) }
                merge(entries)
            }
        case .sequence, .scalar: throw Self.notMappings(value.span)
        }
    }

    private mutating func merge(_ entries: [YAMLEntry]) {
        for entry in entries {
            guard let text = entry.key.scalar?.text else { continue }
            let bytes = Array(text.utf8)
            guard positions[bytes] == nil else { continue }
            positions[bytes] = Position(index: pairs.count, first: entry.key.span)
            pairs.append(entry)
        }
    }

    private static func notMappings(_ span: SourceSpan) -> YAMLFailure {
        YAMLFailure(
            code: .yamlValue, message: "map merge requires map or sequence of maps as the value", span: span)
    }
}
