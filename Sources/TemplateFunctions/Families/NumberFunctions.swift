import GoTemplate
import GoText

/// Arithmetic of whole numbers, and conversions to numbers.
enum NumberFunctions {
    static let all = conversions + sums + quotients + extremes

    private static let anyNumber =
        "Texts count as the number they spell, true as 1, fractions are dropped, anything else is 0."

    private static let conversions = [
        LibraryFunction(
            "atoi", in: .numbers, "The whole number that a text spells.", takes: [.text("text")], returns: .int,
            notes: ["0 for anything else; the nearest possible number for one too large."],
            example: #"{{atoi "42"}}"#, gives: "42"
        ) { call, _ throws(FunctionFailure) in .integer(Conversion.atoi(try call.text(0)), .int) },
        LibraryFunction(
            "float64", in: .numbers, "A value as a number with a fraction.", takes: [.any("value")], returns: .float64,
            notes: ["Texts count as the number they spell, true as 1, anything else is 0."],
            example: #"{{float64 "3.75"}}"#, gives: "3.75"
        ) { call, _ in .float(Conversion.float(call.any(0))) },
        LibraryFunction(
            "int", in: .numbers, "A value as a whole number of type int.", takes: [.any("value")], returns: .int,
            notes: [anyNumber], example: #"{{int 3.9}} {{int "42"}} {{int "3.9"}}"#, gives: "3 42 0"
        ) { call, _ in .integer(Conversion.integer(call.any(0)), .int) },
        LibraryFunction(
            "int64", in: .numbers, "A value as a whole number of type int64.", takes: [.any("value")], returns: .int64,
            notes: [anyNumber], example: #"{{int64 "42"}} {{int64 true}}"#, gives: "42 1"
        ) { call, _ in .integer(Conversion.integer(call.any(0)), .int64) },
    ]

    private static let sums = [
        LibraryFunction(
            "add", in: .numbers, "The sum of whole numbers.", takes: [.several("numbers")], returns: .int64,
            notes: [anyNumber], example: #"{{add 1 "2" 3.9}}"#, gives: "6"
        ) { call, _ in .integer(call.rest(from: 0).reduce(0) { $0 &+ Conversion.integer($1) }, .int64) },
        LibraryFunction(
            "add1", in: .numbers, "A whole number and 1.", takes: [.any("number")], returns: .int64,
            notes: [anyNumber], example: "{{add1 1}}", gives: "2"
        ) { call, _ in .integer(Conversion.integer(call.any(0)) &+ 1, .int64) },
        LibraryFunction(
            "mul", in: .numbers, "The product of whole numbers.", takes: [.any("number"), .several("numbers")],
            returns: .int64, notes: [anyNumber], example: "{{mul 2 3 4}}", gives: "24"
        ) { call, _ in .integer(call.rest(from: 0).reduce(1) { $0 &* Conversion.integer($1) }, .int64) },
        LibraryFunction(
            "sub", in: .numbers, "A whole number less another.", takes: [.any("number"), .any("less")],
            returns: .int64, notes: [anyNumber], example: "{{sub 5 3}}", gives: "2"
        ) { call, _ in .integer(Conversion.integer(call.any(0)) &- Conversion.integer(call.any(1)), .int64) },
    ]

    private static let quotients = [
        LibraryFunction(
            "div", in: .numbers, "A whole number divided by another, without the remainder.",
            takes: [.any("number"), .any("divisor")], returns: .int64, notes: [anyNumber],
            errors: ["a divisor of 0: runtime error: integer divide by zero"], example: "{{div 10 3}}", gives: "3"
        ) { call, _ throws(FunctionFailure) in
            let divisor = try divisor(call.any(1))
            return .integer(Conversion.integer(call.any(0)).dividedReportingOverflow(by: divisor).partialValue, .int64)
        },
        LibraryFunction(
            "mod", in: .numbers, "The remainder of a division; it has the sign of the number.",
            takes: [.any("number"), .any("divisor")], returns: .int64, notes: [anyNumber],
            errors: ["a divisor of 0: runtime error: integer divide by zero"], example: "{{mod 10 3}}", gives: "1"
        ) { call, _ throws(FunctionFailure) in
            let divisor = try divisor(call.any(1))
            let number = Conversion.integer(call.any(0))
            return .integer(number.remainderReportingOverflow(dividingBy: divisor).partialValue, .int64)
        },
    ]

    private static func divisor(_ value: Value) throws(FunctionFailure) -> Int64 {
        let divisor = Conversion.integer(value)
        if divisor == 0 { throw FunctionFailure("runtime error: integer divide by zero") }
        return divisor
    }

    private static let extremes = [
        LibraryFunction(
            "biggest", in: .numbers, "The older name of max.", takes: [.any("number"), .several("numbers")],
            returns: .int64, notes: [anyNumber], example: "{{biggest 1 3 2}}", gives: "3"
        ) { call, _ in .integer(call.rest(from: 0).lazy.map(Conversion.integer).max() ?? 0, .int64) },
        LibraryFunction(
            "max", in: .numbers, "The largest of whole numbers.", takes: [.any("number"), .several("numbers")],
            returns: .int64, notes: [anyNumber], example: "{{max 1 3 2}}", gives: "3"
        ) { call, _ in .integer(call.rest(from: 0).lazy.map(Conversion.integer).max() ?? 0, .int64) },
        LibraryFunction(
            "min", in: .numbers, "The smallest of whole numbers.", takes: [.any("number"), .several("numbers")],
            returns: .int64, notes: [anyNumber], example: "{{min 3 1 2}}", gives: "1"
        ) { call, _ in .integer(call.rest(from: 0).lazy.map(Conversion.integer).min() ?? 0, .int64) },
    ]
}
