import GoTemplate
import GoText

/// Functions of texts, without those about case.
enum StringFunctions {
    static let all = cutting + trimming + joining + searching + quoting

    private static let cutting = [
        LibraryFunction(
            "abbrev", in: .strings, "Cuts a text to a width, ending it with an ellipsis.",
            takes: [.int("width", "in bytes; below 4 the text stays as it is"), .text("text")], returns: .string,
            example: #"{{abbrev 8 "hello world"}}"#, gives: "hello..."
        ) { call, _ throws(FunctionFailure) in
            .string(Cutting.abbreviated(try call.text(1), width: try call.int(0)))
        },
        LibraryFunction(
            "abbrevboth", in: .strings, "Cuts a text to a width around a place, with an ellipsis at each cut.",
            takes: [
                .int("offset", "a byte that must stay; up to 4 only the end is cut"),
                .int("width", "in bytes; below 4, with an offset below 7, the text stays as it is"), .text("text"),
            ], returns: .string,
            example: #"{{abbrevboth 5 10 "1234 5678 9123"}}"#, gives: "...5678..."
        ) { call, _ throws(FunctionFailure) in
            .string(Cutting.abbreviated(try call.text(2), offset: try call.int(0), width: try call.int(1)))
        },
        LibraryFunction(
            "substr", in: .strings, "A part of a text, counted in bytes.",
            takes: [
                .int("start", "the first byte, from 0; negative for the text's start"),
                .int("end", "the byte after the last; negative for the text's end"), .text("text"),
            ], returns: .string, notes: ["A cut may go through a character beyond ASCII."],
            errors: ["a place outside of the text: runtime error: slice bounds out of range [:99] with length 5"],
            example: #"{{substr 6 11 "hello world"}}"#, gives: "world"
        ) { call, _ throws(FunctionFailure) in
            .string(try Cutting.part(try call.text(2), from: try call.int(0), to: try call.int(1)))
        },
        LibraryFunction(
            "trunc", in: .strings, "The first bytes of a text.",
            takes: [.int("length", "in bytes; the whole text when it is longer"), .text("text")], returns: .string,
            notes: ["A cut may go through a character beyond ASCII."],
            errors: ["a negative length: runtime error: slice bounds out of range [:-1]"],
            example: #"{{trunc 5 "hello world"}}"#, gives: "hello"
        ) { call, _ throws(FunctionFailure) in
            let text = try call.text(1)
            return .string(try Cutting.slice(text, 0, min(try call.int(0), text.count)))
        },
        LibraryFunction(
            "wrap", in: .strings, "Breaks a text into lines at its spaces; longer words stay whole.",
            takes: [.int("width", "of a line, in bytes; below 1 counts as 1"), .text("text")], returns: .string,
            example: #"{{wrap 9 "The quick brown fox"}}"#, gives: "The quick\nbrown fox"
        ) { call, _ throws(FunctionFailure) in
            .string(try Wrapping.wrapped(try call.text(1), width: try call.int(0)))
        },
        LibraryFunction(
            "wrapWith", in: .strings, "Breaks a text at its spaces with a separator; longer words are cut.",
            takes: [
                .int("width", "of a line, in bytes; below 1 counts as 1"),
                .text("separator", "a line feed when empty"), .text("text"),
            ], returns: .string,
            example: #"{{wrapWith 5 "<br>" "hello world again"}}"#, gives: "hello<br>world<br>again"
        ) { call, _ throws(FunctionFailure) in
            .string(
                try Wrapping.wrapped(
                    try call.text(2), width: try call.int(0), newline: try call.text(1), breakingWords: true))
        },
    ]

    private static let trimming = [
        LibraryFunction(
            "initials", in: .strings, "The first letter of every word.", takes: [.text("text")], returns: .string,
            notes: ["Words begin after white space. A letter beyond ASCII gives its first byte, read as Latin-1."],
            example: #"{{initials "Matt Butcher"}}"#, gives: "MB"
        ) { call, _ throws(FunctionFailure) in .string(Trimming.initials(try call.text(0))) },
        LibraryFunction(
            "nospace", in: .strings, "A text without its white space.", takes: [.text("text")], returns: .string,
            notes: ["Works on bytes read as Latin-1: where white space is removed, characters beyond ASCII break."],
            example: #"{{nospace "h e l l o"}}"#, gives: "hello"
        ) { call, _ throws(FunctionFailure) in .string(Trimming.withoutWhiteSpace(try call.text(0))) },
        LibraryFunction(
            "trim", in: .strings, "A text without the white space at its ends.", takes: [.text("text")],
            returns: .string, example: #"[{{trim "  a b "}}]"#, gives: "[a b]"
        ) { call, _ throws(FunctionFailure) in .string(Trimming.trimmed(try call.text(0), Rune.isSpace)) },
        LibraryFunction(
            "trimAll", in: .strings, "A text without certain characters at its ends.",
            takes: [.text("characters", "to take off, in any order"), .text("text")], returns: .string,
            example: #"{{trimAll "$" "$5.00$"}}"#, gives: "5.00"
        ) { call, _ throws(FunctionFailure) in .string(Trimming.trimmed(try call.text(1), of: try call.text(0))) },
        LibraryFunction(
            "trimall", in: .strings, "The older name of trimAll.",
            takes: [.text("characters", "to take off, in any order"), .text("text")], returns: .string,
            example: #"{{trimall "$" "$5.00$"}}"#, gives: "5.00"
        ) { call, _ throws(FunctionFailure) in .string(Trimming.trimmed(try call.text(1), of: try call.text(0))) },
        LibraryFunction(
            "trimPrefix", in: .strings, "A text without a beginning, where it has it; once.",
            takes: [.text("prefix"), .text("text")], returns: .string,
            example: #"{{trimPrefix "v" "v1.2.3"}}"#, gives: "1.2.3"
        ) { call, _ throws(FunctionFailure) in
            let (prefix, text) = (try call.text(0), try call.text(1))
            return .string(text.starts(with: prefix) ? Array(text.dropFirst(prefix.count)) : text)
        },
        LibraryFunction(
            "trimSuffix", in: .strings, "A text without an end, where it has it; once.",
            takes: [.text("suffix"), .text("text")], returns: .string,
            example: #"{{trimSuffix "-" "ends-with-"}}"#, gives: "ends-with"
        ) { call, _ throws(FunctionFailure) in
            let (suffix, text) = (try call.text(0), try call.text(1))
            return .string(text.suffix(suffix.count) == suffix[...] ? Array(text.dropLast(suffix.count)) : text)
        },
    ]

