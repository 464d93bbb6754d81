import GoTemplate

/// Functions about upper and lower case. Characters map one to one: `ß` has no upper case.
enum CaseFunctions {
    static let all = [
        LibraryFunction(
            "lower", in: .strings, "A text in lower case.", takes: [.text("text")], returns: .string,
            example: #"{{lower "HELLO"}}"#, gives: "hello"
        ) { call, _ throws(FunctionFailure) in .string(CaseMapping.each(of: try call.text(0), CaseMapping.lower)) },
        LibraryFunction(
            "swapcase", in: .strings, "Upper case for lower case, and lower for upper.", takes: [.text("text")],
            returns: .string, example: #"{{swapcase "This Is A.Test"}}"#, gives: "tHIS iS a.tEST"
        ) { call, _ throws(FunctionFailure) in .string(CaseMapping.swapped(try call.text(0))) },
        LibraryFunction(
            "title", in: .strings, "A text with an upper-case letter at the start of every word.",
            takes: [.text("text")], returns: .string,
            notes: ["A word begins after anything but a letter, digit or underscore, so also after an apostrophe."],
            example: #"{{title "it's a-b c_d"}}"#, gives: "It'S A-B C_d"
        ) { call, _ throws(FunctionFailure) in .string(CaseMapping.titled(try call.text(0))) },
        LibraryFunction(
            "untitle", in: .strings, "A text with a lower-case letter at the start of every word.",
            takes: [.text("text")], returns: .string, notes: ["A word begins after white space."],
            example: #"{{untitle "Hello World"}}"#, gives: "hello world"
        ) { call, _ throws(FunctionFailure) in .string(CaseMapping.untitled(try call.text(0))) },
        LibraryFunction(
            "upper", in: .strings, "A text in upper case.", takes: [.text("text")], returns: .string,
            example: #"{{upper "hello"}}"#, gives: "HELLO"
        ) { call, _ throws(FunctionFailure) in .string(CaseMapping.each(of: try call.text(0), CaseMapping.upper)) },
    ]
}
