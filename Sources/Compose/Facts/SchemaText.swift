/// The reference's texts of schema errors. It goes through the validator's list in order, takes the error after one to
/// explain it, and names a service and a key by splitting joined paths at dots.
struct SchemaText {
    private let errors: [SchemaError]
    private let service: String
    private let version: ComposeDocument.Version
    private var lines: [String] = []
    private let room: Int
    private var size = 0

    static func text(of services: [[SchemaError]], _ version: ComposeDocument.Version) -> String {
        var lines: [String] = []
        var size = 0
        for errors in services where size < sizeLimit {
            var text = SchemaText(errors, version, room: sizeLimit - size)
            text.write()
            lines += text.lines
            size += text.size
        }
        return lines.joined(separator: "\n")
    }

    /// The bytes after which no further line is begun: a line may quote a whole list, for each element.
    private static let sizeLimit = 1 << 18

    private init(_ errors: [SchemaError], _ version: ComposeDocument.Version, room: Int) {
        self.room = room
        self.errors = errors
        service = errors.first?.path.first ?? ""
        self.version = version
    }

    private mutating func write() {
        var index = 0
        while index < errors.count, size < room {
            let error = errors[index]
            index += 1
            switch error.kind {
            case .unknownMember(let name): add(unsupported(name, error, next: index))
            case .noAlternative:
                let explanation = index < errors.count ? explain(errors[index], of: error) : ""
                add("\(start(of: error)) '\(key(of: error))' \(explanation)")
                index += 1
            default: add(line(error))
            }
        }
    }

    private mutating func add(_ line: String) {
        lines.append(line)
        size += line.utf8.count
    }

    private func line(_ error: SchemaError) -> String {
        switch error.kind {
        case .wrongType(let types):
            "\(start(of: error)) '\(key(of: error))' contains an invalid type, it should be \(Self.list(types))."
        case .missing(let name):
            "Service '\(Self.first(name))' option '\(Self.last(name))' is invalid, \(name) is required"
        case .missingDependency(let name):
            "Invalid configuration for '\(Self.first(field(error)))' service: dependency '\(name)' is not satisfied"
        case .notUnique:
            "\(start(of: error)) '\(key(of: error))' value \(GoPrinting.text(of: error.value)) has non-unique elements"
        case .format(let format):
            "\(start(of: error)) \(key(of: error)) value Does not match format '\(format.rawValue)'"
        case .outOfRange(let range, isAbove: true):
            "\(start(of: error)) \(key(of: error)) value Must be less than or equal to \(range.upperBound)"
        case .outOfRange(let range, isAbove: false):
            "\(start(of: error)) \(key(of: error)) value Must be greater than or equal to \(range.lowerBound)"
        case .memberOfPattern(let name, let pattern):
            "Service '\(Self.first(name))' configuration key \(Self.last(name)) value "
                + "Property \"\(name)\" does not match pattern \"\(pattern.rawValue)\""
        case .unknownMember(let name):
            "Invalid service name '\(name)' - only [a-zA-Z0-9\\._\\-] characters are allowed"
        case .noAlternative: ""
        }
    }

    /// The service is named by the error that follows those of the same place.
    private func unsupported(_ name: String, _ error: SchemaError, next: Int) -> String {
        if error.path.isEmpty { return line(error) }
        let following = errors[next...].first { !$0.isUnknownMember(at: error.path) }
        var message =
            "Unsupported config option for \(Self.first(following.map(field) ?? service)) service: '\(Self.last(name))'"
        if let hint = OptionHints.reference[Self.last(name)] { message += " (did you mean '\(hint)'?)" }
        return message
    }

    private func explain(_ next: SchemaError, of error: SchemaError) -> String {
        switch next.kind {
        case .unknownMember(let name): return "contains unsupported option: '\(name)'"
        case .wrongType(let types):
            guard let last = next.path.last, Int(last) != nil else {
                return "contains an invalid type, it should be \(Self.list(alternatives(of: error)))"
            }
            return
                "contains \(GoPrinting.text(of: next.value)), which is an invalid type, it should be \(Self.raw(types))"
        case .notUnique:
            return "contains non unique items, please remove duplicates from \(GoPrinting.text(of: next.value))"
        default: return ""
        }
    }

    private func alternatives(of error: SchemaError) -> [Schema.JSONType] {
        let types = ServiceOptions.alternatives(of: error.path.last ?? "", version)
        guard types.isEmpty, error.path.count > 1 else { return types }
        return ServiceOptions.innerAlternatives(of: error.path[error.path.count - 2], version)
    }

    private func start(of error: SchemaError) -> String { "Service '\(Self.first(field(error)))' configuration key" }

    private func key(of error: SchemaError) -> String { Self.last(field(error)) }

    /// What the validator calls the field of an error: the member it is about, or the joined path.
    private func field(_ error: SchemaError) -> String {
        switch error.kind {
        case .unknownMember(let name), .missing(let name), .memberOfPattern(let name, _): name
        default: error.path.joined(separator: ".")
        }
    }

    private static func first(_ field: String) -> String { String(field.prefix { $0 != "." }) }

    private static func last(_ field: String) -> String {
        field.lastIndex(of: ".").map { String(field[field.index(after: $0)...]) } ?? field
    }

    private static func list(_ types: [Schema.JSONType]) -> String {
        article(types.map(\.rawValue).joined(separator: " or "))
    }

    private static func raw(_ types: [Schema.JSONType]) -> String {
        types.count == 1 ? list(types) : article("[" + types.map(\.rawValue).joined(separator: ",") + "]")
    }

    private static func article(_ text: String) -> String {
        guard let first = text.first else { return "" }
        return ("aeiou".contains(first) ? "an " : "a ") + text
    }
}

extension SchemaError {
    fileprivate func isUnknownMember(at path: [String]) -> Bool {
        if case .unknownMember = kind { self.path == path } else { false }
    }
}
