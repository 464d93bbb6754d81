extension TypedReader {
    /// A list whose elements are read as texts.
    mutating func texts(_ value: ComposeValue) -> [ComposeValue]? {
        guard let elements = value.list else {
            mismatch(value, "[]string")
            return nil
        }
        return elements.enumerated().compactMap { index, element in
            below(.index(index)) { reader in reader.text(element).map { element.with(.string($0)) } }
        }
    }

    mutating func textMap(_ value: ComposeValue) -> [ComposeMember]? {
        guard let map = value.map else {
            mismatch(value, "map[string]string")
            return nil
        }
        return map.members.compactMap { member in
            below(.key(member.key)) { reader in
                reader.text(member.value).map { member.with(member.value.with(.string($0))) }
            }
        }
    }

    mutating func textOrTexts(_ value: ComposeValue) -> [ComposeValue]? {
        if let elements = value.list { return strictTexts(elements) }
        guard value.map == nil else { return unreadable(value, "Stringorslice") }
        return text(value).map { [value.with(.string($0))] }
    }

    mutating func command(_ value: ComposeValue) -> [ComposeValue]? {
        if let elements = value.list { return strictTexts(elements) }
        guard value.map == nil, let line = text(value) else { return unreadable(value, "Command") }
        do throws(ShellWords.Fault) {
            return try ShellWords.split(line).map { value.with(.string($0)) }
        } catch {
            report(.notWords(error), at: value)
            return nil
        }
    }

    /// Elements that must be texts as they stand.
    private mutating func strictTexts(_ elements: [ComposeValue]) -> [ComposeValue]? {
        for element in elements where element.string == nil {
            notText(element)
            return nil
        }
        return elements
    }

    mutating func notText(_ value: ComposeValue) {
        report(.notText(value: GoPrinting.text(of: value), typeName: GoPrinting.typeName(of: value)), at: value)
    }

    /// A list of texts as it stands, or a map whose pairs are joined: a text or whole number behind the separator, a
    /// null for a name alone.
    mutating func pairs(_ value: ComposeValue, _ separator: String) -> [ComposeValue]? {
        if let elements = value.list { return strictTexts(elements) }
        guard let map = value.map else { return unreadable(value, "MaporSlice") }
        return map.members.compactMap { member in
            switch member.value.rewritten.content {
            case .string(let text): return member.value.with(.string(member.key + separator + text))
            case .integer(let number): return member.value.with(.string(member.key + separator + String(number)))
            case .null: return member.value.with(.string(member.key))
            default:
                notText(member.value)
                return nil
            }
        }
    }

    /// A map of texts, or a list of `name=value`, of which the first `=` counts and outer blanks do not.
    mutating func labels(_ value: ComposeValue) -> [ComposeMember]? {
        if let elements = value.list {
            return strictTexts(elements)?.map { element in
                let (name, text) = Self.split(element.string ?? "")
                return ComposeMember(key: name, at: element.origin, element.with(.string(text)))
            }
        }
        guard let map = value.map else { return unreadable(value, "SliceorMap") }
        return map.members.compactMap { member in
            guard member.value.string == nil else { return member }
            notText(member.value.rewritten)
            return nil
        }
    }

    private static func split(_ text: String) -> (String, String) {
        let trimmed = text.trimmingBlanks
        guard let equals = trimmed.utf8.firstIndex(of: UInt8(ascii: "=")) else { return (trimmed, "") }
        return (String(trimmed[..<equals]), String(trimmed[trimmed.utf8.index(after: equals)...]))
    }
}

extension String {
    /// The text without the blanks around it.
    var trimmingBlanks: String {
        let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
        let start = utf8.firstIndex { !isBlank($0) } ?? endIndex
        let end = utf8.lastIndex { !isBlank($0) }.map { utf8.index(after: $0) } ?? start
        return String(self[start..<max(start, end)])
    }
}
