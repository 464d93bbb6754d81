import Budget
import GoText

extension GoFormatter {
    /// `fmt.Sprint`: a space between two arguments of which neither is a string.
    static func print(_ arguments: [Value], limit: Int, _ meter: inout WorkMeter) -> [UInt8] {
        var formatter = GoFormatter(limit: limit, meter: meter)
        var previousIsString = false
        for (index, argument) in arguments.enumerated() where formatter.goesOn {
            var isString = false
            if case .string = argument { isString = true }
            if index > 0, !isString, !previousIsString { formatter.output.append(UInt8(ascii: " ")) }
            formatter.argument(argument, UInt8(ascii: "v"))
            previousIsString = isString
        }
        meter = formatter.meter
        return formatter.output
    }

    /// `fmt.Sprintln`: a space between any two arguments, and a line end.
    static func printLine(_ arguments: [Value], limit: Int, _ meter: inout WorkMeter) -> [UInt8] {
        var formatter = GoFormatter(limit: limit, meter: meter)
        for (index, argument) in arguments.enumerated() where formatter.goesOn {
            if index > 0 { formatter.output.append(UInt8(ascii: " ")) }
            formatter.argument(argument, UInt8(ascii: "v"))
        }
        meter = formatter.meter
        return formatter.output + [UInt8(ascii: "\n")]
    }

    /// `fmt.Sprintf`.
    static func format(
        _ format: [UInt8], _ arguments: [Value], limit: Int, _ meter: inout WorkMeter
    ) -> [UInt8] {
        var run = FormatRun(format: format, arguments: arguments, GoFormatter(limit: limit, meter: meter))
        defer { meter = run.formatter.meter }
        return run.run()
    }
}

/// One run of `fmt.Sprintf`: where it stands in the format, and in the arguments.
private struct FormatRun {
    let format: [UInt8]
    let arguments: [Value]
    var formatter: GoFormatter
    var position = 0
    var argument = 0
    /// Whether an explicit index (`%[2]d`) was used, and whether it was a good one.
    var isReordered = false
    var isGoodIndex = true
    var followsIndex = false
    /// Whether there may be a `]` ahead: the format is not looked through again for every `[` when there is none.
    private var hasBrackets = true

    init(format: [UInt8], arguments: [Value], _ formatter: GoFormatter) {
        self.formatter = formatter
        self.format = format
        self.arguments = arguments
    }

    mutating func run() -> [UInt8] {
        while position < format.count, formatter.goesOn {
            isGoodIndex = true
            let text = format[position...].prefix { $0 != UInt8(ascii: "%") }
            formatter.output += text
            position += text.count
            guard position < format.count else { break }
            position += 1
            verb()
        }
        if !isReordered, argument < arguments.count { extraArguments() }
        return formatter.output
    }

    private mutating func verb() {
        formatter.flags = .init()
        readFlags()
        followsIndex = false
        readIndex()
        readWidth()
        readPrecision()
        if !followsIndex { readIndex() }
        guard position < format.count else {
            formatter.output += Array("%!(NOVERB)".utf8)
            return
        }
        let (value, width) = Rune.decode(format, at: position)
        let verb = Array(format[position..<position + width])
        position += width
        if value == UInt32(UInt8(ascii: "%")) {
            formatter.output.append(UInt8(ascii: "%"))
        } else if !isGoodIndex {
            complain(verb, "BADINDEX")
        } else if argument >= arguments.count {
            complain(verb, "MISSING")
        } else {
            print(verb)
        }
    }

    private mutating func print(_ verb: [UInt8]) {
        let value = arguments[argument]
        argument += 1
        guard verb.count == 1 else { return formatter.badVerb(verb, value) }
        if verb[0] == UInt8(ascii: "v") {
            if formatter.flags.sharp { (formatter.flags.sharp, formatter.flags.sharpV) = (false, true) }
            if formatter.flags.plus { (formatter.flags.plus, formatter.flags.plusV) = (false, true) }
        }
        formatter.argument(value, verb[0])
    }

