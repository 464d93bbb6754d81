import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// What is sent back, ready to be sent again: the body's bytes and what describes them.
struct Answer: Sendable {
    /// The kinds of content that the service makes itself.
    enum ContentType {
        static let json = "application/json"
        static let html = "text/html; charset=utf-8"
        static let text = "text/plain; charset=utf-8"
    }

    var status = HTTPResponse.Status.ok
    /// The body's type; nil for an answer without a body.
    let contentType: String?
    let body: ByteBuffer
    /// A strong validator: it changes with any byte of the body. Nil for what is not to be kept.
    var entityTag: String?
    /// Headers of this answer only.
    var headers: HTTPFields = [:]

    /// An answer that clients and the cache may keep.
    init(kept bytes: [UInt8], contentType: String, headers: HTTPFields = [:]) {
        self.contentType = contentType
        self.headers = headers
        body = ByteBuffer(bytes: bytes)
        entityTag = Self.entityTag(of: bytes)
    }

    /// An answer for once.
    init(status: HTTPResponse.Status, bytes: [UInt8] = [], contentType: String? = nil, headers: HTTPFields = [:]) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        body = ByteBuffer(bytes: bytes)
    }

    private static func entityTag(of bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = SHA256.hash(data: bytes).prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "\"\(String(decoding: hex, as: UTF8.self))\""
    }
}

extension Answer {
    /// The response to a request with these headers; without the body for `HEAD`.
    func response(to request: HTTPRequest) -> Response {
        if let entityTag, Self.matches(request.headerFields[.ifNoneMatch], entityTag) {
            return Response(status: .notModified, headers: allHeaders)
        }
        let ranged = headers[.acceptRanges] == nil ? self : ByteRange.apply(request.headerFields, to: self)
        let response = Response(
            status: ranged.status, headers: ranged.allHeaders, body: ResponseBody(byteBuffer: ranged.body))
        return request.method == .head ? response.createHeadResponse() : response
    }

    private var allHeaders: HTTPFields {
        var all = headers
        if let contentType { all[.contentType] = contentType }
        if let entityTag {
            all[.eTag] = entityTag
            all[.cacheControl] = "no-cache"
        }
        return all
    }

    /// Whether `If-None-Match` names the tag: `*`, or a list that has it, weak or strong.
    private static func matches(_ header: String?, _ entityTag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { element in
            let tag = element.drop { $0 == " " || $0 == "\t" }.split { $0 == " " || $0 == "\t" }.first ?? ""
            return tag == "*" || tag == entityTag || tag == "W/" + entityTag
        }
    }
}
