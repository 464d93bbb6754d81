/// Work on many elements, a few at a time.
enum SideBySide {
    /// The results of work on each element, in their order; at most `width` elements are under way at once.
    ///
    /// - Parameter progress: is told how many elements are done.
    /// - Throws: what `work` throws first, and `CancellationError` when the task is cancelled; work under way is waited for.
    static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], width: Int, progress: ((Int) -> Void)? = nil,
        _ work: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: elements.count)
            var count = 0
            func take(_ done: (index: Int, result: Result)) {
                results[done.index] = done.result
                count += 1
                progress?(count)
            }
            for (index, element) in elements.enumerated() {
                if index >= max(1, width), let done = try await group.next() { take(done) }
                try Task.checkCancellation()
                group.addTask { (index, try await work(element)) }
            }
            for try await done in group { take(done) }
            return results.compactMap(\.self)
        }
    }
}
