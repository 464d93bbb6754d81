import Synchronization

/// Work under way that requests wait for. Equal requests share one piece of it, which is cancelled when the last one that
/// waits for it has left.
final class SharedWork<Value: Sendable>: Sendable {
    private struct Piece {
        let id: Int
        let task: Task<Void, Never>
        var waiters: [Int: CheckedContinuation<Value, any Error>]
    }

    private struct State {
        var next = 0
        var pieces: [String: Piece] = [:]

        mutating func number() -> Int {
            next += 1
            return next
        }
    }

    private let state = Mutex(State())

    /// How many pieces of work are under way.
    var count: Int { state.withLock { $0.pieces.count } }

    /// What the work of this key gives: of the piece under way, or of a new one.
    ///
    /// - Throws: what `make` throws; `CancellationError` when the task is cancelled, whatever becomes of the work.
    func value(_ key: String, _ make: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let waiter = state.withLock { $0.number() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    // Looked at under the lock: a cancellation from now on finds the waiter.
                    if Task.isCancelled { return true }
                    if state.pieces[key] == nil { state.pieces[key] = piece(key, id: state.number(), make) }
                    state.pieces[key]?.waiters[waiter] = continuation
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            leave(waiter, key)
        }
    }

    private func piece(_ key: String, id: Int, _ make: @escaping @Sendable () async throws -> Value) -> Piece {
        let task = Task { [self] in
            let result: Result<Value, any Error>
            do { result = .success(try await make()) } catch { result = .failure(error) }
            for waiter in end(key, id) { waiter.resume(with: result) }
        }
        return Piece(id: id, task: task, waiters: [:])
    }

    private func end(_ key: String, _ id: Int) -> [CheckedContinuation<Value, any Error>] {
        state.withLock { state in
            guard state.pieces[key]?.id == id else { return [] }
            return state.pieces.removeValue(forKey: key).map { Array($0.waiters.values) } ?? []
        }
    }

    private func leave(_ waiter: Int, _ key: String) {
        let (continuation, abandoned) = state.withLock { state in
            let continuation = state.pieces[key]?.waiters.removeValue(forKey: waiter)
            guard continuation != nil, state.pieces[key]?.waiters.isEmpty == true else {
                return (continuation, nil as Task<Void, Never>?)
            }
            return (continuation, state.pieces.removeValue(forKey: key)?.task)
        }
        abandoned?.cancel()
        continuation?.resume(throwing: CancellationError())
    }
}
