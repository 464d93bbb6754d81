/// Work on many elements, a few at a time.
enum SideBySide {
    /// The results of work on each element, in their order; at most `width` elements are under way at once.
    ///
    /// - Throws: what `work` throws first, and `CancellationError` when the task is cancelled; work under way is waited for.
    static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], width: Int, _ work: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: elements.count)
            for (index, element) in elements.enumerated() {
                if index >= max(1, width), let (done, result) = try await group.next() { results[done] = result }
                try Task.checkCancellation()
                group.addTask { (index, try await work(element)) }
            }
            for try await (index, result) in group { results[index] = result }
            return results.compactMap(\.self)
        }
    }
}
