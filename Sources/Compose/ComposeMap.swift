/// A member of a map.
public struct ComposeMember: Sendable {
    /// The key's text.
    public let key: String
    /// Where the key stands.
    public let keyOrigin: Origin
    /// For a key that YAML reads as something else than text, such as `yes`, what it reads.
    let keyKind: KeyKind
    /// The value.
    public var value: ComposeValue

    /// What YAML makes of a key.
    enum KeyKind: Sendable {
        case text
        case boolean
        case integer
        case float
        case null
        case other
    }

    /// A member with a key that is text.
    public init(key: String, at keyOrigin: Origin, _ value: ComposeValue) {
        self.init(key: key, kind: .text, at: keyOrigin, value)
    }

    init(key: String, kind: KeyKind, at keyOrigin: Origin, _ value: ComposeValue) {
        (self.key, keyKind, self.keyOrigin, self.value) = (key, kind, keyOrigin, value)
    }
}

/// Members in order, each key once. A lookup in a small map compares keys one by one; a large one has an index.
public struct ComposeMap: Sendable {
    /// The members, in order.
    public private(set) var members: [ComposeMember] = []
    private var positions: [KeyBytes: Int] = [:]
    private static let indexedFrom = 64

    /// An empty map.
    public init() {}

    /// The members in order; of two with one key the later counts, in the earlier one's place.
    public init(_ members: [ComposeMember]) {
        self.members.reserveCapacity(members.count)
        for member in members { set(member) }
    }

    /// Members of which the caller knows that no two have one key.
    init(unique members: [ComposeMember]) {
        self.members = members
        if members.count >= Self.indexedFrom { index() }
    }

    private mutating func index() {
        positions.reserveCapacity(members.count)
        for (position, member) in members.enumerated() { positions[KeyBytes(member.key)] = position }
    }

    /// The number of members.
    public var count: Int { members.count }
    /// Whether there are none.
    public var isEmpty: Bool { members.isEmpty }

    /// The value of a key.
    public subscript(key: String) -> ComposeValue? { position(of: key).map { members[$0].value } }

    /// The member with a key.
    public func member(_ key: String) -> ComposeMember? { position(of: key).map { members[$0] } }

    /// Puts a member in the place of the one with its key, or at the end.
    public mutating func set(_ member: ComposeMember) {
        if let position = position(of: member.key) {
            members[position] = member
            return
        }
        members.append(member)
        if members.count == Self.indexedFrom {
            index()
        } else if members.count > Self.indexedFrom {
            positions[KeyBytes(member.key)] = members.count - 1
        }
    }

    /// Takes the members with these keys out.
    public mutating func remove(_ keys: String...) {
        guard keys.contains(where: { position(of: $0) != nil }) else { return }
        keep { member in !keys.contains { $0.hasBytes(of: member.key) } }
    }

    /// Keeps the members that satisfy a condition.
    public mutating func keep(_ condition: (ComposeMember) -> Bool) {
        self = ComposeMap(unique: members.filter(condition))
    }

    /// The same keys with other values.
    public func mapValues(_ change: (ComposeMember) -> ComposeValue) -> ComposeMap {
        var map = self
        for index in map.members.indices { map.members[index].value = change(map.members[index]) }
        return map
    }

    private func position(of key: String) -> Int? {
        if members.count >= Self.indexedFrom { return positions[KeyBytes(key)] }
        return members.firstIndex { $0.key.hasBytes(of: key) }
    }
}

/// A key by its bytes: two spellings of one Unicode text are two keys.
struct KeyBytes: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: KeyBytes, right: KeyBytes) -> Bool { left.text.hasBytes(of: right.text) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    /// Whether two texts are the same bytes; the quick comparison also takes two spellings of one Unicode text.
    func hasBytes(of other: String) -> Bool { self == other && utf8.elementsEqual(other.utf8) }

    /// Orders texts by their Unicode scalars, and spellings of one text by their bytes.
    func precedes(_ other: String) -> Bool {
        self == other ? utf8.lexicographicallyPrecedes(other.utf8) : self < other
    }
}
