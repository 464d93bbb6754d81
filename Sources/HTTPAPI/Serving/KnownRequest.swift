import NIOHTTP1

/// A request that was understood once, with what its answer was: sent again, it is not looked up while the same is
/// published. It is used on one connection's event loop only.
final class KnownRequest {
    let head: HTTPRequestHead
    let plain: PlainRequest
    private var found: FoundAnswer?

    /// An ordinary request; nil for every other one.
    init?(_ head: HTTPRequestHead) {
        guard let plain = PlainRequest(head) else { return nil }
        self.head = head
        self.plain = plain
    }

    /// What was found for the request in a generation of what is published, or what `find` finds now.
    func answer(in generation: UInt64, find: () -> FoundAnswer?) -> (found: FoundAnswer, answer: ReadyAnswer)? {
        if let found, let answer = found.answer(in: generation) { return (found, answer) }
        found = find()
        guard let found, let answer = found.answer(in: generation) else { return nil }
        return (found, answer)
    }
}
