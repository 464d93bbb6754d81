import Diagnostics

/// Collects the pairs of a mapping: the last of a duplicated key wins in the first one's place, and what `<<` merges
/// counts only where the mapping itself says nothing (go-yaml v2, `decode.go`).
struct MappingBuilder {
    struct Duplicate {
        var key: String
        var first: SourceSpan
        var second: SourceSpan
    }

    private(set) var duplicates: [Duplicate] = []
    private(set) var lastSpan: SourceSpan?
    private var pairs: [YAMLEntry] = []
    private var positions: [String: Int] = [:]
    private var merges: [YAMLNode] = []

    mutating func add(key: YAMLNode, value: YAMLNode) {
        lastSpan = SourceSpan(key.span.start, max(key.span.end, value.span.end))
        guard let scalar = key.scalar else {
            pairs.append(YAMLEntry(key: key, value: value))
            return
        }
        if scalar.style == .plain, scalar.text == "<<" {
            merges.append(value)
            return
        }
        let entry = YAMLEntry(key: key, value: value)
        if let position = positions[scalar.text] {
            duplicates.append(Duplicate(key: scalar.text, first: pairs[position].key.span, second: key.span))
            pairs[position] = entry
        } else {
            positions[scalar.text] = pairs.count
            pairs.append(entry)
        }
    }

    /// The pairs in the order written, followed by what is merged.
    mutating func entries() throws(YAMLFailure) -> [YAMLEntry] {
        for merge in merges { try self.merge(merge) }
        return pairs
    }

    private mutating func merge(_ value: YAMLNode) throws(YAMLFailure) {
        switch value.content {
        case .mapping(let entries):
            for entry in entries {
                guard let key = entry.key.scalar?.text else { continue }
                if positions[key] == nil {
                    positions[key] = pairs.count
                    pairs.append(entry)
                }
            }
        case .sequence(let elements):
            // The last of the list is applied first in go-yaml, so that the first of them wins.
            for element in elements {
                guard element.entries != nil else { throw Self.notMappings(element.span) }
                try merge(element)
            }
        case .scalar: throw Self.notMappings(value.span)
        }
    }

    private static func notMappings(_ span: SourceSpan) -> YAMLFailure {
        YAMLFailure(
            code: .yamlValue, message: "map merge requires map or sequence of maps as the value", span: span)
    }
}
