import HTTPTypes
import NIOCore
import Synchronization

/// An answer as the bytes that go on the wire, but for the date.
final class ReadyAnswer: Sendable {
    /// A request that it answers; asked again when there is a new publication.
    let request: HTTPRequest
    private let requestBytes: Int
    /// The address that was asked, as the metrics name it.
    let endpoint: String
    /// The head of the whole answer, up to where the date goes.
    let head: ByteBuffer
    /// The head of the answer to those who have the body already.
    let notModified: ByteBuffer
    let body: ByteBuffer
    /// Nil for what clients have no use for keeping.
    private let entityTag: String?
    private let isAskedFor = Atomic(false)

    /// The ready form of an answer that clients may keep, or that is always the same; nil for every other one.
    init?(_ answer: Answer, to request: HTTPRequest, of endpoint: Endpoint) {
        guard answer.status == .ok, answer.isWhole, answer.entityTag != nil || endpoint.source == .nothing,
            let key = RequestKey(request)
        else { return nil }
        // Not as it came: it may have had any other headers.
        self.request = key.request
        requestBytes = key.size
        self.endpoint = endpoint.name
        entityTag = answer.entityTag
        body = answer.body
        head = Self.head("200 OK", answer.allHeaders, length: answer.body.readableBytes)
        notModified = Self.head("304 Not Modified", answer.headersWithoutBody, length: nil)
    }

    /// The bytes that keeping the answer takes.
    var keptBytes: Int {
        requestBytes + head.storageCapacity + notModified.storageCapacity + body.storageCapacity
            + (entityTag?.utf8.count ?? 0) + Self.ownBytes
    }

    /// The bytes of an answer without texts, about.
    private static let ownBytes = 512

    /// Whether a client asked for the answer since it was made ready.
    var wasAskedFor: Bool { isAskedFor.load(ordering: .relaxed) }

    /// Remembers that a client asked for the answer.
    func markAskedFor() {
        if !wasAskedFor { isAskedFor.store(true, ordering: .relaxed) }
    }

    /// Whether the client has the body already.
    func isKnown(to ifNoneMatch: String?) -> Bool {
        entityTag.map { Answer.matches(ifNoneMatch, $0) } ?? false
    }

    private static func head(_ status: String, _ headers: HTTPFields, length: Int?) -> ByteBuffer {
        var text = "HTTP/1.1 \(status)\r\n"
        for field in headers { text += "\(field.name.rawName): \(field.value)\r\n" }
        if let length { text += "Content-Length: \(length)\r\n" }
        return ByteBuffer(string: text)
    }
}

/// Answers that are ready, by the requests that they answer.
typealias ReadyAnswers<Generation: Hashable & Sendable> = GenerationCache<RequestKey, Generation, ReadyAnswer>
