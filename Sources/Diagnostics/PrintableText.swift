extension String {
    /// The text on one line and without what could steer a terminal, turn the direction of writing, or stand in no XML
    /// document: each such character is U+FFFD.
    public var printable: String { printable { !$0.isPrintable } }

    /// The same with tabs left as they are, for a line of a file under which something is marked.
    public var printableLine: String { printable { !$0.isPrintable && $0 != "\t" } }

    private func printable(replacing isReplaced: (Unicode.Scalar) -> Bool) -> String {
        guard unicodeScalars.contains(where: isReplaced) else { return self }
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars { scalars.append(isReplaced(scalar) ? "\u{FFFD}" : scalar) }
        return String(scalars)
    }
}

extension Unicode.Scalar {
    fileprivate var isPrintable: Bool {
        if isASCII { return value >= 0x20 && value != 0x7F }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: !properties.isNoncharacterCodePoint
        }
    }
}
