import YAML

extension TypedReader {
    /// A value of a field; nil when it is zero or does not fit.
    mutating func field(_ value: ComposeValue, _ type: FieldType) -> ComposeValue? {
        if value.isNull, !type.takesNull { return nil }
        // go-yaml does not call a type's own reader for these texts.
        if type.hasOwnReader, let text = value.string, text.isEmpty || text == "null" || text == "~" {
            mismatch(value, type.typeName)
            return nil
        }
        switch type {
        case .text: return text(value).flatMap { $0.isEmpty ? nil : value.with(.string($0)) }
        case .flag: return flag(value).flatMap { $0 ? value.with(.boolean(true)) : nil }
        case .integer(let name): return integer(value, name).flatMap { $0 == 0 ? nil : value.with(.integer($0)) }
        case .numeric: return nonZero(numeric(value), value)
        case .size: return nonZero(size(value), value)
        case .duration: return nonZero(duration(value), value)
        case .mode: return mode(value)
        case .texts: return texts(value).flatMap { list($0, value) }
        case .textOrTexts: return textOrTexts(value).flatMap { list($0, value) }
        case .command: return command(value).flatMap { list($0, value) }
        case .pairs(let separator): return pairs(value, separator).flatMap { list($0, value) }
        case .labels: return labels(value).flatMap { map($0, value) }
        case .textMap: return textMap(value).flatMap { map($0, value) }
        case .any: return value.rewritten
        case .anyMap: return anyMap(value)
        case .anyList: return value.list.flatMap { list($0.map(\.rewritten), value) }
        case .record(let type, let isOptional): return record(value, type, isOptional: isOptional)
        case .records(let type): return records(value, type)
        case .build: return build(value)
        case .networks: return networks(value)
        case .volumes: return volumes(value)
        case .ulimits: return ulimits(value)
        case .external: return external(value)
        case .secrets: return secrets(value)
        }
    }

    private func nonZero(_ number: Int?, _ value: ComposeValue) -> ComposeValue? {
        number.flatMap { $0 == 0 ? nil : value.with(.integer($0)) }
    }

    func list(_ elements: [ComposeValue], _ value: ComposeValue) -> ComposeValue? {
        elements.isEmpty ? nil : value.with(.list(elements))
    }

    func map(_ members: [ComposeMember], _ value: ComposeValue) -> ComposeValue? {
        members.isEmpty ? nil : value.with(.map(ComposeMap(members)))
    }

    /// A map as a record's fields; nil when it does not fit, or when all is zero and the record is not optional.
    mutating func record(_ value: ComposeValue, _ type: RecordType, isOptional: Bool) -> ComposeValue? {
        guard let given = value.map else {
            mismatch(value, type.name)
            return nil
        }
        var fields: [ComposeMember] = []
        for member in given.sortedMembers {
            if let field = recordMember(member, of: type) { fields.append(field) }
        }
        if fields.isEmpty, !isOptional { return nil }
        return value.with(.map(ComposeMap(type.completing(fields, at: value.origin))))
    }

    private mutating func recordMember(_ member: ComposeMember, of type: RecordType) -> ComposeMember? {
        guard let fieldType = type.fields[member.key] else {
            return type.keepsOthers ? member.with(member.value.rewritten) : nil
        }
        return below(.key(member.key)) { reader in
            reader.field(member.value, fieldType).map { member.with($0) }
        }
    }

    private mutating func records(_ value: ComposeValue, _ type: RecordType) -> ComposeValue? {
        guard let elements = value.list else {
            mismatch(value, "[]" + type.name)
            return nil
        }
        let records = elements.enumerated().compactMap { index, element in
            below(.index(index)) {
                $0.record(element.isNull ? element.with(.map(ComposeMap())) : element, type, isOptional: true)
            }
        }
        return list(records, value)
    }

    private func anyMap(_ value: ComposeValue) -> ComposeValue? {
        guard let map = value.map, !map.isEmpty else { return nil }
        return value.with(.map(map.mapValues { $0.value.rewritten }))
    }
}

extension FieldType {
    /// Whether a null is a value of the field.
    fileprivate var takesNull: Bool { if case .any = self { true } else { false } }
}

extension RecordType {
    /// The fields with the zero values that the reference writes.
    fileprivate func completing(_ given: [ComposeMember], at origin: Origin) -> [ComposeMember] {
        switch zeros {
        case .omitted: return given
        case .resource: return given + [ComposeMember(key: "resource", at: origin, Self.emptyResource(at: origin))]
        case .written:
            let names = Set(given.map(\.key))
            return given
                + fields.keys.sorted().filter { !names.contains($0) }.map { name in
                    ComposeMember(key: name, at: origin, ComposeValue(fields[name]?.zero ?? .null, at: origin))
                }
        }
    }

    private static func emptyResource(at origin: Origin) -> ComposeValue {
        let empty = ComposeValue(.map(ComposeMap()), at: origin)
        let nothing = ComposeValue(.string(""), at: origin)
        let members = [("actions", empty), ("id", nothing), ("links", empty), ("type", nothing)]
        return ComposeValue(.map(ComposeMap(members.map { ComposeMember(key: $0.0, at: origin, $0.1) })), at: origin)
    }
}

extension FieldType {
    /// The field's zero value, where it is written.
    fileprivate var zero: ComposeValue.Content {
        switch self {
        case .flag: .boolean(false)
        case .integer: .integer(0)
        case .text: .string("")
        case .texts, .records: .list([])
        default: .null
        }
    }
}

extension ComposeValue {
    /// Another value from the same place.
    func with(_ content: Content) -> ComposeValue { ComposeValue(content, at: origin) }

    /// The value after it is written as YAML and read again: a float without a fraction becomes a whole number.
    var rewritten: ComposeValue {
        switch content {
        case .float(let number):
            let text = content.yamlScalar.reencoded
            return number.isFinite ? Int(text).map { with(.integer($0)) } ?? self : self
        case .list(let elements): return with(.list(elements.map(\.rewritten)))
        case .map(let map): return with(.map(map.mapValues { $0.value.rewritten }))
        default: return self
        }
    }
}

extension ComposeMember {
    func with(_ value: ComposeValue) -> ComposeMember { ComposeMember(key: key, at: keyOrigin, value) }
}

extension YAMLScalar {
    /// The scalar's text after it is written as YAML.
    var reencodedText: String { value == .null ? "null" : reencoded }
}
