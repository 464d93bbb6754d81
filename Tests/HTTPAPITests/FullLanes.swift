import MusterTesting
import Lanes
import Synchronization

@testable import HTTPAPI

/// Lanes of which the one for compiling takes no more work.
enum FullLanes {
    /// Runs `body` while one piece of work that ends with it takes the only place of compiling, and none may wait.
    static func run(_ body: (APILanes) async throws -> Void) async throws {
        var lanes = APILanes()
        lanes.compiling = Lane(Lane.Character("full", width: 1, queueLimit: 0))
        let compiling = lanes.compiling
        let (end, ending) = AsyncStream.makeStream(of: Void.self)
        let work = Task { try await compiling.run(for: .process) { for await _ in end { return } } }
        try await eventually { compiling.usage.running > 0 }
        defer { ending.yield() }
        try await body(lanes)
        ending.yield()
        try await work.value
    }
}
