/// Writes JSON text straight into bytes, in the order the caller says, with no intermediate tree.
///
/// The caller opens and closes objects and arrays; commas are the writer's business. Output is always
/// valid UTF-8: invalid bytes in ``string(utf8:)`` become U+FFFD, as Go's `encoding/json` writes them.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false
    private let escapes: [[UInt8]?]

    /// How control characters are written that have a short form in JSON but none in Go.
    public enum Escapes: Sendable {
        /// `\u0008` and `\u000c`, as Go's `encoding/json` and so the reference writes them.
        case go
        /// `\b` and `\f`, as ECMAScript and so RFC 8785 wants them.
        case ecmaScript
    }

    /// An empty writer with room for `capacity` bytes.
    public init(capacity: Int = 256, escapes: Escapes = .go) {
        bytes.reserveCapacity(capacity)
        self.escapes = escapes == .go ? Self.goEscapes : Self.shortEscapes
    }

    /// Writes an object whose members `body` writes with ``key(_:)`` and a value each.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        body(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array whose elements `body` writes.
    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "["))
        body(&self)
        close(UInt8(ascii: "]"))
    }

    /// Writes a member's name; its value comes next.
    public mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string value.
    public mutating func string(_ value: String) {
        separate()
        var value = value
        value.withUTF8 { appendQuoted(valid: $0) }
    }

    /// Writes a string value from bytes that need not be valid UTF-8.
    public mutating func string(utf8 value: some Collection<UInt8>) {
        string(String(decoding: value, as: UTF8.self))
    }

    /// Writes an integer value.
    public mutating func integer(_ value: Int) { raw(String(value)) }

    /// Writes `true` or `false`.
    public mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }

    /// Writes `null`.
    public mutating func null() { raw("null") }

    /// Writes JSON text that the caller has already made, as one value.
    public mutating func raw(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
        needsComma = true
    }

    /// Writes JSON bytes that the caller has already made, as one value.
    public mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Writes a string member.
    public mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    /// Writes a string member, or `null`.
    public mutating func member(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    /// Writes an integer member.
    public mutating func member(_ name: String, _ value: Int) {
        key(name)
        integer(value)
    }

    /// Writes a boolean member.
    public mutating func member(_ name: String, _ value: Bool) {
        key(name)
        boolean(value)
    }

    /// Writes an array of strings as a member.
    public mutating func member(_ name: String, _ values: [String]) {
        key(name)
        array { writer in for value in values { writer.string(value) } }
    }

    /// Writes a map of strings as a member, sorted by key so that the bytes are always the same.
    public mutating func member(_ name: String, _ map: [String: String]) {
        key(name)
        object { writer in
            for key in map.keys.sorted() { writer.member(key, map[key]) }
        }
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func appendQuoted(valid text: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        Self.append(valid: text, to: &bytes, escapes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends what stands between the quotes of a string value.
    static func append(
        valid text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8],
        _ escapes: [[UInt8]?] = goEscapes
    ) {
        var clean = 0
        for index in text.indices {
            guard let escape = escapes[Int(text[index])] else { continue }
            bytes.append(contentsOf: text[clean..<index])
            bytes.append(contentsOf: escape)
            clean = index + 1
        }
        bytes.append(contentsOf: text[clean...])
    }

    /// The escape of each byte that needs one. `<`, `>` and `&` stand as they are, as in the reference's bodies;
    /// whoever puts JSON into a page escapes them there.
    private static let goEscapes: [[UInt8]?] = {
        var table = [[UInt8]?](repeating: nil, count: 256)
        let hex = Array("0123456789abcdef".utf8)
        let unicode: (Int) -> [UInt8] = { Array("\\u00".utf8) + [hex[$0 >> 4], hex[$0 & 15]] }
        for control in 0..<0x20 { table[control] = unicode(control) }
        for (byte, escape) in [("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("\"", "\\\""), ("\\", "\\\\")] {
            table[Int(byte.utf8.first ?? 0)] = Array(escape.utf8)
        }
        return table
    }()

    private static let shortEscapes: [[UInt8]?] = {
        var table = goEscapes
        table[0x08] = Array("\\b".utf8)
        table[0x0C] = Array("\\f".utf8)
        return table
    }()
}
