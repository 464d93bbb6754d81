extension TypedReader {
    /// Where an image is built: a folder or address alone, or with a file and arguments.
    mutating func build(_ value: ComposeValue) -> ComposeValue? {
        if case .string = value.content { return map([ComposeMember(key: "context", at: value.origin, value)], value) }
        guard let given = value.map else { return unreadable(value, "Build", GoPrinting.text(of: value)) }
        var members: [ComposeMember] = []
        for member in given.members {
            switch (member.key, member.value.content) {
            case ("context", .string(let text)), ("dockerfile", .string(let text)):
                if !text.isEmpty { members.append(member) }
            case ("args", _): if let arguments = arguments(member.value) { members.append(member.with(arguments)) }
            default: break
            }
        }
        return map(members, value)
    }

    /// Arguments by name; one without a value is marked by a zero byte.
    private mutating func arguments(_ value: ComposeValue) -> ComposeValue? {
        if let elements = value.list {
            let members = elements.compactMap(\.string).enumerated().map { index, text in
                let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let argument = elements[index].with(.string(parts.count > 1 ? parts[1] : "\u{0}"))
                return ComposeMember(key: parts.first ?? "", at: elements[index].origin, argument)
            }
            return map(members, value)
        }
        guard let given = value.map else { return unreadable(value, "Build args", GoPrinting.text(of: value)) }
        return map(given.members.compactMap { argument($0) }, value)
    }

    private mutating func argument(_ member: ComposeMember) -> ComposeMember? {
        switch member.value.rewritten.content {
        case .string: return member
        case .integer(let number): return member.with(member.value.with(.string(String(number))))
        case .null: return member.with(member.value.with(.string("\u{0}")))
        default:
            notText(member.value)
            return nil
        }
    }

    /// Networks by name; a list names them only.
    mutating func networks(_ value: ComposeValue) -> ComposeValue? {
        if let elements = value.list {
            let empty = ComposeMap()
            return value.with(
                .map(
                    ComposeMap(
                        elements.compactMap { element in
                            element.string.map { ComposeMember(key: $0, at: element.origin, element.with(.map(empty))) }
                        })))
        }
        guard let given = value.map else { return unreadable(value, "Networks") }
        return value.with(.map(ComposeMap(given.members.compactMap { network($0) })))
    }

    private mutating func network(_ member: ComposeMember) -> ComposeMember? {
        if member.value.isNull { return member.with(member.value.with(.map(ComposeMap()))) }
        guard let given = member.value.map else {
            return unreadable(member.value, "Network", GoPrinting.text(of: member.value))
        }
        let members = given.members.filter { member in
            switch (member.key, member.value.content) {
            case ("aliases", .list(let aliases)): !aliases.isEmpty
            case ("ipv4_address", .string(let text)), ("ipv6_address", .string(let text)): !text.isEmpty
            default: false
            }
        }
        return member.with(member.value.with(.map(ComposeMap(members))))
    }

    /// Mounts in their one form; a list that is given stays, even an empty one.
    mutating func volumes(_ value: ComposeValue) -> ComposeValue? {
        guard let elements = value.list else { return unreadable(value, "Volumes") }
        return value.with(
            .list(
                elements.compactMap { element in
                    guard let text = element.string else {
                        notText(element)
                        return nil
                    }
                    return element.with(.string(Self.mount(text)))
                }))
    }

    /// A mount `source:destination:mode` without an empty source or mode.
    static func mount(_ text: String) -> String {
        let bytes = text.utf8
        let colon = UInt8(ascii: ":")
        guard let first = bytes.firstIndex(of: colon) else { return text }
        let rest = bytes[bytes.index(after: first)...]
        let hasMode = rest.firstIndex(of: colon).map { bytes.index(after: $0) != bytes.endIndex } ?? true
        let hasSource = first != bytes.startIndex
        if hasSource, hasMode { return text }
        let start = hasSource ? bytes.startIndex : bytes.index(after: first)
        let end = hasMode ? bytes.endIndex : bytes.index(before: bytes.endIndex)
        return String(text[start..<end])
    }

    /// Limits by name: one number, or a soft and a hard one when they differ.
    mutating func ulimits(_ value: ComposeValue) -> ComposeValue? {
        guard let given = value.map else { return unreadable(value, "Ulimits") }
        return value.with(.map(ComposeMap(given.members.compactMap { ulimit($0) })))
    }

    private mutating func ulimit(_ member: ComposeMember) -> ComposeMember? {
        let value = member.value.rewritten
        switch value.content {
        case .integer: return member.with(value)
        case .map(let map) where map.count == 2:
            guard case .integer(let soft) = map["soft"]?.content, case .integer(let hard) = map["hard"]?.content else {
                return unreadable(value, "Ulimit", GoPrinting.text(of: value))
            }
            return member.with(soft == hard ? value.with(.integer(soft)) : value)
        default:
            let detail = "\(GoPrinting.text(of: value)), \(GoPrinting.typeName(of: value))"
            return unreadable(value, "Ulimit", detail)
        }
    }

    /// Whether something is there already, or by which name.
    mutating func external(_ value: ComposeValue) -> ComposeValue? {
        if case .boolean(let isExternal) = value.content { return isExternal ? value : nil }
        guard let record = record(value, RecordType.externalName, isOptional: true) else { return nil }
        return record["name"] == nil ? value.with(.boolean(true)) : record
    }

    /// Secrets: a name alone goes where it is called; what is neither text nor map is passed over.
    mutating func secrets(_ value: ComposeValue) -> ComposeValue? {
        let references = (value.list ?? []).compactMap { element -> ComposeValue? in
            if let name = element.string {
                guard !name.isEmpty else { return element.with(.map(ComposeMap())) }
                let members = ["source", "target"].map { ComposeMember(key: $0, at: element.origin, element) }
                return element.with(.map(ComposeMap(members)))
            }
            return element.map == nil ? nil : record(element, RecordType.secretReference, isOptional: true)
        }
        return list(references, value)
    }
}
