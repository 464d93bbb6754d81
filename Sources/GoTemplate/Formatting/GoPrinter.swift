/// Values as Go prints them.
public enum GoPrinter {
    /// `fmt.Sprintf("%v", value)`.
    public static func text(of value: Value) -> [UInt8] {
        if case .string(let bytes) = value { return bytes }
        var formatter = GoFormatter()
        formatter.argument(value, UInt8(ascii: "v"))
        return formatter.output
    }

    /// `fmt.Sprintf(format, arguments...)`.
    public static func format(_ format: String, _ arguments: Value...) -> String {
        String(decoding: GoFormatter.format(Array(format.utf8), arguments[...]), as: UTF8.self)
    }
}
