import JSON

extension ComposeProject {
    /// The stack as JSON: sections and keys sorted, empty sections left out; the same stack gives the same bytes.
    public func canonicalJSON() -> [UInt8] {
        var writer = JSONWriter(capacity: 4096)
        writer.object { writer in
            for section in sections.sorted(by: { $0.name < $1.name }) {
                writer.key(section.name)
                writer.write(section.members)
            }
        }
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ map: ComposeMap) {
        object { writer in
            for member in map.sortedMembers {
                writer.key(member.key)
                writer.write(member.value)
            }
        }
    }

    fileprivate mutating func write(_ value: ComposeValue) {
        switch value.content {
        case .null: null()
        case .boolean(let flag): boolean(flag)
        case .integer(let number): integer(number)
        case .unsigned(let number): raw(String(number))
        case .float(let number) where !number.isFinite: string(GoPrinting.text(of: value))
        case .float: raw(GoPrinting.text(of: value))
        case .string(let text): string(text)
        case .list(let elements): array { writer in for element in elements { writer.write(element) } }
        case .map(let map): write(map)
        }
    }
}
