import Synchronization

/// What was made from what is published, or is about to be, and is asked for often. Bounded in entries and bytes, whatever clients
/// ask for; found for as long as the same generation is asked for, and dropped when that is no longer served.
///
/// What is new stays apart until it is asked for again, and is forgotten as soon as there is too much of it: however many
/// different things clients ask for once, they push out nothing that is asked for often. That lives in two halves: used
/// entries are in the young one; when it is full it becomes the old one, and what was in the old one unused is forgotten.
/// So the cost of a look-up is constant.
final class GenerationCache<Key: Hashable & Sendable, Generation: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Place: Hashable {
        let key: Key
        let generation: Generation
    }

    private struct Entry {
        let value: Value
        var bytes: Int
    }

    private struct Part {
        var entries: [Place: Entry] = [:]
        var bytes = 0

        func hasRoom(for more: Int, _ limits: Limits) -> Bool {
            entries.count < limits.entries && bytes + more <= limits.bytes
        }

        mutating func insert(_ entry: Entry, at place: Place) {
            entries[place] = entry
            bytes += entry.bytes
        }

        mutating func remove(_ place: Place) -> Entry? {
            guard let entry = entries.removeValue(forKey: place) else { return nil }
            bytes -= entry.bytes
            return entry
        }
    }

    private struct State {
        /// Asked for once.
        var new = Part()
        /// Asked for again, lately.
        var young = Part()
        /// Asked for again, but not lately.
        var old = Part()
        var hits: UInt64 = 0
        var misses: UInt64 = 0

        func has(_ place: Place) -> Bool { [new, young, old].contains { $0.entries[place] != nil } }
    }

    private struct Limits {
        let bytes: Int
        let entries: Int
    }

    /// What is new has half of the room, and each half of what was used a quarter.
    private let new: Limits
    private let used: Limits
    private let cost: @Sendable (Key, Value) -> Int
    /// Whether the cost of a value may change: the compressed form of a body is made when somebody asks for it.
    private let grows: Bool
    private let state = Mutex(State())

    /// A cache that keeps at most this many entries, whose `cost` in bytes adds up to at most this. One value may take
    /// half of it, and stays among the new ones when it takes more than a quarter.
    init(bytes: Int, entries: Int, grows: Bool = false, cost: @escaping @Sendable (Key, Value) -> Int) {
        new = Limits(bytes: bytes / 2, entries: max(1, entries / 2))
        used = Limits(bytes: bytes / 4, entries: max(1, entries / 4))
        self.grows = grows
        self.cost = cost
    }

    /// What is kept now, and what was found and not found so far.
    var usage: CacheUsage {
        state.withLock { state in
            let parts = [state.new, state.young, state.old]
            return CacheUsage(
                entries: parts.reduce(0) { $0 + $1.entries.count },
                bytes: parts.reduce(0) { $0 + $1.bytes },
                hits: state.hits, misses: state.misses)
        }
    }

    /// The value of a key, made now unless it is kept from before.
    ///
    /// - Parameters:
    ///   - key: what the value depends on apart from the generation.
    ///   - generation: what `make` reads from.
    ///   - isKept: whether a value that was made is worth keeping.
    func value(
        _ key: Key, generation: Generation, isKept: (Value) -> Bool = { _ in true }, make: () async throws -> Value
    ) async rethrows -> Value {
        if let kept = find(key, generation: generation) { return kept }
        let value = try await make()
        if isKept(value) { keep(value, for: key, generation: generation) }
        return value
    }

    /// The value that is kept for a key.
    func find(_ key: Key, generation: Generation) -> Value? {
        state.withLock { state in
            guard let value = find(Place(key: key, generation: generation), &state) else {
                state.misses += 1
                return nil
            }
            state.hits += 1
            return value
        }
    }

    /// Whether a value is kept for a key. It does not count as having been looked for.
    func has(_ key: Key, generation: Generation) -> Bool {
        state.withLock { $0.has(Place(key: key, generation: generation)) }
    }

    /// Keeps a value.
    func keep(_ value: Value, for key: Key, generation: Generation) {
        let entry = Entry(value: value, bytes: cost(key, value))
        guard entry.bytes <= new.bytes else { return }
        let place = Place(key: key, generation: generation)
        state.withLock { state in
            guard !state.has(place) else { return }
            if !state.new.hasRoom(for: entry.bytes, new) { state.new = Part() }
            state.new.insert(entry, at: place)
        }
    }

    /// What is kept of some generations.
    func values(of isWanted: (Generation) -> Bool) -> [Value] {
        state.withLock { state in
            [state.young, state.old, state.new].flatMap { part in
                part.entries.filter { isWanted($0.key.generation) }.map(\.value.value)
            }
        }
    }

    /// Drops what was made from generations that are over, and returns it.
    @discardableResult
    func drop(_ isOver: (Generation) -> Bool) -> [Value] { remove { place, _ in isOver(place.generation) } }

    /// Drops some values.
    func removeAll(where isOver: (Value) -> Bool) { _ = remove { _, value in isOver(value) } }

    private func remove(_ isOver: (Place, Value) -> Bool) -> [Value] {
        state.withLock { state in
            var removed: [Value] = []
            for part in [\State.young, \.old, \.new] {
                for (place, entry) in state[keyPath: part].entries where isOver(place, entry.value) {
                    if let entry = state[keyPath: part].remove(place) { removed.append(entry.value) }
                }
            }
            return removed
        }
    }

    private func find(_ place: Place, _ state: inout State) -> Value? {
        if !grows, let entry = state.young.entries[place] { return entry.value }
        guard var entry = state.young.remove(place) ?? state.old.remove(place) ?? state.new.remove(place)
        else { return nil }
        entry.bytes = cost(place.key, entry.value)
        if entry.bytes > used.bytes {
            if !state.new.hasRoom(for: entry.bytes, new) { state.new = Part() }
            state.new.insert(entry, at: place)
            return entry.value
        }
        if !state.young.hasRoom(for: entry.bytes, used) {
            (state.old, state.young) = (state.young, Part())
        }
        state.young.insert(entry, at: place)
        return entry.value
    }
}

/// What a cache holds and how it was used since the start.
struct CacheUsage: Sendable {
    var entries = 0
    var bytes = 0
    var hits: UInt64 = 0
    var misses: UInt64 = 0

    static func + (one: Self, other: Self) -> Self {
        Self(
            entries: one.entries + other.entries, bytes: one.bytes + other.bytes, hits: one.hits + other.hits,
            misses: one.misses + other.misses)
    }
}
