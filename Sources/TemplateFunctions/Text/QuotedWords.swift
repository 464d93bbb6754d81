import GoTemplate
import GoText

/// Splitting a command line at white space outside of quotation marks.
enum QuotedWords {
    /// The pieces, quotation marks kept. As in the reference any quotation mark ends what any other began, every white
    /// space ends a piece (so two in a row give an empty one), and the last character belongs to the last piece even if
    /// it is white space. A last character beyond ASCII drops out, with its piece, because the reference compares byte
    /// places; a piece that no white space ends drops out with it.
    static func split(_ text: [UInt8]) throws(FunctionFailure) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var piece: [UInt8] = []
        var isQuoted = false
        for character in Characters(text) {
            if isQuotationMark(character.value) { isQuoted.toggle() }
            let isLast = character.start == text.count - 1
            let endsPiece = !isQuoted && Rune.isSpace(character.value)
            if isLast || !endsPiece { Rune.append(character.value, to: &piece) }
            if isLast || endsPiece {
                pieces.append(piece)
                try FunctionLimits.check(elements: pieces.count)
                piece = []
            }
        }
        return pieces
    }

    /// `unicode.In(r, unicode.Quotation_Mark)`.
    private static func isQuotationMark(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.isQuotationMark ?? false
    }
}
