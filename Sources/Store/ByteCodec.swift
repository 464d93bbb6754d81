/// Appends values to bytes: unsigned LEB128 numbers, texts and lists with their length before them.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func number(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A signed number, folded so that small ones of either sign are short.
    mutating func integer(_ value: Int) { number(UInt64(bitPattern: Int64(value << 1) ^ Int64(value >> 63))) }

    mutating func boolean(_ value: Bool) { bytes.append(value ? 1 : 0) }

    mutating func text(_ value: String) {
        number(UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func raw(_ value: [UInt8]) { bytes.append(contentsOf: value) }

    mutating func list<Element>(_ elements: some Collection<Element>, _ write: (inout ByteWriter, Element) -> Void) {
        number(UInt64(elements.count))
        for element in elements { write(&self, element) }
    }

    mutating func optional<Value>(_ value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
        boolean(value != nil)
        if let value { write(&self, value) }
    }
}

/// Reads what ``ByteWriter`` wrote. Every length is checked against what is left, so damaged bytes end in an error.
struct ByteReader {
    /// The bytes are not what they should be.
    struct Damage: Error {}

    /// The most elements that room is made for before they are read.
    static let largestReservation = 1024

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func number() throws(Damage) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            let byte = try byte()
            guard shift < 63 || byte <= 1 else { throw Damage() }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw Damage()
    }

    mutating func integer() throws(Damage) -> Int {
        let folded = try number()
        return Int(truncatingIfNeeded: Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1))
    }

    mutating func boolean() throws(Damage) -> Bool {
        let byte = try byte()
        guard byte <= 1 else { throw Damage() }
        return byte == 1
    }

    mutating func text() throws(Damage) -> String { String(decoding: try slice(try count()), as: UTF8.self) }

    mutating func raw(_ count: Int) throws(Damage) -> [UInt8] { Array(try slice(count)) }

    mutating func list<Element>(_ read: (inout ByteReader) throws(Damage) -> Element) throws(Damage) -> [Element] {
        let count = try count()
        var elements: [Element] = []
        // An element may take far more room than its byte: a count that lies must not reserve it.
        elements.reserveCapacity(min(count, Self.largestReservation))
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }

    mutating func optional<Value>(_ read: (inout ByteReader) throws(Damage) -> Value) throws(Damage) -> Value? {
        try boolean() ? try read(&self) : nil
    }

    /// A count of things of at least one byte each: never more than there are bytes left.
    private mutating func count() throws(Damage) -> Int {
        let count = try number()
        guard count <= UInt64(bytes.count - index) else { throw Damage() }
        return Int(count)
    }

    private mutating func slice(_ count: Int) throws(Damage) -> ArraySlice<UInt8> {
        guard count <= bytes.count - index else { throw Damage() }
        defer { index += count }
        return bytes[index..<(index + count)]
    }

    private mutating func byte() throws(Damage) -> UInt8 {
        guard index < bytes.count else { throw Damage() }
        defer { index += 1 }
        return bytes[index]
    }
}
