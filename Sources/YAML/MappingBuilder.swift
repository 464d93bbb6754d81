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

    /// The keys up to which looking through all is faster than hashing them.
    private static let fewKeys = 12

    private(set) var duplicates: [Duplicate] = []
    private var pairs: [YAMLEntry] = []
    /// Each pair's key, and where it was first written; nil for a key that is no scalar.
    private var keys: [(text: String, first: SourceSpan)?] = []
    /// Where a key's pair is, once there are many. By the key's bytes: two spellings of one Unicode text are two keys.
    private var positions: [[UInt8]: Int] = [:]
    private var merges: [(value: YAMLNode, isAlias: Bool)] = []

    mutating func add(key: YAMLNode, value: YAMLNode) {
        let text = key.scalar?.text
        if let text, let index = position(of: text), let first = keys[index]?.first {
            duplicates.append(Duplicate(key: text, first: first, second: key.span))
            pairs[index] = YAMLEntry(key: key, value: value)
        } else {
            append(YAMLEntry(key: key, value: value), text)
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

    private func position(of text: String) -> Int? {
        if pairs.count > Self.fewKeys { return positions[Array(text.utf8)] }
        return keys.firstIndex { $0?.text.hasSameBytes(as: text) ?? false }
    }

    private mutating func append(_ entry: YAMLEntry, _ text: String?) {
        pairs.append(entry)
        keys.append(text.map { ($0, entry.key.span) })
        if pairs.count == Self.fewKeys + 1 {
            for (index, key) in keys.enumerated() {
                if let key { positions[Array(key.text.utf8)] = index }
            }
        } else if pairs.count > Self.fewKeys, let text {
            positions[Array(text.utf8)] = pairs.count - 1
        }
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
            guard let text = entry.key.scalar?.text, position(of: text) == nil else { continue }
            append(entry, text)
        }
    }

    private static func notMappings(_ span: SourceSpan) -> YAMLFailure {
        YAMLFailure(
            code: .yamlValue, message: "map merge requires map or sequence of maps as the value", span: span)
    }
}
