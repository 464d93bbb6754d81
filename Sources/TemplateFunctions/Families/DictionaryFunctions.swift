import GoTemplate

/// Functions that make and change maps. Changes are seen wherever the map is.
enum DictionaryFunctions {
    static let all = [
        LibraryFunction(
            "dict", in: .dictionaries, "A map of keys and values.",
            takes: [.several("entries", "a key, its value, the next key and so on; keys as they print")],
            returns: .map(.any), notes: ["A last key without a value gets an empty text."],
            example: #"{{$d := dict "a" 1 "b" "x"}}{{$d.b}}"#, gives: "x"
        ) { call, _ throws(FunctionFailure) in .map(try dictionary(call.values)) },
        LibraryFunction(
            "hasKey", in: .dictionaries, "Whether a map has a key, even without a value.",
            takes: [.dictionary("map"), .text("key")], returns: .bool,
            example: #"{{hasKey (dict "a" 1) "a"}}"#, gives: "true"
        ) { call, _ throws(FunctionFailure) in .bool(try call.dictionary(0)?[try call.text(1)] != nil) },
        LibraryFunction(
            "set", in: .dictionaries, "Puts a value into a map, and gives the map.",
            takes: [.dictionary("map"), .text("key"), .any("value")], returns: .map(.any),
            errors: ["nil for a map: assignment to entry in nil map"],
            example: #"{{$d := dict "a" 1}}{{$_ := set $d "a" 2}}{{$d.a}}"#, gives: "2"
        ) { call, _ throws(FunctionFailure) in
            guard let map = try call.dictionary(0) else { throw FunctionFailure("assignment to entry in nil map") }
            map[try call.text(1)] = call.any(2)
            return .map(map)
        },
        LibraryFunction(
            "unset", in: .dictionaries, "Takes a key out of a map, and gives the map.",
            takes: [.dictionary("map"), .text("key")], returns: .map(.any),
            example: #"{{unset (dict "a" 1 "b" 2) "a"}}"#, gives: "map[b:2]"
        ) { call, _ throws(FunctionFailure) in
            guard let map = try call.dictionary(0) else { return .map(GoMap()) }
            map[try call.text(1)] = nil
            return .map(map)
        },
    ]

    private static func dictionary(_ values: [Value]) throws(FunctionFailure) -> GoMap {
        var entries: [(key: [UInt8], value: Value)] = []
        var bytes = 0
        for index in stride(from: 0, to: values.count, by: 2) {
            let key = GoPrinter.text(of: values[index], limit: FunctionLimits.resultBytes)
            bytes += key.count
            try FunctionLimits.check(bytes: bytes)
            entries.append((key, index + 1 < values.count ? values[index + 1] : .string("")))
        }
        return GoMap(entries)
    }
}
