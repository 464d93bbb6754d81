/// Words to look for in templates, as people type them into a search box.
public struct SearchQuery: Sendable, Hashable {
    /// The words, each of which must be the beginning of some word of a template.
    public let words: [String]

    /// The words of a text: runs of letters and digits, at most ``SearchLimits/words`` of them.
    public init(_ text: String) {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(SearchLimits.queryScalars) {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || Self.isMark(scalar) {
                word.append(scalar)
            } else if !word.isEmpty {
                words.append(String(word))
                word = .init()
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        self.words = Array(words.prefix(SearchLimits.words))
    }

    /// Accents that follow their letter belong to the word.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
    }
}

/// Bounds on what is indexed and looked for.
public enum SearchLimits {
    /// The words of a query that count.
    public static let words = 16
    /// The characters of a query that are looked at.
    public static let queryScalars = 512
    /// The bytes at the beginning of a README that can be found.
    public static let readmeBytes = 64 << 10
    /// The most templates that a search finds.
    public static let results = 200
    /// So many matches of common words are enough not to look through further fields.
    public static let enough = 100
    /// The most templates that the words of a query may stand in for matches to be weighed.
    public static let weighedTemplates = 500
}
