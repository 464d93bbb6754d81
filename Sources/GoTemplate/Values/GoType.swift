/// The Go types that a template can meet: what functions ask for, and what error texts and `printf "%T"` name.
public indirect enum GoType: Sendable, Hashable {
    /// `interface {}`: anything, also nothing.
    case any
    /// `reflect.Value`, what Go's own functions such as `len` and `eq` take: anything, as it is.
    case reflected
    case bool
    case string
    case integer(IntegerType)
    case float64
    case complex128
    /// A slice of elements of one type.
    case list(GoType)
    /// A map from strings to values of one type.
    case map(GoType)
    /// A struct, by its package and name: `time.Time`.
    case structure(String)

    /// The commonest integer types by their names.
    public static let int = GoType.integer(.int)
    /// `int64`.
    public static let int64 = GoType.integer(.int64)

    /// The name as Go prints it: `map[string]interface {}`.
    public var name: String {
        switch self {
        case .any: "interface {}"
        case .reflected: "reflect.Value"
        case .bool: "bool"
        case .string: "string"
        case .integer(let type): type.rawValue
        case .float64: "float64"
        case .complex128: "complex128"
        case .list(let element): "[]\(element.name)"
        case .map(let element): "map[string]\(element.name)"
        case .structure(let name): name
        }
    }

    /// The name of the type's kind, as `reflect.Kind` prints it: `slice`, `map`, `struct`.
    public var kind: String {
        switch self {
        case .any: "interface"
        case .reflected, .structure: "struct"
        case .list: "slice"
        case .map: "map"
        default: name
        }
    }

    /// Whether an untyped `nil` can stand for a value of this type.
    var admitsNil: Bool {
        switch self {
        case .any, .reflected, .list, .map: true
        default: false
        }
    }
}

/// Go's integer types.
public enum IntegerType: String, Sendable, Hashable {
    case int, int8, int16, int32, int64
    case uint, uint8, uint16, uint32, uint64

    /// Whether the type has no negative values.
    public var isUnsigned: Bool {
        switch self {
        case .uint, .uint8, .uint16, .uint32, .uint64: true
        default: false
        }
    }
}
