import Budget
import GoText

/// Prints values as Go's `fmt` package does.
struct GoFormatter {
    /// The flags, width and precision of a verb.
    struct Flags {
        var plus = false
        var minus = false
        var sharp = false
        var space = false
        var zero = false
        /// `%+v` and `%#v`.
        var plusV = false
        var sharpV = false
        var width: Int?
        var precision: Int?
    }

    /// Printing stops behind so many bytes: values that share their parts can be far larger printed than kept.
    static let byteLimit = 16 << 20
    /// Printing stops so many values deep: a map can hold itself.
    static let depthLimit = 500

    var output: [UInt8]
    var flags = Flags()
    /// Whether printing may go on. What is printed is counted by whoever takes the output.
    private(set) var meter: WorkMeter
    private let limit: Int

    /// A formatter that stops behind `limit` bytes, or when the meter does.
    init(limit: Int = byteLimit, meter: WorkMeter = WorkMeter()) {
        output = []
        self.limit = limit
        self.meter = meter
    }

    /// Whether there is room and time for more.
    var goesOn: Bool { mutating get { output.count <= limit && meter.goesOn() } }

    /// Counts what is worked on and not printed.
    mutating func count(_ bytes: Int) { _ = meter.goesOn(after: bytes) }

    // MARK: Values

    /// An argument under a verb, as `fmt.pp.printArg` prints it.
    mutating func argument(_ value: Value, _ verb: UInt8) {
        if value.isNone {
            if verb == UInt8(ascii: "T") || verb == UInt8(ascii: "v") { return pad("<nil>") }
            return badVerb(verb, value)
        }
        if verb == UInt8(ascii: "T") { return string(Array(value.typeName.utf8), UInt8(ascii: "s")) }
        print(value, verb, depth: 0)
    }

    private mutating func print(_ value: Value, _ verb: UInt8, depth: Int) {
        guard depth < Self.depthLimit, goesOn else { return }
        switch value {
        case .none:
            if flags.sharpV { output += Array("interface {}(nil)".utf8) } else { output += Array("<nil>".utf8) }
        case .bool(let truth):
            if verb == UInt8(ascii: "t") || verb == UInt8(ascii: "v") {
                pad(truth ? "true" : "false")
            } else {
                badVerb(verb, value)
            }
        case .integer(let number, let type): integer(number, type, verb, value)
        case .float(let number): float(number, verb, value)
        case .complex(let real, let imaginary): complex(real, imaginary, verb, value)
        case .string(let bytes): string(bytes, verb, value)
        case .list(let list): print(list, verb, depth: depth)
        case .map(let map): print(map, verb, depth: depth)
        case .structure(let structure): print(structure, verb, depth: depth)
        }
    }

    private mutating func print(_ list: GoList, _ verb: UInt8, depth: Int) {
        if verb == UInt8(ascii: "T") { return }
        output += Array((flags.sharpV ? "\(GoType.list(list.element).name){" : "[").utf8)
        for (index, element) in list.elements.enumerated() {
            if index > 0 { output += Array((flags.sharpV ? ", " : " ").utf8) }
            print(element, verb, depth: depth + 1)
        }
        output.append(UInt8(ascii: flags.sharpV ? "}" : "]"))
    }

    private mutating func print(_ map: GoMap, _ verb: UInt8, depth: Int) {
        output += Array((flags.sharpV ? "\(GoType.map(map.element).name){" : "map[").utf8)
        for (index, key) in map.keys.enumerated() {
            if index > 0 { output += Array((flags.sharpV ? ", " : " ").utf8) }
            print(.string(key), verb, depth: depth + 1)
            output.append(UInt8(ascii: ":"))
            print(map.values[index], verb, depth: depth + 1)
        }
        output.append(UInt8(ascii: flags.sharpV ? "}" : "]"))
    }

    private mutating func print(_ structure: GoStructure, _ verb: UInt8, depth: Int) {
        if let text = structure.text, !flags.sharpV, Self.textVerbs.contains(verb) { return string(text, verb) }
        if flags.sharpV { output += Array(structure.typeName.utf8) }
        output.append(UInt8(ascii: "{"))
        for (index, field) in structure.fields.enumerated() {
            if index > 0 { output += Array((flags.sharpV ? ", " : " ").utf8) }
            if flags.plusV || flags.sharpV { output += Array("\(field.name):".utf8) }
            print(field.value, verb, depth: depth + 1)
        }
        output.append(UInt8(ascii: "}"))
    }

    private static let textVerbs = Array("vsxXq".utf8)

    // MARK: Words

    /// What Go prints for a verb that does not fit the value: `%!d(string=hi)`.
    mutating func badVerb(_ verb: UInt8, _ value: Value) {
        badVerb([verb], value)
    }

    mutating func badVerb(_ verb: [UInt8], _ value: Value) {
        output += Array("%!".utf8) + verb + Array("(".utf8)
        if value.isNone {
            output += Array("<nil>".utf8)
        } else {
            output += Array("\(value.typeName)=".utf8)
            let outer = flags
            flags = Flags()
            print(value, UInt8(ascii: "v"), depth: 0)
            flags = outer
        }
        output.append(UInt8(ascii: ")"))
    }

    private mutating func string(_ bytes: [UInt8], _ verb: UInt8, _ value: Value? = nil) {
        switch verb {
        case UInt8(ascii: "v") where flags.sharpV: quoted(bytes)
        case UInt8(ascii: "v"), UInt8(ascii: "s"): pad(truncated(bytes))
        case UInt8(ascii: "x"): hexadecimal(bytes, Array("0123456789abcdefx".utf8))
        case UInt8(ascii: "X"): hexadecimal(bytes, Array("0123456789ABCDEFX".utf8))
        case UInt8(ascii: "q"): quoted(bytes)
        default: badVerb(verb, value ?? .string(bytes))
        }
    }

    private mutating func quoted(_ bytes: [UInt8]) {
        let bytes = truncated(bytes)
        if flags.sharp, GoQuote.canBackquote(bytes) { return pad([0x60] + bytes + [0x60]) }
        pad(flags.plus ? GoQuote.quoteToASCII(bytes) : GoQuote.quote(bytes))
    }

    private func truncated(_ bytes: [UInt8]) -> [UInt8] {
        guard let precision = flags.precision else { return bytes }
        var index = 0
        var left = precision
        while left > 0, index < bytes.count {
            index += Rune.decode(bytes, at: index).width
            left -= 1
        }
        return Array(bytes[..<index])
    }

    private mutating func hexadecimal(_ bytes: [UInt8], _ digits: [UInt8]) {
        let bytes = bytes.prefix(flags.precision ?? bytes.count)
        var text: [UInt8] = []
        let mark: [UInt8] = flags.sharp ? [UInt8(ascii: "0"), digits[16]] : []
        if !bytes.isEmpty { text += mark }
        for (index, byte) in bytes.enumerated() {
            if flags.space, index > 0 { text += [UInt8(ascii: " ")] + mark }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        pad(text)
    }

    // MARK: Padding

    mutating func pad(_ text: String) { pad(Array(text.utf8)) }

    /// Appends a text, padded to the width in characters: with zeros where the flag asks, behind it with `-`.
    mutating func pad(_ bytes: [UInt8]) {
        let missing = (flags.width ?? 0) - Rune.count(bytes)
        guard missing > 0 else {
            output += bytes
            return
        }
        let fill = repeatElement(flags.zero && !flags.minus ? UInt8(ascii: "0") : UInt8(ascii: " "), count: missing)
        if flags.minus { output += bytes }
        output += fill
        if !flags.minus { output += bytes }
    }
}
