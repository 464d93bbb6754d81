import GoText

/// A number of a template with every type it can be, by Go's rules for untyped constants.
struct NumberLiteral: Sendable {
    var integer: Int64?
    var unsigned: UInt64?
    var float: Double?
    var complex: (real: Double, imaginary: Double)?

    /// Why a text that the lexer took for a number is none.
    enum Fault: Error {
        case invalidSyntax
        case malformedCharacter
        case overflow
        case illegal
    }

    /// Reads a token of kind `.number`, `.complex` or `.characterConstant`.
    init(_ text: ArraySlice<UInt8>, kind: Token.Kind) throws(Fault) {
        switch kind {
        case .characterConstant: try self.init(character: text)
        case .complex: try self.init(complex: text)
        default: try self.init(number: text)
        }
    }

    private init(character text: ArraySlice<UInt8>) throws(Fault) {
        var rest = text.dropFirst()
        guard let value = GoQuote.unquoteCharacter(&rest, quote: UInt8(ascii: "'"))?.value else {
            throw .invalidSyntax
        }
        guard rest.elementsEqual("'".utf8) else { throw .malformedCharacter }
        integer = Int64(value)
        unsigned = UInt64(value)
        float = Double(value)
    }

    private init(complex text: ArraySlice<UInt8>) throws(Fault) {
        let split = text.indices.dropFirst().last { index in
            (text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-"))
                && ![UInt8(ascii: "e"), UInt8(ascii: "p")].contains(text[index - 1] | 0x20)
        }
        guard let split, let real = GoNumber.float(text[..<split]),
            let imaginary = GoNumber.float(text[split...].dropLast())
        else { throw .invalidSyntax }
        self.init(real: real, imaginary: imaginary)
    }

    private init() {}

    private init(real: Double, imaginary: Double) {
        complex = (real, imaginary)
        guard imaginary == 0 else { return }
        float = real
        integer = Int64(exactly: real)
        unsigned = UInt64(exactly: real)
    }

    private init(number text: ArraySlice<UInt8>) throws(Fault) {
        if text.last == UInt8(ascii: "i"), let imaginary = GoNumber.float(text.dropLast()) {
            self.init(real: 0, imaginary: imaginary)
            return
        }
        self.init()
        integer = GoNumber.integer(text)
        unsigned = integer == 0 ? 0 : GoNumber.unsigned(text)
        float = integer.map(Double.init) ?? unsigned.map(Double.init)
        guard float == nil else { return }
        guard let value = GoNumber.float(text) else { throw .illegal }
        guard text.contains(where: { ".eEpP".utf8.contains($0) }) else { throw .overflow }
        float = value
        integer = Int64(exactly: value)
        unsigned = UInt64(exactly: value)
    }
}
