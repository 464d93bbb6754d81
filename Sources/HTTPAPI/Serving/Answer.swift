import Crypto
import Encodings
import HTTPTypes
import HummingbirdCore
import Lanes
import NIOCore

/// What is sent back, ready to be sent again: the body's bytes and what describes them.
struct Answer: Sendable {
    /// The kinds of content that the service makes itself.
    enum ContentType {
        static let json = "application/json"
        static let sarif = "application/sarif+json"
        static let schema = "application/schema+json"
        static let yaml = "application/yaml"
        static let html = "text/html; charset=utf-8"
        static let text = "text/plain; charset=utf-8"
    }

    var status = HTTPResponse.Status.ok
    /// The body's type; nil for an answer without a body.
    let contentType: String?
    let body: ByteBuffer
    /// What writes the body; nil for a body that is there whole.
    private var stream: Stream?
    /// A strong validator: it changes with any byte of the body. Nil for what is not to be kept.
    var entityTag: String?
    /// Headers of this answer only.
    var headers: HTTPFields = [:]
    /// The body's gzip form; nil for bodies that are short, of a kind that does not shrink, or sent only once.
    private var compressed: CompressedBody?

    /// An answer that clients and the cache may keep.
    init(kept bytes: [UInt8], contentType: String, headers: HTTPFields = [:]) {
        self.contentType = contentType
        self.headers = headers
        body = ByteBuffer(bytes: bytes)
        entityTag = Self.entityTag(SHA256.hash(data: bytes))
        compressed = Self.compressed(bytes, contentType)
    }

    /// A body that is written bit by bit.
    private struct Stream {
        /// Writes it, while there is something to say.
        let write: @Sendable (inout any ResponseBodyWriter) async throws -> Void
        /// Its bytes; nil when nobody knows.
        var length: Int?
        /// The bytes that keeping the answer takes.
        var keptBytes = 0
    }

    /// The bytes that keeping the answer takes now: a compressed body counts when it has been made.
    var keptBytes: Int {
        body.storageCapacity + (compressed?.keptBytes ?? 0) + (stream?.keptBytes ?? 0)
            + headers.reduce(Self.ownBytes) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
    }

    /// The bytes of an answer without body and headers, about.
    private static let ownBytes = 512

    /// Whether the body is there whole.
    var isWhole: Bool { stream == nil }

    /// The gzip form of a body that is worth it.
    private static func compressed(_ bytes: [UInt8], _ contentType: String) -> CompressedBody? {
        bytes.count >= Gzip.smallestBody && shrinks(contentType) ? CompressedBody() : nil
    }

    /// Whether bodies of a type are text, and not compressed already.
    private static func shrinks(_ contentType: String) -> Bool {
        let type = contentType.split(separator: ";").first.map(String.init) ?? ""
        return type.hasPrefix("text/") || [ContentType.json, ContentType.sarif, "image/svg+xml"].contains(type)
    }

    /// An answer for once.
    init(status: HTTPResponse.Status, bytes: [UInt8] = [], contentType: String? = nil, headers: HTTPFields = [:]) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        body = ByteBuffer(bytes: bytes)
    }

    /// An answer that is written bit by bit.
    init(
        stream: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void, contentType: String,
        headers: HTTPFields
    ) {
        self.contentType = contentType
        self.headers = headers
        self.stream = Stream(write: stream)
        body = ByteBuffer()
    }

    /// An answer that clients may keep. The text is made once here; when it has more bytes than `most` it is not held, but made
    /// again for each client, in a lane.
    init(kept text: StreamedText, upTo most: Int, in lane: Lane, for owner: LaneOwner) async throws {
        var rest = text
        var (bytes, length, hash) = ([UInt8](), 0, SHA256())
        while let piece = try await rest.next() {
            try Task.checkCancellation()
            hash.update(data: piece)
            length += piece.count
            if length <= most { bytes += piece } else { bytes = [] }
        }
        let isWhole = length <= most
        contentType = text.contentType
        headers = text.headers
        entityTag = Self.entityTag(hash.finalize())
        body = ByteBuffer(bytes: bytes)
        if isWhole {
            compressed = Self.compressed(bytes, text.contentType)
        } else {
            stream = Stream(
                write: { try await text.write(to: &$0, in: lane, for: owner) }, length: length,
                keptBytes: text.keptBytes)
        }
    }

    private static func entityTag(_ digest: some Sequence<UInt8>) -> String {
        "\"\(Hexadecimal.text(of: digest.prefix(16)))\""
    }
}

