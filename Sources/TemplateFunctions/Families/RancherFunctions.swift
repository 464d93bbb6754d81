import GoTemplate

/// What Rancher added to Sprig.
enum RancherFunctions {
    static let all = [
        LibraryFunction(
            "splitPreserveQuotes", in: .rancher,
            "The words of a command line: a text split at white space outside of quotation marks, which stay.",
            takes: [.text("text")], returns: .list(.string),
            notes: [
                "Every white space ends a word, so two in a row give an empty one.",
                "What follows the last white space is lost when the text ends in a character beyond ASCII.",
            ],
            example: #"{{range splitPreserveQuotes "run --name \"my app\""}}[{{.}}]{{end}}"#,
            gives: #"[run][--name]["my app"]"#
        ) { call, _ throws(FunctionFailure) in
            .list(GoList(try QuotedWords.split(try call.text(0)).map { .string($0) }, of: .string))
        }
    ]
}
