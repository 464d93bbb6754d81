import Synchronization

/// What was made from one publication and is asked for often. Bounded in entries and bytes, whatever clients ask for;
/// dropped whole when that publication is no longer served.
///
/// What is new stays apart until it is asked for again, and is forgotten as soon as there is too much of it: however many
/// different things clients ask for once, they push out nothing that is asked for often. That lives in two halves: used
/// entries are in the young one; when it is full it becomes the old one, and what was in the old one unused is forgotten.
/// So the cost of a look-up is constant.
final class GenerationCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        var bytes: Int
    }

    private struct Part {
        var entries: [Key: Entry] = [:]
        var bytes = 0

        func hasRoom(for more: Int, _ limits: Limits) -> Bool {
            entries.count < limits.entries && bytes + more <= limits.bytes
        }

        mutating func insert(_ entry: Entry, for key: Key) {
            entries[key] = entry
            bytes += entry.bytes
        }

        mutating func remove(_ key: Key) -> Entry? {
            guard let entry = entries.removeValue(forKey: key) else { return nil }
            bytes -= entry.bytes
            return entry
        }
    }

    private struct State {
        var generation: UInt64 = 0
        /// Asked for once.
        var new = Part()
        /// Asked for again, lately.
        var young = Part()
        /// Asked for again, but not lately.
        var old = Part()
        var hits: UInt64 = 0
        var misses: UInt64 = 0
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
    ///   - key: what the value depends on apart from the publication.
    ///   - generation: the publication that `make` reads from.
    ///   - isKept: whether a value that was made is worth keeping.
    func value(
        _ key: Key, generation: UInt64, isKept: (Value) -> Bool = { _ in true }, make: () async throws -> Value
    ) async rethrows -> Value {
        if let kept = find(key, generation: generation) { return kept }
        let value = try await make()
        if isKept(value) { keep(value, for: key, generation: generation) }
        return value
    }

    /// The value that is kept for a key.
    func find(_ key: Key, generation: UInt64) -> Value? {
        state.withLock { state in
            guard state.generation == generation, let value = find(key, &state) else {
                state.misses += 1
                return nil
            }
            state.hits += 1
            return value
        }
    }

    /// Keeps a value, unless it was made from a publication that has been replaced meanwhile.
    func keep(_ value: Value, for key: Key, generation: UInt64) {
        let entry = Entry(value: value, bytes: cost(key, value))
        guard entry.bytes <= new.bytes else { return }
        state.withLock { state in
            if generation > state.generation { Self.renew(&state, generation) }
            guard generation == state.generation, !Self.has(key, state) else { return }
            if !state.new.hasRoom(for: entry.bytes, new) { state.new = Part() }
            state.new.insert(entry, for: key)
        }
    }

    /// Drops everything that was made from older publications, and returns it.
    func renew(to generation: UInt64) -> [Value] {
        state.withLock { state in
            guard generation > state.generation else { return [] }
            let dropped = [state.young, state.old, state.new].flatMap { $0.entries.values.map(\.value) }
            Self.renew(&state, generation)
            return dropped
        }
    }

    /// Drops some values.
    func removeAll(where isOver: (Value) -> Bool) {
        state.withLock { state in
            for part in [\State.young, \.old, \.new] {
                for (key, entry) in state[keyPath: part].entries where isOver(entry.value) {
                    _ = state[keyPath: part].remove(key)
                }
            }
        }
    }

    private static func renew(_ state: inout State, _ generation: UInt64) {
        state.generation = generation
        (state.new, state.young, state.old) = (Part(), Part(), Part())
    }

    private static func has(_ key: Key, _ state: State) -> Bool {
        [state.new, state.young, state.old].contains { $0.entries[key] != nil }
    }

    private func find(_ key: Key, _ state: inout State) -> Value? {
        if !grows, let entry = state.young.entries[key] { return entry.value }
        guard var entry = state.young.remove(key) ?? state.old.remove(key) ?? state.new.remove(key)
        else { return nil }
        entry.bytes = cost(key, entry.value)
        if entry.bytes > used.bytes {
            if !state.new.hasRoom(for: entry.bytes, new) { state.new = Part() }
            state.new.insert(entry, for: key)
            return entry.value
        }
        if !state.young.hasRoom(for: entry.bytes, used) {
            (state.old, state.young) = (state.young, Part())
        }
        state.young.insert(entry, for: key)
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
