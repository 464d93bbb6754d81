/// Reads through a pack as it comes, without keeping anything of it, and stops at the first object that is beyond a limit.
///
/// An object of a pack is its kind and size, then, where it is only the difference from another one (a delta), which one that
/// is, and then a zlib stream. The first bytes of a delta say how large both objects are.
struct PackScanner {
    private enum Place {
        case header, objectHeader, offsetOfBase, idOfBase, content, trailer, end
    }

    private enum Kind {
        static let wholeObjects: ClosedRange<UInt8> = 1...4
        static let offsetDelta: UInt8 = 6
        static let idDelta: UInt8 = 7
    }

    private static let headerBytes = 12
    private static let idBytes = 20
    /// Bytes of a delta that hold its two sizes.
    private static let deltaHeadBytes = 20

    private let display: String
    private let limits: GitLimits
    private let inflater: Inflater
    private let scratch = Scratch()
    private var place = Place.header
    private var objectsLeft = 0
    /// Bytes of the header, of an object's header, or of what names a base, as far as they have come.
    private var pending: [UInt8] = []
    private var isDelta = false
    /// Bytes that the object says it has, and those that have come.
    private var (declared, made) = (0, 0)
    private var deltaHead: [UInt8] = []

    private(set) var size = PackSize()

    init(display: String, limits: GitLimits) throws(GitFailure) {
        guard let inflater = Inflater() else {
            throw GitFailure(.disk, "there is no memory to unpack what \(display) sends")
        }
        self.inflater = inflater
        self.display = display
        self.limits = limits
    }

    /// Whether the whole pack has come.
    var isAtEnd: Bool { place == .end }

