import YAML

/// How Go prints values: the reference puts `fmt.Sprint` of a value into texts and into environments.
enum GoPrinting {
    /// `fmt.Sprint(value)`.
    static func text(of value: ComposeValue) -> String {
        switch value.content {
        case .null: "<nil>"
        case .string(let text): text
        case .list(let elements): "[" + elements.map(text).joined(separator: " ") + "]"
        case .map(let map):
            "map[" + map.sortedMembers.map { "\($0.key):\(text(of: $0.value))" }.joined(separator: " ") + "]"
        case .float(let number) where number.isInfinite: number < 0 ? "-Inf" : "+Inf"
        case .float(let number) where number.isNaN: "NaN"
        case .boolean, .integer, .unsigned, .float: value.content.yamlScalar.reencoded
        }
    }

    /// `fmt.Sprintf("%T", value)`.
    static func typeName(of value: ComposeValue) -> String {
        switch value.content {
        case .null: "<nil>"
        case .boolean: "bool"
        case .integer: "int"
        case .unsigned: "uint64"
        case .float: "float64"
        case .string: "string"
        case .list: "[]interface {}"
        case .map: "map[interface {}]interface {}"
        }
    }

    /// The type of a key that is no text, as a crash of the reference names it.
    static func typeName(of kind: ComposeMember.KeyKind) -> String {
        switch kind {
        case .text: "string"
        case .boolean: "bool"
        case .integer: "int"
        case .float: "float64"
        case .null: "nil"
        case .other: "[]interface {}"
        }
    }
}
