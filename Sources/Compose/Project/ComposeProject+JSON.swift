public import JSON

extension ComposeProject {
    /// The stack as JSON, sections without members left out.
    public var json: JSONNode {
        .object(Dictionary(sections.map { ($0.name, $0.members.json) }) { _, last in last })
    }

    /// The stack as canonical JSON: the same stack gives the same bytes.
    public func canonicalJSON() -> [UInt8] { json.canonicalBytes }
}

extension ComposeMap {
    /// The members as a JSON object.
    public var json: JSONNode { .object(Dictionary(members.map { ($0.key, $0.value.json) }) { _, last in last }) }
}

extension ComposeValue {
    /// The value as JSON. A number that JSON has no text for is a text as Go prints it.
    public var json: JSONNode {
        switch content {
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .unsigned(let number): .number(JSONNumber(number))
        case .float(let number): JSONNumber(number).map(JSONNode.number) ?? .string(GoPrinting.text(of: self))
        case .string(let text): .string(text)
        case .list(let elements): .array(elements.map(\.json))
        case .map(let map): map.json
        }
    }
}
