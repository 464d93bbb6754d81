import GoTemplate

/// Functions about the Go types of values.
enum TypeFunctions {
    static let all = [
        LibraryFunction(
            "kindIs", in: .types, "Whether a value is of a Go kind.", takes: [.text("kind"), .any("value")],
            returns: .bool, example: #"{{kindIs "map" (dict)}}"#, gives: "true"
        ) { call, _ throws(FunctionFailure) in .bool(try call.text(0) == kind(call.any(1))) },
        LibraryFunction(
            "kindOf", in: .types, "The Go kind of a value: string, int, float64, bool, slice, map, struct.",
            takes: [.any("value")], returns: .string, notes: ["No value is of the kind invalid."],
            example: "{{kindOf (tuple 1 2)}}", gives: "slice"
        ) { call, _ in .string(kind(call.any(0))) },
        LibraryFunction(
            "typeIs", in: .types, "Whether a value is of a Go type.", takes: [.text("type"), .any("value")],
            returns: .bool, example: #"{{typeIs "int" 1}} {{typeIs "int64" 1}}"#, gives: "true false"
        ) { call, _ throws(FunctionFailure) in .bool(try call.text(0) == type(call.any(1))) },
        LibraryFunction(
            "typeIsLike", in: .types, "Whether a value is of a Go type, or a pointer to one.",
            takes: [.text("type"), .any("value")], returns: .bool,
            example: #"{{typeIsLike "string" "x"}}"#, gives: "true"
        ) { call, _ throws(FunctionFailure) in
            let (wanted, actual) = (try call.text(0), type(call.any(1)))
            return .bool(wanted == actual || [UInt8(ascii: "*")] + wanted == actual)
        },
        LibraryFunction(
            "typeOf", in: .types, "The Go type of a value.", takes: [.any("value")], returns: .string,
            notes: ["No value has the type <nil>."], example: #"{{typeOf (split "," "a")}}"#,
            gives: "map[string]string"
        ) { call, _ in .string(type(call.any(0))) },
    ]

    private static func kind(_ value: Value) -> [UInt8] { Array((value.type?.kind ?? "invalid").utf8) }

    private static func type(_ value: Value) -> [UInt8] { Array(value.typeName.utf8) }
}
