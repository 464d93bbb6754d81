import GoTemplate

/// Functions that make lists, and texts of them.
enum ListFunctions {
    static let all = [
        LibraryFunction(
            "join", in: .lists, "Texts, with a separator between them.",
            takes: [.text("separator"), .init("list", .list(.string), "from splitPreserveQuotes; a tuple is none")],
            returns: .string,
            example: #"{{join "," (splitPreserveQuotes "a b c")}}"#, gives: "a,b,c"
        ) { call, _ throws(FunctionFailure) in .string(try Pieces.joined(try call.texts(1), by: try call.text(0))) },
        LibraryFunction(
            "split", in: .lists, "The pieces of a text between separators, as a map with the keys _0, _1 and so on.",
            takes: [.text("separator", "when empty, every character is a piece"), .text("text")],
            returns: .map(.string), example: #"{{$p := split ":" "80:8080"}}{{$p._1}}"#, gives: "8080"
        ) { call, _ throws(FunctionFailure) in
            .map(numbered(try Pieces.split(try call.text(1), by: try call.text(0))))
        },
        LibraryFunction(
            "tuple", in: .lists, "A list of values.", takes: [.several("values")], returns: .list(.any),
            example: #"{{range tuple "x" "y"}}{{.}};{{end}}"#, gives: "x;y;"
        ) { call, _ in .list(GoList(call.values)) },
        LibraryFunction(
            "until", in: .lists, "The whole numbers from 0 up to a number, without it.",
            takes: [.int("end", "when negative, the numbers go down")], returns: .list(.int),
            example: "{{until 5}}", gives: "[0 1 2 3 4]"
        ) { call, _ throws(FunctionFailure) in
            let end = try call.int(0)
            return .list(try numbers(from: 0, to: end, by: end < 0 ? -1 : 1))
        },
        LibraryFunction(
            "untilStep", in: .lists, "The whole numbers from one up to another, without it, in steps.",
            takes: [.int("start"), .int("end"), .int("step", "away from the end it gives an empty list")],
            returns: .list(.int), example: "{{untilStep 3 10 3}}", gives: "[3 6 9]"
        ) { call, _ throws(FunctionFailure) in
            .list(try numbers(from: try call.int(0), to: try call.int(1), by: try call.int(2)))
        },
    ]

    private static func numbered(_ pieces: [[UInt8]]) -> GoMap {
        let entries = pieces.enumerated().map { (key: Array("_\($0)".utf8), value: Value.string($1)) }
        // A map grows fastest by keys in their order.
        return GoMap(entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }, of: .string)
    }

    private static func numbers(from start: Int, to end: Int, by step: Int) throws(FunctionFailure) -> GoList {
        var elements: [Value] = []
        var number = start
        let ascends = end >= start
        if ascends ? step > 0 : step < 0 {
            while ascends ? number < end : number > end {
                elements.append(.int(number))
                try FunctionLimits.check(elements: elements.count)
                number &+= step
            }
        }
        return GoList(elements, of: .int)
    }
}
