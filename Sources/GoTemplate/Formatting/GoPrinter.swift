import Budget

/// Values as Go prints them.
public enum GoPrinter {
    /// `fmt.Sprintf("%v", value)`. Of a longer text than `limit` bytes, more than those and not all of it.
    public static func text(of value: Value, limit: Int = TemplateLimits.largestOutputBytes) -> [UInt8] {
        if case .string(let bytes) = value { return bytes }
        var formatter = GoFormatter(limit: limit)
        formatter.argument(value, UInt8(ascii: "v"))
        return formatter.output
    }

    /// `fmt.Sprintf(format, arguments...)`.
    public static func format(_ format: String, _ arguments: Value...) -> String {
        var meter = WorkMeter()
        let text = GoFormatter.format(Array(format.utf8), arguments, limit: GoFormatter.byteLimit, &meter)
        return String(decoding: text, as: UTF8.self)
    }
}
