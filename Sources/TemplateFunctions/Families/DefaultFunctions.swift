import GoTemplate

/// Functions about empty values.
enum DefaultFunctions {
    static let all = [
        LibraryFunction(
            "default", in: .defaults, "A value, or another one when it is empty.",
            takes: [.any("default"), .several("value", "the value; more than one is not looked at")], returns: .any,
            notes: ["Empty are no value, false, 0, and texts, lists and maps with nothing in them."],
            example: #"{{default "nginx" ""}} {{default "nginx" "haproxy"}}"#, gives: "nginx haproxy"
        ) { call, _ in call.any(1).isTrue ? call.any(1) : call.any(0) },
        LibraryFunction(
            "empty", in: .defaults,
            "Whether a value is empty: none, false, 0, or a text, list or map with nothing in it.",
            takes: [.any("value")], returns: .bool, example: #"{{empty ""}} {{empty "x"}}"#, gives: "true false"
        ) { call, _ in .bool(!call.any(0).isTrue) },
    ]
}
