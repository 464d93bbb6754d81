import GoTemplate

/// The functions that Go's templates have of themselves. The engine runs them; here is what there is to know about them.
enum GoFunctions {
    static let documentation = logic + comparisons + elements + texts

    private static let logic = [
        entry(
            "and", "The first empty argument, or the last one when none is empty.", [value("first"), rest("others")],
            .any, notes: ["Arguments after the first empty one are not evaluated."],
            #"{{and 1 "x"}} {{and 0 "x"}}"#, .prints("x 0")),
        entry(
            "call", "Calls a function that is a value. Templates of catalogs have no such values.",
            [value("function"), rest("arguments")], .any,
            errors: ["a first argument that is no function: non-function of type string"], #"{{call "x"}}"#,
            .stops("non-function of type string")),
        entry("not", "Whether a value is empty.", [value("value")], .bool, #"{{not ""}}"#, .prints("true")),
        entry(
            "or", "The first argument that is not empty, or the last one.", [value("first"), rest("others")], .any,
            notes: ["Arguments after the first one that is not empty are not evaluated."],
            #"{{or "" "x"}}"#, .prints("x")),
    ]

    private static let comparisons = [
        entry(
            "eq", "Whether the first argument equals any of the others.", [value("first"), rest("others")], .bool,
            errors: [incompatible, "one argument only: missing argument for comparison"],
            #"{{eq "b" "a" "b"}}"#, .prints("true")),
        entry(
            "ge", "Whether a value is greater than another or equal.", pair, .bool, errors: [incompatible],
            "{{ge 2 2}}", .prints("true")),
        entry(
            "gt", "Whether a value is greater than another.", pair, .bool, errors: [incompatible], "{{gt 3 2}}",
            .prints("true")),
        entry(
            "le", "Whether a value is less than another or equal.", pair, .bool, errors: [incompatible], "{{le 2 2}}",
            .prints("true")),
        entry(
            "lt", "Whether a value is less than another.", pair, .bool, errors: [incompatible], "{{lt 2 3}}",
            .prints("true")),
        entry(
            "ne", "Whether two values differ.", pair, .bool, errors: [incompatible], #"{{ne "a" "b"}}"#, .prints("true")
        ),
    ]

    private static let elements = [
        entry(
            "index", "An element of a list, a map or a text, by its index or key; further ones go deeper.",
            [value("collection"), rest("keys")], .any,
            notes: ["A key that a map does not have gives no value."],
            errors: ["an index outside of a list: index out of range: 3"],
            #"{{index (dict "a" (tuple 5 6)) "a" 1}}"#, .prints("6")),
        entry(
            "len", "How many elements a list or map has, or bytes a text.", [value("collection")], .int,
            errors: ["anything else: len of type int"], #"{{len "abc"}}"#, .prints("3")),
        entry(
            "slice", "A part of a list or a text, from one index up to another.",
            [value("collection"), rest("indexes")], .any,
            notes: ["Go 1.8, which Rancher 1.6 was built with, does not have it."],
            errors: ["an index outside: index out of range: 9"], #"{{slice "hello" 1 3}}"#, .prints("el")),
    ]

    private static let texts = [
        entry(
            "html", "Values as they print, safe inside HTML.", [printed], .string, #"{{html "<b>&"}}"#,
            .prints("&lt;b&gt;&amp;")
        ),
        entry(
            "js", "Values as they print, safe inside a JavaScript text.", [printed], .string, #"{{js "it's"}}"#,
            .prints(#"it\'s"#)),
        entry(
            "print", "Values as they print, with spaces between two of which neither is a text.", [printed], .string,
            #"{{print 1 2 "x"}}"#, .prints("1 2x")),
        entry(
            "printf", "A text with values put in the places of its verbs, such as %s, %d and %q.",
            [.text("format"), printed], .string, #"{{printf "%s:%05.1f" "a" 2.5}}"#, .prints("a:002.5")),
        entry(
            "println", "Values as they print, with spaces between them and a line feed at the end.", [printed], .string,
            #"{{println "a" 1}}"#, .prints("a 1\n")),
        entry(
            "urlquery", "Values as they print, safe inside a query of a URL.", [printed], .string,
            #"{{urlquery "a b&c"}}"#, .prints("a+b%26c")),
    ]

    private static let incompatible = "values of different kinds: incompatible types for comparison"
    private static let pair = [value("first"), value("second")]
    private static let printed = FunctionDocumentation.Parameter.several("values")

    private static func value(_ name: String) -> FunctionDocumentation.Parameter { .init(name, .reflected) }

    private static func rest(_ name: String) -> FunctionDocumentation.Parameter {
        .init(name: name, type: .reflected, repeats: true, note: "")
    }

    private static func entry(
        _ name: String, _ summary: String, _ parameters: [FunctionDocumentation.Parameter], _ result: GoType,
        notes: [String] = [], errors: [String] = [], _ template: String,
        _ outcome: FunctionDocumentation.Example.Outcome
    ) -> FunctionDocumentation {
        FunctionDocumentation(
            name: name, family: .language, summary: summary, parameters: parameters, result: result, notes: notes,
            errors: errors, example: FunctionDocumentation.Example(template: template, outcome: outcome))
    }
}
