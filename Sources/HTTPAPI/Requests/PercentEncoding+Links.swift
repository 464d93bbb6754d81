import Encodings

extension PercentEncoding {
    private static let plainInLinks = PlainBytes("-._~*:@!$'(),;+=")

    /// A text as a part of a path or a value of a query. `*`, `:` and `@` stand as they are: clients compare links and ids
    /// as text.
    static func encoded(_ text: String) -> String { encoded(text, leaving: plainInLinks) }
}