    private mutating func complain(_ verb: [UInt8], _ word: String) {
        formatter.output += Array("%!".utf8) + verb + Array("(\(word))".utf8)
    }

    private mutating func extraArguments() {
        formatter.flags = .init()
        formatter.output += Array("%!(EXTRA ".utf8)
        for (index, value) in arguments[argument...].enumerated() where formatter.goesOn {
            if index > 0 { formatter.output += Array(", ".utf8) }
            if value.isNone {
                formatter.output += Array("<nil>".utf8)
            } else {
                formatter.output += Array("\(value.typeName)=".utf8)
                formatter.argument(value, UInt8(ascii: "v"))
            }
        }
        formatter.output.append(UInt8(ascii: ")"))
    }

    // MARK: Parts of a verb

    private mutating func readFlags() {
        while position < format.count {
            switch format[position] {
            case UInt8(ascii: "#"): formatter.flags.sharp = true
            case UInt8(ascii: "0"): formatter.flags.zero = !formatter.flags.minus
            case UInt8(ascii: "+"): formatter.flags.plus = true
            case UInt8(ascii: "-"): (formatter.flags.minus, formatter.flags.zero) = (true, false)
            case UInt8(ascii: " "): formatter.flags.space = true
            default: return
            }
            position += 1
        }
    }

    private mutating func readWidth() {
        if position < format.count, format[position] == UInt8(ascii: "*") {
            position += 1
            guard let width = starValue() else {
                formatter.output += Array("%!(BADWIDTH)".utf8)
                return
            }
            if width < 0 { (formatter.flags.minus, formatter.flags.zero) = (true, false) }
            formatter.flags.width = abs(width)
            followsIndex = false
        } else if let width = number() {
            formatter.flags.width = width
            if followsIndex { isGoodIndex = false }
        }
    }

    private mutating func readPrecision() {
        guard position < format.count, format[position] == UInt8(ascii: ".") else { return }
        position += 1
        if followsIndex { isGoodIndex = false }
        readIndex()
        if position < format.count, format[position] == UInt8(ascii: "*") {
            position += 1
            let precision = starValue()
            formatter.flags.precision = precision.flatMap { $0 < 0 ? nil : $0 }
            if precision == nil || precision.map({ $0 < 0 }) == true {
                if precision == nil { formatter.output += Array("%!(BADPREC)".utf8) }
            }
            followsIndex = false
        } else {
            formatter.flags.precision = number() ?? 0
        }
    }

    /// The integer argument that `*` stands for.
    private mutating func starValue() -> Int? {
        guard argument < arguments.count else { return nil }
        defer { argument += 1 }
        guard case .integer(let value, _) = arguments[argument], value.magnitude <= 1_000_000 else { return nil }
        return Int(value)
    }

    /// A decimal number, nil where there is none or where it is larger than Go takes.
    private mutating func number() -> Int? {
        let digits = format[position...].prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard !digits.isEmpty else { return nil }
        position += digits.count
        guard let number = Int(String(decoding: digits, as: UTF8.self)), number <= 1_000_000 else {
            // Go takes the rest of the format for part of such a number.
            position = format.count
            return nil
        }
        return number
    }

    /// `[3]`: the argument to take next.
    private mutating func readIndex() {
        guard position < format.count, format[position] == UInt8(ascii: "[") else { return }
        isReordered = true
        guard let close = hasBrackets ? format[position...].firstIndex(of: UInt8(ascii: "]")) : nil else {
            hasBrackets = false
            isGoodIndex = false
            position += 1
            return
        }
        let digits = format[position + 1..<close]
        position = close + 1
        guard digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            let index = Int(String(decoding: digits, as: UTF8.self)), index >= 1, index <= arguments.count
        else {
            isGoodIndex = false
            followsIndex = true
            return
        }
        argument = index - 1
        followsIndex = true
    }
}