    /// Reads on.
    mutating func take(_ bytes: UnsafeRawBufferPointer) throws(GitFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch place {
            case .content: try takeContent(&rest)
            case .header:
                try collect(&rest, Self.headerBytes) { scanner, bytes throws(GitFailure) in
                    try scanner.readHeader(bytes)
                }
            case .idOfBase: try collect(&rest, Self.idBytes) { scanner, _ in scanner.beginContent() }
            case .trailer: try collect(&rest, Self.idBytes) { scanner, _ in scanner.place = .end }
            case .objectHeader, .offsetOfBase: try takeNumber(rest.removeFirst())
            case .end: throw damaged("there is more behind its end")
            }
        }
    }

    /// Waits for so many bytes.
    private mutating func collect(
        _ rest: inout Slice<UnsafeRawBufferPointer>, _ count: Int,
        _ then: (inout PackScanner, [UInt8]) throws(GitFailure) -> Void
    ) throws(GitFailure) {
        let part = rest.prefix(count - pending.count)
        pending += part
        rest = rest.dropFirst(part.count)
        guard pending.count == count else { return }
        let bytes = pending
        pending = []
        try then(&self, bytes)
    }

    private mutating func readHeader(_ bytes: [UInt8]) throws(GitFailure) {
        let version = bytes[4..<8].reduce(0) { $0 << 8 | Int($1) }
        guard bytes.starts(with: "PACK".utf8), version == 2 || version == 3 else { throw damaged("it is no pack") }
        objectsLeft = bytes[8..<12].reduce(0) { $0 << 8 | Int($1) }
        size.objects = objectsLeft
        guard objectsLeft <= limits.packObjects else {
            throw tooLarge("sends \(objectsLeft) objects, more than the limit of \(limits.packObjects)")
        }
        place = objectsLeft == 0 ? .trailer : .objectHeader
    }

    /// Takes a byte of a number whose last byte has no highest bit: an object's kind and size, or where its base is.
    private mutating func takeNumber(_ byte: UInt8) throws(GitFailure) {
        pending.append(byte)
        guard byte & 0x80 == 0 else {
            guard pending.count < 10 else { throw damaged("a number in it is too long") }
            return
        }
        let bytes = pending
        pending = []
        if place == .offsetOfBase { return beginContent() }
        try readObjectHeader(bytes)
    }

    private mutating func readObjectHeader(_ bytes: [UInt8]) throws(GitFailure) {
        let kind = bytes[0] >> 4 & 7
        declared = Int(bytes[0] & 15)
        for (index, byte) in bytes.dropFirst().enumerated() {
            declared |= Int(byte & 0x7F) << (4 + 7 * index)
        }
        guard declared >= 0 else { throw damaged("an object in it has no size") }
        isDelta = !Kind.wholeObjects.contains(kind)
        try isDelta ? checkDelta(declared) : count(declared)
        switch kind {
        case Kind.offsetDelta: place = .offsetOfBase
        case Kind.idDelta: place = .idOfBase
        case Kind.wholeObjects: beginContent()
        default: throw damaged("an object in it is of no known kind")
        }
    }

    private mutating func beginContent() {
        inflater.reset()
        made = 0
        deltaHead = []
        place = .content
    }

    private mutating func takeContent(_ rest: inout Slice<UnsafeRawBufferPointer>) throws(GitFailure) {
        while true {
            let step = inflater.step(UnsafeRawBufferPointer(rebasing: rest), into: scratch.bytes)
            rest = rest.dropFirst(step.used)
            made += step.made
            guard made <= declared, step.state != .damaged else { throw damaged("an object in it cannot be unpacked") }
            if isDelta, deltaHead.count < Self.deltaHeadBytes {
                deltaHead += scratch.bytes.prefix(min(step.made, Self.deltaHeadBytes - deltaHead.count))
            }
            if step.state == .ended { return try endContent() }
            // Where the output was filled, more may come of what was taken in already.
            if rest.isEmpty, step.made < scratch.bytes.count { return }
            guard step.used > 0 || step.made > 0 else { throw damaged("an object in it cannot be unpacked") }
        }
    }

    private mutating func endContent() throws(GitFailure) {
        guard made == declared else { throw damaged("an object in it is shorter than it says") }
        if isDelta { try readDeltaHead() }
        objectsLeft -= 1
        place = objectsLeft == 0 ? .trailer : .objectHeader
    }

    /// The sizes of a delta's base and of its result.
    private mutating func readDeltaHead() throws(GitFailure) {
        var rest = deltaHead[...]
        var total = declared
        for _ in 0..<2 {
            guard let size = Self.number(&rest) else { throw damaged("a delta in it has no sizes") }
            try checkDelta(size)
            total += size
        }
        try count(total)
    }

    private mutating func checkDelta(_ bytes: Int) throws(GitFailure) {
        size.largestDelta = max(size.largestDelta, bytes)
        guard bytes <= limits.deltaBytes else {
            throw tooLarge(
                "sends an object of \(bytes >> 20) MB as a difference, more than the limit of \(limits.deltaBytes >> 20) MB"
            )
        }
    }

    private mutating func count(_ bytes: Int) throws(GitFailure) {
        let (total, overflow) = size.unpackedBytes.addingReportingOverflow(bytes)
        size.unpackedBytes = total
        guard !overflow, total <= limits.unpackedBytes else {
            throw tooLarge("unpacks to more than the limit of \(limits.unpackedBytes >> 20) MB")
        }
    }

    /// A number as deltas have it, the lowest seven bits first; nil when it does not end or is too large.
    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
        var (value, shift) = (0, 0)
        while let byte = rest.popFirst() {
            value |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
            shift += 7
            if shift > 56 { return nil }
        }
        return nil
    }

    private func damaged(_ what: String) -> GitFailure {
        GitFailure(.damagedTransfer, "the pack that \(display) sent is damaged (\(what)); it will be tried again")
    }

    private func tooLarge(_ what: String) -> GitFailure {
        GitFailure(
            .tooLarge, "\(display) \(what); use a smaller repository, or one without large files and long history")
    }
}

/// Where unpacked bytes go that nobody wants.
private final class Scratch {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)

    deinit { bytes.deallocate() }
}
