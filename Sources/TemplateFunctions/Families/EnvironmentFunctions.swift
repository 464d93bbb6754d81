import GoTemplate

/// Functions of the environment that the caller hands in, which is empty unless it says otherwise.
enum EnvironmentFunctions {
    static let all = [
        LibraryFunction(
            "env", in: .environment, "The value of an environment variable; empty when there is none.",
            takes: [.text("name")], returns: .string, notes: [seen], example: #"[{{env "NO_SUCH_VARIABLE"}}]"#,
            gives: "[]"
        ) { call, surroundings throws(FunctionFailure) in
            .string(surroundings.environment[String(decoding: try call.text(0), as: UTF8.self)] ?? "")
        },
        LibraryFunction(
            "expandenv", in: .environment, "A text with $NAME and ${NAME} replaced by environment variables.",
            takes: [.text("text")], returns: .string, notes: [seen],
            example: #"{{expandenv "[${NO_SUCH_VARIABLE}]"}}"#, gives: "[]"
        ) { call, surroundings throws(FunctionFailure) in
            let environment = surroundings.environment
            return .string(try ShellExpansion.expanded(try call.text(0)) { environment[$0] ?? "" })
        },
    ]

    private static let seen = "Only variables that were handed in are seen, never those of the process."
}
