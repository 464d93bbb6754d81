/// What a value of a service may be: the part of JSON Schema that the compose schemas use.
final class Schema: Sendable {
    /// JSON's types, by their names in schemas and texts.
    enum JSONType: String, Sendable {
        case string, number, integer, boolean, array, object, null
    }

    /// The patterns that names must match.
    enum Pattern: String, Sendable {
        /// Names of services and networks.
        case name = "^[a-zA-Z0-9._-]+$"
        /// Names of limits.
        case lowercase = "^[a-z]+$"
        /// Anything but nothing.
        case anything = ".+"

        func matches(_ text: String) -> Bool {
            guard !text.isEmpty else { return false }
            switch self {
            case .anything: return true
            case .lowercase: return text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            case .name: return text.utf8.allSatisfy(\.isNameByte)
            }
        }
    }

    /// The forms that texts of a list must have.
    enum Format: String, Sendable {
        case ports, expose
    }

    /// The types, in the order they are written; empty when any will do.
    let types: [JSONType]
    /// Exactly one of these must hold.
    let oneOf: [Schema]
    /// Members by their names.
    let properties: [String: Schema]
    /// What members with such a name are.
    let pattern: (name: Pattern, schema: Schema)?
    /// Whether members that are neither in ``properties`` nor match ``pattern`` are allowed.
    let isOpen: Bool
    /// Members that must be there.
    let required: [String]
    /// Members that need another.
    let dependencies: [(of: String, on: String)]
    /// What the elements are.
    let items: Schema?
    /// Whether no element may stand twice.
    let isUnique: Bool
    /// The form of a text.
    let format: Format?
    /// The range of a number.
    let range: ClosedRange<Int>?

    init(
        _ types: JSONType..., oneOf: [Schema] = [], properties: [String: Schema] = [:],
        pattern: (name: Pattern, schema: Schema)? = nil, isOpen: Bool = true, required: [String] = [],
        dependencies: [(of: String, on: String)] = [], items: Schema? = nil, isUnique: Bool = false,
        format: Format? = nil, range: ClosedRange<Int>? = nil
    ) {
        (self.types, self.oneOf, self.properties, self.pattern) = (types, oneOf, properties, pattern)
        (self.isOpen, self.required, self.dependencies) = (isOpen, required, dependencies)
        (self.items, self.isUnique, self.format, self.range) = (items, isUnique, format, range)
    }
}

extension UInt8 {
    /// Whether the byte may stand in a service's name.
    var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
