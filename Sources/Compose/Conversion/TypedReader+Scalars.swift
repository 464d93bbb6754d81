import GoText
import YAML

extension TypedReader {
    /// A text field takes the text of any single value.
    mutating func text(_ value: ComposeValue) -> String? {
        switch value.content {
        case .list, .map:
            mismatch(value, "string")
            return nil
        default: return value.content.yamlScalar.reencoded
        }
    }

    mutating func flag(_ value: ComposeValue) -> Bool? {
        if case .boolean(let flag) = value.content { return flag }
        mismatch(value, "bool")
        return nil
    }

    mutating func integer(_ value: ComposeValue, _ typeName: String) -> Int? {
        if let number = value.wholeNumber { return number }
        mismatch(value, typeName)
        return nil
    }

    /// A number, or the text of one in decimal digits.
    mutating func numeric(_ value: ComposeValue) -> Int? {
        if let number = value.wholeNumber { return number }
        guard value.list == nil, value.map == nil else { return unreadable(value, "StringorInt") }
        return decimal(value.content.yamlScalar.reencoded, of: value, radix: 10)
    }

    mutating func size(_ value: ComposeValue) -> Int? {
        if let number = value.wholeNumber { return number }
        guard value.list == nil, value.map == nil else { return unreadable(value, "MemStringorInt") }
        let text = value.content.yamlScalar.reencoded
        switch ByteSize.bytes(text) {
        case .success(let bytes): return bytes
        case .failure(let fault):
            report(fault.isNumber ? .notANumber(text) : .notASize(text), at: value)
            return nil
        }
    }

    mutating func duration(_ value: ComposeValue) -> Int? {
        if let number = value.wholeNumber { return number }
        guard value.list == nil, value.map == nil else { return unreadable(value, "DurationStringorInt") }
        let text = value.content.yamlScalar.reencoded
        do throws(GoDuration.Fault) {
            return Int(try GoDuration.nanoseconds(Array(text.utf8)) / 1_000_000_000)
        } catch {
            report(.notADuration(text, error), at: value)
            return nil
        }
    }

    /// Permissions: a number is written in octal digits, a text must be of them.
    mutating func mode(_ value: ComposeValue) -> ComposeValue? {
        let number = value.wholeNumber ?? text(value).flatMap { decimal($0, of: value, radix: 8) }
        return number.map { value.with(.string(String($0, radix: 8))) }
    }

    private mutating func decimal(_ text: String, of value: ComposeValue, radix: Int) -> Int? {
        if let number = Int(text, radix: radix) { return number }
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        let isNumber =
            !digits.isEmpty && text.utf8.count - digits.count <= 1
            && digits.allSatisfy { $0 >= UInt8(ascii: "0") && $0 < UInt8(ascii: "0") + UInt8(radix) }
        report(.notAnInteger(text, outOfRange: isNumber), at: value)
        return nil
    }

    mutating func unreadable<Result>(_ value: ComposeValue, _ typeName: String, _ detail: String = "") -> Result? {
        report(.unreadable(typeName: typeName, detail: detail), at: value)
        return nil
    }
}

extension ComposeValue {
    /// The value as a whole number: a fraction is cut off, a number beyond 64 bits is none.
    fileprivate var wholeNumber: Int? {
        switch content {
        case .integer(let number): number
        case .float(let number) where number.magnitude < 9.2e18: Int(number)
        default: nil
        }
    }
}