extension Answer {
    /// The form of the answer that a request takes: compressed, or as it is.
    func form(for request: HTTPRequest) -> Answer { gzipped(for: request) ?? self }

    /// Whether the form is at hand; otherwise the body has to be compressed.
    func isFormReady(for request: HTTPRequest) -> Bool {
        guard let compressed, takesGzip(request) else { return true }
        return compressed.isTried
    }

    private func takesGzip(_ request: HTTPRequest) -> Bool {
        request.headerFields[.range] == nil && AcceptedEncoding.allowsGzip(request.headerFields[.acceptEncoding])
    }

    /// The response to a request with these headers; without the body for `HEAD`.
    func response(to request: HTTPRequest) -> Response {
        let isRead = request.method == .get || request.method == .head
        if isRead, let entityTag, Self.matches(request.headerFields[.ifNoneMatch], entityTag) {
            return Response(status: .notModified, headers: headersWithoutBody)
        }
        let takesRange = headers[.acceptRanges] != nil && request.method == .get
        let ranged = takesRange ? ByteRange.apply(request.headerFields, to: self) : self
        let body =
            stream.map { ResponseBody(contentLength: $0.length, $0.write) } ?? ResponseBody(byteBuffer: ranged.body)
        let response = Response(status: ranged.status, headers: ranged.allHeaders, body: body)
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// The answer with its body compressed, when the client takes that. It has an entity tag of its own: a strong one names
    /// bytes, and these are others.
    private func gzipped(for request: HTTPRequest) -> Answer? {
        guard let compressed, takesGzip(request), let bytes = compressed.bytes(of: body) else { return nil }
        var answer = Answer(body: bytes, contentType: contentType, headers: headers)
        answer.entityTag = entityTag.map { "\($0.dropLast())-gzip\"" }
        answer.headers[.contentEncoding] = "gzip"
        answer.headers[.vary] = "Accept-Encoding"
        return answer
    }

    private init(body: ByteBuffer, contentType: String?, headers: HTTPFields) {
        self.body = body
        self.contentType = contentType
        self.headers = headers
    }

    /// The answer's own headers with those that describe its body.
    var allHeaders: HTTPFields {
        var all = headers
        if let contentType { all[.contentType] = contentType }
        if let entityTag {
            all[.eTag] = entityTag
            all[.cacheControl] = "no-cache"
            if compressed != nil { all[.vary] = "Accept-Encoding" }
        }
        return all
    }

    /// The headers for a client that has the body already: without those of its form (RFC 9110, 15.4.5).
    var headersWithoutBody: HTTPFields {
        var kept = allHeaders
        for name in [HTTPField.Name.contentType, .contentEncoding, .xContentTypeOptions] { kept[name] = nil }
        return kept
    }

    /// Whether `If-None-Match` names the tag: `*`, or a list that has it, weak or strong.
    static func matches(_ header: String?, _ entityTag: String) -> Bool {
        guard let header else { return false }
        // As clients send back the one tag that they got.
        if header == entityTag { return true }
        return header.split(separator: ",").contains { element in
            let tag = element.drop { $0 == " " || $0 == "\t" }.split { $0 == " " || $0 == "\t" }.first ?? ""
            return tag == "*" || tag == entityTag || tag == "W/" + entityTag
        }
    }
}

/// Answers by what they depend on.
typealias AnswerCache<Generation: Hashable & Sendable> = GenerationCache<String, Generation, Answer>

extension GenerationCache where Key == String, Value == Answer {
    /// A cache of at most this many bodies and this many bytes of bodies and keys.
    convenience init(bytes: Int, entries: Int) {
        self.init(bytes: bytes, entries: entries, grows: true) { $0.utf8.count + $1.keptBytes }
    }
}
