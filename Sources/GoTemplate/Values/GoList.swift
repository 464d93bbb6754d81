/// A Go slice: its elements, what type Go would give them, and how far `slice` may reach beyond them.
public struct GoList {
    /// The elements. In a list of `.any` an element may be ``Value/none`` (nil).
    public let elements: [Value]
    /// The type of the elements.
    public let element: GoType
    /// Go's capacity: at least the number of elements.
    public let capacity: Int
    /// How deep lists lie inside each other here, 1 for a list without lists in it.
    let depth: Int

    /// A list of elements of one type. `capacity` matters only to `slice`.
    public init(_ elements: [Value], of element: GoType = .any, capacity: Int = 0) {
        self.elements = elements
        self.element = element
        self.capacity = max(capacity, elements.count)
        var deepest = 0
        for case .list(let list) in elements { deepest = max(deepest, list.depth) }
        depth = deepest + 1
    }

    /// Whether an element is held in an interface, which Go's error texts tell.
    var holdsInterfaces: Bool { element == .any }
}

extension GoList {
    /// The capacity that Go's `encoding/json` leaves a decoded list of `count` elements with: it grows by a half, from 4.
    public static func capacityOfDecodedJSON(_ count: Int) -> Int {
        var capacity = 0
        while capacity < count { capacity = max(4, capacity + capacity / 2) }
        return capacity
    }
}
