extension YAMLScalar {
    /// The text after a round trip through yaml.v2: decoded into `interface{}`, written again, and decoded into a string.
    ///
    /// That is how the reference reads a catalog block: an unquoted `1.10` becomes `1.1`, `010` becomes `8`,
    /// `yes` becomes `true`, and nothing becomes the empty text.
    public var reencoded: String {
        switch value {
        case .null: ""
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .unsigned(let value): String(value)
        case .float(let value): YAMLNumber.format(value)
        case .binary(let bytes): String(decoding: bytes, as: UTF8.self)
        case .string: text
        }
    }

    /// The text that yaml.v2 decodes straight into a Go string: the source text of every scalar but null.
    public var goString: String {
        switch value {
        case .null: ""
        case .binary(let bytes): String(decoding: bytes, as: UTF8.self)
        default: text
        }
    }
}
