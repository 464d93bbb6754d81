import HTTPTypes
import NIOCore
import Synchronization

/// Answers made once and sent often. Bounded in entries and bytes, whatever clients ask for; dropped whole when the
/// publication they were made from is no longer served.
///
/// Entries live in two halves. New and used ones are in the young half; when it is full it becomes the old half and
/// what was in the old half unused is forgotten. So the cost of a look-up is constant and what is asked for stays.
final class ResponseCache: Sendable {
    private struct State {
        var generation: UInt64 = 0
        var young = Half()
        var old: [String: Answer] = [:]
        var oldBytes = 0
    }

    private struct Half {
        var answers: [String: Answer] = [:]
        var bytes = 0
    }

    private let halfBytes: Int
    private let halfEntries: Int
    private let state = Mutex(State())

    /// A cache that keeps at most this many bodies and this many bytes of bodies and keys.
    init(bytes: Int, entries: Int) {
        halfBytes = bytes / 2
        halfEntries = max(1, entries / 2)
    }

    /// What is kept now: bodies, and their bytes with those of the keys.
    var size: (entries: Int, bytes: Int) {
        state.withLock { ($0.young.answers.count + $0.old.count, $0.young.bytes + $0.oldBytes) }
    }

    /// The answer to a request, made now unless it is kept from before.
    ///
    /// - Parameters:
    ///   - key: what the answer depends on apart from the publication.
    ///   - generation: the publication that `make` reads from.
    func answer(_ key: String, generation: UInt64, make: () async throws -> Answer) async rethrows -> Answer {
        if let kept = find(key, generation: generation) { return kept }
        let answer = try await make()
        if answer.status == .ok { keep(answer, for: key, generation: generation) }
        return answer
    }

    private func find(_ key: String, generation: UInt64) -> Answer? {
        state.withLock { state in
            guard state.generation == generation else { return nil }
            if let answer = state.young.answers[key] { return answer }
            guard let answer = state.old.removeValue(forKey: key) else { return nil }
            state.oldBytes -= Self.cost(key, answer)
            insert(answer, key, &state)
            return answer
        }
    }

    private func keep(_ answer: Answer, for key: String, generation: UInt64) {
        // One body may not push everything else out.
        guard Self.cost(key, answer) <= halfBytes / 2 else { return }
        state.withLock { state in
            if generation > state.generation { state = State(generation: generation) }
            // Made from a publication that has been replaced meanwhile.
            guard generation == state.generation, state.young.answers[key] == nil else { return }
            insert(answer, key, &state)
        }
    }

    private func insert(_ answer: Answer, _ key: String, _ state: inout State) {
        let cost = Self.cost(key, answer)
        if state.young.answers.count >= halfEntries || state.young.bytes + cost > halfBytes {
            (state.old, state.oldBytes) = (state.young.answers, state.young.bytes)
            state.young = Half()
        }
        state.young.answers[key] = answer
        state.young.bytes += cost
    }

    private static func cost(_ key: String, _ answer: Answer) -> Int {
        key.utf8.count + answer.keptBytes
    }
}
