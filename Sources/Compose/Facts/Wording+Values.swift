extension ValueKind {
    /// The kind as a phrase.
    var text: String {
        switch self {
        case .nothing: "empty"
        case .boolean: "a truth value"
        case .number: "a number"
        case .text: "a text"
        case .list: "a list"
        case .map: "a map"
        }
    }
}

extension ComposeMember.KeyKind {
    /// What YAML reads, before its value.
    var phrase: String {
        switch self {
        case .text: "the text"
        case .boolean: "the truth value"
        case .integer, .float: "the number"
        case .null: "the empty value"
        case .other: "a list or map"
        }
    }
}

extension [Schema.JSONType] {
    /// What would do, as a phrase.
    var sentence: String {
        let phrases = map(\.phrase)
        guard let last = phrases.last, phrases.count > 1 else { return phrases.first ?? "something else" }
        return phrases.dropLast().joined(separator: ", ") + " or " + last
    }

    func help(for kind: ValueKind) -> String {
        if contains(.string), kind == .number || kind == .boolean { return "put it in quotes" }
        if contains(.integer) || contains(.boolean), kind == .text { return "remove the quotes" }
        if contains(.array), kind != .list { return "write a list: `- ` before each element" }
        if kind == .nothing { return "remove it, or give it a value" }
        return "write \(sentence)"
    }
}

extension Schema.JSONType {
    fileprivate var phrase: String {
        switch self {
        case .string: "a text"
        case .number: "a number"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .array: "a list"
        case .object: "a map"
        case .null: "nothing"
        }
    }
}

extension Interpolation.Fault {
    func message(in value: String) -> String {
        switch self {
        case .modifier(let name): "`${\(name)…}` has more than a name between its braces"
        case .unclosed: "a `${` has no `}`"
        case .noName: "a `${` is not followed by a name"
        case .lonelyDollar: "a `$` is not followed by a name, `{` or `$`"
        }
    }

    var help: String {
        switch self {
        case .modifier:
            "Rancher 1.6 knows $NAME and ${NAME} only; defaults such as ${NAME:-x} work in docker-compose since file "
                + "format 2.1 and in docker compose; give the question a default instead"
        case .unclosed, .noName, .lonelyDollar: "write `$$` for a `$`"
        }
    }
}

extension ConversionFault {
    func message(of option: String) -> String {
        switch self {
        case .mismatch(let mismatch): "`\(option)` \(mismatch.phrase)"
        case .notText(let value, _): "`\(value)` in `\(option)` is no text"
        case .notAnInteger(let text, outOfRange: true): "\"\(text)\" in `\(option)` is too large"
        case .notAnInteger(let text, outOfRange: false): "\"\(text)\" in `\(option)` is no whole number"
        case .notANumber(let text): "\"\(text)\" in `\(option)` is no number"
        case .notASize(let text): "\"\(text)\" in `\(option)` is no size"
        case .notADuration(let text, _): "\"\(text)\" in `\(option)` is no duration"
        case .notWords(.unclosedQuote): "a quote in `\(option)` is not closed"
        case .notWords(.endsInEscape): "`\(option)` ends in a backslash"
        case .notWords(.character(let value, _)):
            "`\(option)` has the character \"\(Unicode.Scalar(value).map(String.init) ?? "?")\" outside quotes"
        case .unreadable: "`\(option)` cannot be read"
        }
    }

    var help: String {
        switch self {
        case .mismatch, .unreadable: "write the value that the option takes"
        case .notText: "put it in quotes"
        case .notAnInteger, .notANumber: "write digits only"
        case .notASize: "write a number, with `k`, `m` or `g` if need be"
        case .notADuration: "write a number of seconds, or one with units such as `1m30s`"
        case .notWords(.unclosedQuote), .notWords(.endsInEscape): "close it, or write the command as a list"
        case .notWords(.character): "put the word in quotes, or write the command as a list"
        }
    }
}

extension TypeMismatch {
    fileprivate var phrase: String {
        let found = tag == "!!map" ? "is a map" : tag == "!!seq" ? "is a list" : "is \"\(text)\""
        switch typeName {
        case "int", "int64", "yaml.StringorInt", "yaml.MemStringorInt", "yaml.DurationStringorInt":
            return "\(found); it takes a number"
        case "bool": return "\(found); it takes true or false"
        case "string": return "\(found); it takes a text"
        case "[]string", "yaml.Command", "yaml.Stringorslice": return "\(found); it takes a list of texts"
        default: return "\(found), which it does not take"
        }
    }
}
