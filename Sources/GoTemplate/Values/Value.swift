/// A value of a running template, as Go's would be: what the data holds, what literals and functions give.
///
/// Texts are bytes: a Go string may be cut inside a character. Maps are shared when they are copied, as in Go, so a
/// value is not `Sendable`; every run gets its own.
public enum Value {
    /// No value at all: a missing key, or nil. Prints as `<no value>` by itself and as `<nil>` inside another value.
    case none
    case bool(Bool)
    /// An integer of one of Go's types. Unsigned 64-bit values keep their bit pattern.
    case integer(Int64, IntegerType)
    case float(Double)
    indirect case complex(real: Double, imaginary: Double)
    case string([UInt8])
    case list(GoList)
    case map(GoMap)
    case structure(GoStructure)

    /// A Go `int`.
    public static func int(_ value: Int) -> Value { .integer(Int64(value), .int) }

    /// A Go `string`.
    public static func string(_ text: String) -> Value { .string(Array(text.utf8)) }

    /// The Go type, nil for no value.
    public var type: GoType? {
        switch self {
        case .none: nil
        case .bool: .bool
        case .integer(_, let type): .integer(type)
        case .float: .float64
        case .complex: .complex128
        case .string: .string
        case .list(let list): .list(list.element)
        case .map(let map): .map(map.element)
        case .structure(let structure): .structure(structure.typeName)
        }
    }

    /// The name of the Go type as `%T` prints it: `<nil>` for no value.
    public var typeName: String { type?.name ?? "<nil>" }

    /// Whether `if` takes the first branch: not zero, not empty, not missing. A struct is always true.
    public var isTrue: Bool {
        switch self {
        case .none: false
        case .bool(let value): value
        case .integer(let value, _): value != 0
        case .float(let value): value != 0
        case .complex(let real, let imaginary): real != 0 || imaginary != 0
        case .string(let bytes): !bytes.isEmpty
        case .list(let list): !list.elements.isEmpty
        case .map(let map): !map.isEmpty
        case .structure: true
        }
    }

    /// Whether there is no value.
    public var isNone: Bool {
        if case .none = self { true } else { false }
    }
}
