import Lanes

extension Lane {
    /// Runs blocking work on the lane's threads when its owner's turn has come; `body` sees whether the task is cancelled.
    func git<T: Sendable, E: GitLaneError>(
        for owner: LaneOwner, _ body: @Sendable () throws(E) -> T
    ) async throws(E) -> T {
        do {
            return try await run(for: owner) { try body() }
        } catch let error as E {
            throw error
        } catch is CancellationError {
            throw E(GitFailure(.cancelled, "the work was cancelled before it began"))
        } catch {
            throw E(GitFailure(.configuration, "\(error)"))
        }
    }
}

/// An error that what happens to a piece of work in its lane can be told by.
protocol GitLaneError: Error {
    init(_ failure: GitFailure)
}

extension GitFailure: GitLaneError {
    init(_ failure: GitFailure) { self = failure }
}

extension WorkerFailure: GitLaneError {
    init(_ failure: GitFailure) { self.init(failure, cause: .source) }
}
