import Synchronization

/// What was made from one publication and is asked for often. Bounded in entries and bytes, whatever clients ask for;
/// dropped whole when that publication is no longer served.
///
/// Entries live in two halves. New and used ones are in the young half; when it is full it becomes the old half and
/// what was in the old half unused is forgotten. So the cost of a look-up is constant and what is asked for stays.
final class GenerationCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let bytes: Int
    }

    private struct Half {
        var entries: [Key: Entry] = [:]
        var bytes = 0
    }

    private struct State {
        var generation: UInt64 = 0
        var young = Half()
        var old = Half()
        var hits: UInt64 = 0
        var misses: UInt64 = 0
    }

    private let halfBytes: Int
    private let halfEntries: Int
    private let cost: @Sendable (Key, Value) -> Int
    private let state = Mutex(State())

    /// A cache that keeps at most this many entries, whose `cost` in bytes adds up to at most this.
    init(bytes: Int, entries: Int, cost: @escaping @Sendable (Key, Value) -> Int) {
        halfBytes = bytes / 2
        halfEntries = max(1, entries / 2)
        self.cost = cost
    }

    /// What is kept now, and what was found and not found so far.
    var usage: CacheUsage {
        state.withLock { state in
            CacheUsage(
                entries: state.young.entries.count + state.old.entries.count,
                bytes: state.young.bytes + state.old.bytes,
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
            guard state.generation == generation, let entry = Self.find(key, &state, halfBytes, halfEntries) else {
                state.misses += 1
                return nil
            }
            state.hits += 1
            return entry.value
        }
    }

    /// Keeps a value, unless it was made from a publication that has been replaced meanwhile.
    func keep(_ value: Value, for key: Key, generation: UInt64) {
        let entry = Entry(value: value, bytes: cost(key, value))
        // One value may not take more than its half.
        guard entry.bytes <= halfBytes else { return }
        state.withLock { state in
            if generation > state.generation { Self.renew(&state, generation) }
            guard generation == state.generation, state.young.entries[key] == nil else { return }
            Self.insert(entry, key, &state, halfBytes, halfEntries)
        }
    }

    /// Drops everything that was made from older publications, and returns it.
    func renew(to generation: UInt64) -> [Value] {
        state.withLock { state in
            guard generation > state.generation else { return [] }
            let dropped = [state.young, state.old].flatMap { $0.entries.values.map(\.value) }
            Self.renew(&state, generation)
            return dropped
        }
    }

    private static func renew(_ state: inout State, _ generation: UInt64) {
        state.generation = generation
        (state.young, state.old) = (Half(), Half())
    }

    private static func find(_ key: Key, _ state: inout State, _ halfBytes: Int, _ halfEntries: Int) -> Entry? {
        if let entry = state.young.entries[key] { return entry }
        guard let entry = state.old.entries.removeValue(forKey: key) else { return nil }
        state.old.bytes -= entry.bytes
        insert(entry, key, &state, halfBytes, halfEntries)
        return entry
    }

    private static func insert(
        _ entry: Entry, _ key: Key, _ state: inout State, _ halfBytes: Int, _ halfEntries: Int
    ) {
        if state.young.entries.count >= halfEntries || state.young.bytes + entry.bytes > halfBytes {
            state.old = state.young
            state.young = Half()
        }
        state.young.entries[key] = entry
        state.young.bytes += entry.bytes
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
