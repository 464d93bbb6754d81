/// A Go map with string keys. Copies share their contents, as in Go.
///
/// Keys are kept sorted by their bytes, the order in which Go prints and ranges over a map; a look-up is a binary search.
public final class GoMap {
    /// The type of the values.
    public let element: GoType
    /// The keys, sorted by their bytes.
    public private(set) var keys: [[UInt8]]
    /// The values, in the order of ``keys``. In a map of `.any` a value may be ``Value/none`` (nil).
    public private(set) var values: [Value]
    /// Whether an element is held in an interface, which Go's error texts tell.
    let holdsInterfaces: Bool

    /// An empty map.
    public init(of element: GoType = .any) {
        self.element = element
        keys = []
        values = []
        holdsInterfaces = element == .any
    }

    /// A map with these entries; of two entries with one key the later one stays.
    public convenience init(_ entries: some Sequence<(key: [UInt8], value: Value)>, of element: GoType = .any) {
        self.init(of: element)
        // Sorting keeps the order of equals.
        for entry in entries.sorted(by: { order($0.key, $1.key) < 0 }) {
            if let last = keys.last, last == entry.key {
                values[values.count - 1] = entry.value
            } else {
                keys.append(entry.key)
                values.append(entry.value)
            }
        }
    }

    /// A `map[string]string`.
    public convenience init(strings: [String: String]) {
        self.init(of: .string)
        let sorted = strings.map { (Array($0.key.utf8), $0.value) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
        keys = sorted.map(\.0)
        values = sorted.map { .string($0.1) }
    }

    /// How many entries there are.
    public var count: Int { keys.count }
    /// Whether there are none.
    public var isEmpty: Bool { keys.isEmpty }

    /// The value of a key, nil when the map has no such key. Setting nil removes the key.
    public subscript(key: [UInt8]) -> Value? {
        get {
            let place = lowerBound(key)
            return place.found ? values[place.index] : nil
        }
        set {
            let place = lowerBound(key)
            switch (place.found, newValue) {
            case (true, let value?): values[place.index] = value
            case (true, nil):
                keys.remove(at: place.index)
                values.remove(at: place.index)
            case (false, let value?):
                keys.insert(key, at: place.index)
                values.insert(value, at: place.index)
            case (false, nil): break
            }
        }
    }

    /// Forgets every entry, which also ends a cycle that the map is part of.
    func removeAll() {
        keys = []
        values = []
    }

    /// Puts back entries that were saved.
    func restore(keys: [[UInt8]], values: [Value]) {
        self.keys = keys
        self.values = values
    }

    /// The value of a key given as text.
    public subscript(key: String) -> Value? {
        get { self[Array(key.utf8)] }
        set { self[Array(key.utf8)] = newValue }
    }

    /// The index of the first key that is not less than `key`, and whether it is that key.
    private func lowerBound(_ key: [UInt8]) -> (index: Int, found: Bool) {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            switch order(keys[middle], key) {
            case 0: return (middle, true)
            case ..<0: low = middle + 1
            default: high = middle
            }
        }
        return (low, false)
    }
}

/// Less than, equal to or greater than 0 as `left` stands before, at or after `right` in the order of bytes.
@inline(__always)
func order(_ left: [UInt8], _ right: [UInt8]) -> Int {
    left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
            let count = min(left.count, right.count)
            var index = 0
            while index < count {
                if left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
                index += 1
            }
            return left.count - right.count
        }
    }
}
