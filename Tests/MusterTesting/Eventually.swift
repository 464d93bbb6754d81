/// What a test waited for did not come.
public struct NeverSo: Error {}

/// Waits until something is so that others bring about. It is no measure of how long that takes: a test that waits in vain has to
/// end as well.
public func eventually(_ isSo: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while try await !isSo() {
        try Task.checkCancellation()
        guard ContinuousClock.now < end else { throw NeverSo() }
        await Task.yield()
    }
}
