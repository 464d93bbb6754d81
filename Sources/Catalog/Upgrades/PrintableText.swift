extension String {
    /// The text on one line and without what could steer a terminal, turn the direction of writing, or stand in no XML
    /// document: each such character is U+FFFD.
    var printable: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars { scalars.append(scalar.isPrintable ? scalar : "\u{FFFD}") }
        return String(scalars)
    }
}

extension Unicode.Scalar {
    fileprivate var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: !properties.isNoncharacterCodePoint
        }
    }
}
