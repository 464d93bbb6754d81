import NIOCore

/// The answer to every request, made once: as large as asked for, with the headers that the service's answers have.
struct ReadyAnswer: Sendable {
    let body: ByteBuffer

    init(bodyBytes: Int) {
        body = ByteBuffer(repeating: UInt8(ascii: "x"), count: bodyBytes)
    }

    /// Names and values in the order in which they are sent. A date is left to the framework.
    var headers: [(name: String, value: String)] {
        [
            ("Content-Type", "application/json; charset=utf-8"),
            ("Content-Length", "\(body.readableBytes)"),
            ("Cache-Control", "no-cache"),
            ("ETag", "\"0123456789abcdef0123456789abcdef\""),
            ("Vary", "Accept-Encoding"),
            ("X-API-Schemas", "http://127.0.0.1/v1-catalog/schemas"),
            ("X-Content-Type-Options", "nosniff"),
        ]
    }
}
