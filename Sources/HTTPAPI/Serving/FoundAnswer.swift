import NIOCore

/// A ready answer as it was found for one request. Only the cache holds the answer itself, so that no connection keeps a body
/// that is forgotten.
final class FoundAnswer {
    private weak var answer: ReadyAnswer?
    private let generation: UInt64
    /// Whether the client has the body already.
    let isKnown: Bool
    /// Where the replies are counted.
    let series: RequestMetrics.Series
    private var uses = 0
    /// The head with the date of a second.
    private var dated = (second: -1, head: ByteBuffer())

    /// How often an answer is used before it is looked up again, by which the cache knows that it is in use.
    private static let mostUses = 64

    /// An answer that was found in a generation of what is published.
    init(_ answer: ReadyAnswer, in generation: UInt64, to request: PlainRequest, metrics: RequestMetrics) {
        self.answer = answer
        self.generation = generation
        isKnown = answer.isKnown(to: request.ifNoneMatch)
        series = metrics.series(answer.endpoint, status: isKnown ? 304 : 200)
    }

    /// The answer, if it is to be used once more.
    func answer(in generation: UInt64) -> ReadyAnswer? {
        uses += 1
        return generation == self.generation && uses <= Self.mostUses ? answer : nil
    }

    /// The head of what is sent now.
    func head(of answer: ReadyAnswer, _ date: DateLine) -> ByteBuffer {
        let second = DateLine.second
        if dated.second != second {
            var head = isKnown ? answer.notModified : answer.head
            head.writeBytes(date.bytes(at: second))
            dated = (second, head)
        }
        return dated.head
    }
}
