import Synchronization

/// Tells subscribers that something new is published. Nobody who listens slowly holds up a refresh: of several publications
/// that a subscriber has not looked at, it sees the last.
final class PublicationFeed: Sendable {
    private struct State {
        var next = 0
        var continuations: [Int: AsyncStream<Publication>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// The publications from now on, until the subscriber's task ends.
    func subscribe() -> AsyncStream<Publication> {
        let (stream, continuation) = AsyncStream.makeStream(of: Publication.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.next += 1
            state.continuations[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.continuations[number] = nil }
        }
        return stream
    }

    func send(_ publication: Publication) {
        for continuation in state.withLock({ Array($0.continuations.values) }) { continuation.yield(publication) }
    }
}
