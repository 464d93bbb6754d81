/// The reference's two conversions of scalars before it checks anything.
enum ScalarConversion {
    /// Every scalar in environments and labels as the text that Go prints for it; nothing stays nothing.
    static func textsConverted(_ services: ComposeMap) -> ComposeMap {
        options(of: services) { option in
            option.key == "environment" || option.key == "labels" ? changed(option.value, text) : nil
        }
    }

    /// Every text that is a whole number as that number, in the options that the reference's records and lists are.
    static func numbersConverted(_ services: ComposeMap) -> ComposeMap {
        options(of: services) { option in
            RecordType.convertsNumbers.contains(option.key) ? changed(option.value, number) : nil
        }
    }

    private static func options(of services: ComposeMap, _ change: (ComposeMember) -> ComposeValue?) -> ComposeMap {
        services.mapValues { service in
            guard var options = service.value.map else { return service.value }
            var isChanged = false
            for option in options.members {
                guard let value = change(option) else { continue }
                options.set(ComposeMember(key: option.key, at: option.keyOrigin, value))
                isChanged = true
            }
            return isChanged ? service.value.with(.map(options)) : service.value
        }
    }

    /// A value with its scalars changed; nil when none is.
    private static func changed(_ value: ComposeValue, _ change: (ComposeValue) -> ComposeValue?) -> ComposeValue? {
        switch value.content {
        case .list(let elements):
            var result: [ComposeValue]?
            for (index, element) in elements.enumerated() {
                guard let new = changed(element, change) else { continue }
                if result == nil { result = elements }
                result?[index] = new
            }
            return result.map { value.with(.list($0)) }
        case .map(let map):
            var result: ComposeMap?
            for member in map.members {
                guard let new = changed(member.value, change) else { continue }
                if result == nil { result = map }
                result?.set(ComposeMember(key: member.key, kind: member.keyKind, at: member.keyOrigin, new))
            }
            return result.map { value.with(.map($0)) }
        default: return change(value)
        }
    }

    private static func text(_ value: ComposeValue) -> ComposeValue? {
        switch value.content {
        case .null, .string, .list, .map: nil
        case .boolean, .integer, .unsigned, .float: value.with(.string(GoPrinting.text(of: value)))
        }
    }

    private static func number(_ value: ComposeValue) -> ComposeValue? {
        guard let text = value.string, let first = text.utf8.first, first < UInt8(ascii: ":") else { return nil }
        return Int(text).map { value.with(.integer($0)) }
    }
}
