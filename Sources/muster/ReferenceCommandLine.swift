import GoText

/// The arguments of the reference's command line, read as its library (spf13/pflag) reads them: `--port 8088`,
/// `--port=8088`, `-p 8088`, `-p8088`, `-p=8088`, several letters behind one dash (`-dp8088`), booleans by themselves or
/// behind an equals sign, `--` before what is no flag. The last one of a flag counts; arguments are passed over.
struct ReferenceCommandLine {
    /// Why a command line cannot be read, in the reference's words.
    struct Mistake: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
    }

    private enum Value {
        case boolean(Bool)
        case number(Int)
        case text(String)
    }

    private var values: [String: Value] = [:]
    /// The names of the flags that were given, once each.
    private(set) var given: [String] = []

    init(_ arguments: some Sequence<String>) throws(Mistake) {
        var rest = arguments.map { Array($0.utf8) }[...]
        while let argument = rest.popFirst() {
            guard argument.count > 1, argument[0] == Self.dash else { continue }
            if argument == [Self.dash, Self.dash] { break }
            if argument[1] == Self.dash {
                try takeLong(argument[2...], &rest)
            } else {
                try takeShort(argument[1...], &rest)
            }
        }
    }

    func boolean(_ name: String) -> Bool {
        if case .boolean(let value) = value(of: name) { return value }
        return false
    }

    func number(_ name: String) -> Int {
        if case .number(let value) = value(of: name) { return value }
        return 0
    }

    func text(_ name: String) -> String {
        if case .text(let value) = value(of: name) { return value }
        return ""
    }

    private func value(of name: String) -> Value? {
        values[name] ?? Self.flags[name].flatMap { Self.parse($0.standard, as: $0.kind) }
    }
}

extension ReferenceCommandLine {
    private static let dash = UInt8(ascii: "-")
    private static let equals = UInt8(ascii: "=")
    private static let flags = Dictionary(uniqueKeysWithValues: ReferenceFlag.all.map { ($0.name, $0) })

    /// Takes what stands behind two dashes.
    private mutating func takeLong(
        _ argument: ArraySlice<UInt8>, _ rest: inout ArraySlice<[UInt8]>
    ) throws(Mistake) {
        guard let first = argument.first, first != Self.dash, first != Self.equals else {
            throw Mistake("bad flag syntax: --\(Self.text(argument))")
        }
        let parts = argument.split(separator: Self.equals, maxSplits: 1, omittingEmptySubsequences: false)
        let name = Self.text(parts[0])
        guard let flag = Self.flags[name] else { throw Mistake("unknown flag: --\(name)") }
        if parts.count == 2 {
            try set(flag, Self.text(parts[1]))
        } else if flag.kind == .boolean {
            try set(flag, "true")
        } else if let value = rest.popFirst() {
            try set(flag, Self.text(value[...]))
        } else {
            throw Mistake("flag needs an argument: --\(name)")
        }
    }

    /// Takes the letters behind one dash: the first flag that takes a value takes what is left of them.
    private mutating func takeShort(
        _ argument: ArraySlice<UInt8>, _ rest: inout ArraySlice<[UInt8]>
    ) throws(Mistake) {
        var letters = argument
        while let letter = letters.first {
            let (name, place) = (Character(Unicode.Scalar(letter)), "-\(Self.text(letters))")
            letters.removeFirst()
            guard let flag = ReferenceFlag.all.first(where: { $0.shorthand == name }) else {
                throw Mistake("unknown shorthand flag: '\(name)' in \(place)")
            }
            if letters.count > 1, letters.first == Self.equals {
                try set(flag, Self.text(letters.dropFirst()))
                return
            }
            if flag.kind == .boolean {
                try set(flag, "true")
            } else if !letters.isEmpty {
                return try set(flag, Self.text(letters))
            } else if let value = rest.popFirst() {
                try set(flag, Self.text(value[...]))
            } else {
                throw Mistake("flag needs an argument: '\(name)' in \(place)")
            }
        }
    }

    private mutating func set(_ flag: ReferenceFlag, _ text: String) throws(Mistake) {
        guard let value = Self.parse(text, as: flag.kind) else {
            throw Mistake("invalid argument \"\(text)\" for \"\(flag.spelling)\" flag")
        }
        if values.updateValue(value, forKey: flag.name) == nil { given.append(flag.name) }
    }

    private static func parse(_ text: String, as kind: ReferenceFlag.Kind) -> Value? {
        switch kind {
        case .boolean: truth(text).map(Value.boolean)
        case .number: GoNumber.integer(text.utf8).flatMap { Int(exactly: $0) }.map(Value.number)
        case .text: Value.text(text)
        }
    }

    /// Go's `strconv.ParseBool`.
    static func truth(_ text: String) -> Bool? {
        switch text {
        case "1", "t", "T", "true", "TRUE", "True": true
        case "0", "f", "F", "false", "FALSE", "False": false
        default: nil
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
