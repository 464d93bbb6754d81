/// What to do about libyaml's complaints: its own words say what it wanted, not what the author should write.
enum SyntaxHelp {
    /// A sentence for a complaint, nil for one that explains itself.
    static func help(for problem: String) -> String? {
        table.first { problem.hasPrefix($0.problem) }?.help
    }

    private static let table: [(problem: String, help: String)] = [
        ("did not find expected key", "keys of one map begin in the same column: look at this line and those above it"),
        (
            "did not find expected '-' indicator",
            "elements of one list begin in the same column: look at this line and those above it"
        ),
        ("did not find expected node content", "a value is missing here, or a text that should be in quotes"),
        ("did not find expected ','", "close the list with ], or put a comma between its elements"),
        (
            "could not find expected ':'",
            "a key is followed by a colon and a space; a text of several lines is indented"
        ),
        (
            "mapping values are not allowed in this context",
            "put quotes around a value with a colon in it; a map begins on a line of its own, indented"
        ),
        ("mapping keys are not allowed in this context", "begin the map on a line of its own, indented"),
        ("block sequence entries are not allowed in this context", "begin the list on a line of its own"),
        (
            "found character that cannot start any token",
            "indent with spaces, not tabs; put quotes around a text that begins with @, % or a backquote"
        ),
        ("found a tab character", "indent with spaces, not tabs"),
        ("found unexpected end of stream", "close the quotation"),
        ("found unknown escape character", "in double quotes \\ begins an escape: write \\\\, or use single quotes"),
        ("found unexpected ':'", "put quotes around a text with a colon in it"),
        ("did not find expected alphabetic or numeric character", "put quotes around a text that begins with & or *"),
        ("did not find expected <document start>", "indent what belongs to the value above, or begin a new key"),
    ]
}
