import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One HTTP request and its response, made by async code and read by a blocking thread.
///
/// The body is taken from the network only as fast as the thread reads it. `@unchecked Sendable`: every mutable field
/// is only touched while `condition` is locked.
final class HTTPExchange: @unchecked Sendable {
    /// The start of a response.
    struct Head: Sendable {
        let status: Int
        let headers: HTTPHeaders
    }

    /// What a wait ended with.
    enum Step<Value> {
        case value(Value)
        case end
        case failed(any Error)
        case expired
    }

    /// Bytes that may wait for the reader before the network is left alone.
    private static let maximumBuffered = 256 << 10
    /// How long one wait lasts before cancellation is looked at again, in seconds.
    private static let slice = 0.05

    private let condition = NSCondition()
    private var head: Head?
    private var chunks: [ByteBuffer] = []
    private var buffered = 0
    private var outcome: Result<Void, any Error>?
    private var sender: CheckedContinuation<Void, Never>?
    private var task: Task<Void, Never>?

    /// Sends the request.
    func start(_ request: HTTPClientRequest, with client: HTTPClient, deadline: NIODeadline) {
        let task = Task {
            do {
                let response = try await client.execute(request, deadline: deadline)
                received(Head(status: Int(response.status.code), headers: response.headers))
                for try await chunk in response.body { await received(chunk) }
                finished(.success(()))
            } catch {
                finished(.failure(error))
            }
        }
        locked { self.task = task }
    }

    /// Ends the request; whoever waits for it is let go.
    func cancel() {
        let (task, sender) = locked {
            outcome = outcome ?? .failure(CancellationError())
            chunks = []
            defer { (self.task, self.sender) = (nil, nil) }
            return (self.task, self.sender)
        }
        task?.cancel()
        sender?.resume()
    }

    /// Waits for the response's start.
    func waitForHead(
        until end: ContinuousClock.Instant, _ budget: TransferBudget
    ) throws(GitFailure) -> Step<Head> {
        try wait(until: end, budget) { self.head.map { .value($0) } ?? self.ended() }
    }

    /// Waits for more of the body.
    func waitForChunk(
        until end: ContinuousClock.Instant, _ budget: TransferBudget
    ) throws(GitFailure) -> Step<ByteBuffer> {
        let step = try wait(until: end, budget) { self.takeChunk() ?? self.ended() }
        let sender = locked {
            guard buffered <= Self.maximumBuffered else { return nil as CheckedContinuation<Void, Never>? }
            defer { self.sender = nil }
            return self.sender
        }
        sender?.resume()
        return step
    }

    private func wait<Value>(
        until end: ContinuousClock.Instant, _ budget: TransferBudget, _ step: () -> Step<Value>?
    ) throws(GitFailure) -> Step<Value> {
        while true {
            if let step = attempt(step) { return step }
            try budget.checkTotal()
            guard ContinuousClock.now < end else { return .expired }
        }
    }

    /// One look, and a short wait when there is nothing to see.
    private func attempt<Value>(_ step: () -> Step<Value>?) -> Step<Value>? {
        locked {
            if let step = step() { return step }
            _ = condition.wait(until: Date(timeIntervalSinceNow: Self.slice))
            return step()
        }
    }

    private func takeChunk() -> Step<ByteBuffer>? {
        guard !chunks.isEmpty else { return nil }
        let chunk = chunks.removeFirst()
        buffered -= chunk.readableBytes
        return .value(chunk)
    }

    private func ended<Value>() -> Step<Value>? {
        switch outcome {
        case nil: nil
        case .success: .end
        case .failure(let error): .failed(error)
        }
    }

    private func received(_ head: Head) {
        locked {
            self.head = head
            condition.broadcast()
        }
    }

    private func received(_ chunk: ByteBuffer) async {
        await withCheckedContinuation { continuation in
            let mayGoOn = locked {
                guard outcome == nil else { return true }
                chunks.append(chunk)
                buffered += chunk.readableBytes
                condition.broadcast()
                if buffered > Self.maximumBuffered { sender = continuation }
                return buffered <= Self.maximumBuffered
            }
            if mayGoOn { continuation.resume() }
        }
    }

    private func finished(_ result: Result<Void, any Error>) {
        locked {
            outcome = outcome ?? result
            condition.broadcast()
        }
    }

    private func locked<T>(_ body: () -> T) -> T {
        condition.lock()
        defer { condition.unlock() }
        return body()
    }
}
