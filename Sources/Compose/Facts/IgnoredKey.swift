import Diagnostics
import YAML

/// A key that the reference reads and passes over without a word: of the document's top, or inside an option that takes a map of
/// fields. Unknown options of a service itself are refused, and so are no matter of this.
public struct IgnoredKey: Sendable {
    /// The key.
    public let key: String
    /// What it stands in: `health_check`, `lb_config.port_rules`, or `the document`.
    public let level: String
    /// The keys that are read there, ordered.
    public let known: [String]
    /// Where the key stands.
    public let origin: Origin
}

extension ComposeDocument {
    /// Every ignored key in the order of the services. In version 1 every key at the top is a service.
    public var ignoredKeys: [IgnoredKey] {
        let type = RecordType.service(version)
        let members = services.members + containers.members
        return topKeys
            + members.flatMap { service in
                (service.value.map?.members ?? []).flatMap { option in
                    type.fields[option.key].map { Self.ignored(in: option.value, of: $0, option.key) } ?? []
                }
            }
    }

    private var topKeys: [IgnoredKey] {
        guard version == .two else { return [] }
        let known = SectionReader.Section.allCases.map(\.rawValue) + ["catalog", "version"]
        return (root?.entries ?? []).compactMap { entry in
            guard let key = entry.key.scalar?.text, !known.contains(key), key != ".catalog" else { return nil }
            return IgnoredKey(
                key: key, level: "the document", known: known.sorted(),
                origin: Origin(path: source.path, span: entry.key.span))
        }
    }

    private static func ignored(in value: ComposeValue, of type: FieldType, _ level: String) -> [IgnoredKey] {
        switch type {
        case .record(let record, _): ignored(in: value, of: record, level)
        case .records(let record): (value.list ?? []).flatMap { ignored(in: $0, of: record, level) }
        default: []
        }
    }

    private static func ignored(in value: ComposeValue, of record: RecordType, _ level: String) -> [IgnoredKey] {
        guard !record.keepsOthers else { return [] }
        return (value.map?.members ?? []).flatMap { member -> [IgnoredKey] in
            if let field = record.fields[member.key] {
                return ignored(in: member.value, of: field, "\(level).\(member.key)")
            }
            let known = record.fields.keys.sorted()
            return [IgnoredKey(key: member.key, level: level, known: known, origin: member.keyOrigin)]
        }
    }
}