    private static let joining = [
        LibraryFunction(
            "cat", in: .strings, "Values as they print, with spaces between them.", takes: [.several("values")],
            returns: .string, example: #"{{cat "a" 1 true}}"#, gives: "a 1 true"
        ) { call, _ throws(FunctionFailure) in
            .string(try Pieces.joined(try call.printed { $0 }, by: [UInt8(ascii: " ")]))
        },
        LibraryFunction(
            "hello", in: .strings, "A greeting, to see that functions work.", returns: .string,
            example: "{{hello}}", gives: "Hello!"
        ) { _, _ in .string("Hello!") },
        LibraryFunction(
            "indent", in: .strings, "Spaces before every line of a text.",
            takes: [.int("count", "of spaces"), .text("text")], returns: .string,
            notes: ["The place after a last line feed is a line too, and gets its spaces."],
            errors: ["a negative count: strings: negative Repeat count"],
            example: #"{{indent 2 "a\nb"}}"#, gives: "  a\n  b"
        ) { call, _ throws(FunctionFailure) in .string(try Pieces.indented(try call.text(1), by: try call.int(0))) },
        LibraryFunction(
            "repeat", in: .strings, "A text, written several times.", takes: [.int("count"), .text("text")],
            returns: .string, errors: ["a negative count: strings: negative Repeat count"],
            example: #"{{repeat 3 "ab"}}"#, gives: "ababab"
        ) { call, _ throws(FunctionFailure) in .string(try Pieces.repeated(try call.text(1), try call.int(0))) },
        LibraryFunction(
            "replace", in: .strings, "A text with another put in all places of a part.",
            takes: [.text("old", "when empty, every place between characters"), .text("new"), .text("text")],
            returns: .string, example: #"{{replace "_" "-" "my_stack_1"}}"#, gives: "my-stack-1"
        ) { call, _ throws(FunctionFailure) in
            .string(try Pieces.replaced(try call.text(2), try call.text(0), with: try call.text(1)))
        },
    ]

    private static let searching = [
        LibraryFunction(
            "contains", in: .strings, "Whether a text has a part.", takes: [.text("part"), .text("text")],
            returns: .bool, example: #"{{contains "cat" "concatenate"}}"#, gives: "true"
        ) { call, _ throws(FunctionFailure) in
            .bool(ByteSearch(try call.text(0)).firstIndex(in: try call.text(1)) != nil)
        },
        LibraryFunction(
            "hasPrefix", in: .strings, "Whether a text begins with another.", takes: [.text("prefix"), .text("text")],
            returns: .bool, example: #"{{hasPrefix "he" "hello"}}"#, gives: "true"
        ) { call, _ throws(FunctionFailure) in .bool(try call.text(1).starts(with: try call.text(0))) },
        LibraryFunction(
            "hasSuffix", in: .strings, "Whether a text ends with another.", takes: [.text("suffix"), .text("text")],
            returns: .bool, example: #"{{hasSuffix "lo" "hello"}}"#, gives: "true"
        ) { call, _ throws(FunctionFailure) in
            let suffix = try call.text(0)
            return .bool(try call.text(1).suffix(suffix.count) == suffix[...])
        },
        LibraryFunction(
            "plural", in: .strings, "One text for 1, another for every other number.",
            takes: [.text("one"), .text("many"), .int("count")], returns: .string,
            example: #"{{plural "host" "hosts" 3}}"#, gives: "hosts"
        ) { call, _ throws(FunctionFailure) in .string(try call.int(2) == 1 ? try call.text(0) : try call.text(1)) },
    ]

    private static let quoting = [
        LibraryFunction(
            "quote", in: .strings, "Values as they print, each in double quotes with Go's escapes.",
            takes: [.several("values")], returns: .string, notes: ["No value gives \"<nil>\"."],
            example: #"{{quote "say \"hi\"" 1}}"#, gives: #""say \"hi\"" "1""#
        ) { call, _ throws(FunctionFailure) in
            .string(try Pieces.joined(try call.printed(GoQuote.quote), by: [UInt8(ascii: " ")]))
        },
        LibraryFunction(
            "squote", in: .strings, "Values as they print, each in single quotes without escapes.",
            takes: [.several("values")], returns: .string, notes: ["No value gives '<nil>'."],
            example: #"{{squote "a" 1}}"#, gives: "'a' '1'"
        ) { call, _ throws(FunctionFailure) in
            let mark = [UInt8(ascii: "'")]
            return .string(try Pieces.joined(try call.printed { mark + $0 + mark }, by: [UInt8(ascii: " ")]))
        },
    ]
}
