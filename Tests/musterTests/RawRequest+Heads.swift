extension RawRequest {
    static let heads = [
        RawRequest("an empty line before a request", "\r\n" + get(list), 200),
        RawRequest("a method in small letters", get(list, method: "get"), 400, stays: false),
        RawRequest("a method that nobody knows", get(list, method: "BREW"), 400, stays: false),
        RawRequest("a method that is not taken", get(list, method: "PATCH"), 405),
        RawRequest("TRACE", get(list, method: "TRACE"), 405),
        RawRequest("a header without a name", get(list, ": x"), 400, stays: false),
        RawRequest("a header without a colon", get(list, "Accept"), 400, stays: false),
        RawRequest("a space before the colon", get(list, "Accept : */*"), 400, stays: false),
        RawRequest("a header that goes on in the next line", get(list, "X-A: a", " b"), 400, stays: false),
        RawRequest("a space before the first header", "GET \(list) HTTP/1.1\r\n Host: h\r\n\r\n", 400, stays: false),
        RawRequest("a zero byte in a header", get(list, "X-A: a\u{0}b"), 400, stays: false),
        RawRequest("a carriage return in a header", get(list, "X-A: a\rX-B: b"), 400, stays: false),
        RawRequest("UTF-8 in a header", get(list, "X-A: é"), 200),
        RawRequest("a tab in a header", get(list, "X-A: a\tb"), 200),
        RawRequest("an empty header", get(list, "X-A:"), 200),
        RawRequest("a name in capitals", get(list, "ACCEPT: application/json"), 200),
        RawRequest(
            "a header that is too long", get(list, "X-A: \(String(repeating: "a", count: 20_000))"), 431, stays: false),
        RawRequest(
            "headers that are too long together",
            get(list, (0..<60).map { "X-\($0): \(String(repeating: "a", count: 400))" }.joined(separator: "\r\n")), 431,
            stays: false),
        RawRequest(
            "too many headers", get(list, (0..<200).map { "X-\($0): a" }.joined(separator: "\r\n")), 431, stays: false),
        RawRequest("a line that does not end", "GET /" + String(repeating: "a", count: 40_000), 431, stays: false),
        RawRequest("a connection that is to end", get(list, "Connection: close"), 200, stays: false),
        RawRequest("a connection that is to end, in capitals", get(list, "Connection: CLOSE"), 200, stays: false),
        RawRequest("a connection that is to end, in a list", get(list, "Connection: x, close"), 200, stays: false),
        RawRequest("a connection that is to stay", get(list, "Connection: keep-alive"), 200),
        RawRequest("an environment twice", get(list, "X-API-Project-Id: 1a5", "X-API-Project-Id: 1a5"), 200),
        RawRequest("two environments", get(list, "X-API-Project-Id: 1a5", "X-API-Project-Id: 1a6"), 400),
        RawRequest("an environment and an empty one", get(list, "X-API-Project-Id: 1a5", "X-API-Project-Id:"), 200),
        RawRequest(
            "an environment that is too long", get(list, "X-API-Project-Id: \(String(repeating: "a", count: 300))"), 400
        ),
    ]

    static let bodies = [
        RawRequest("a body with its length", get(refresh, "Content-Length: 2", method: "POST", body: "{}"), 204),
        RawRequest("no body and no length", get(refresh, method: "POST"), 204),
        RawRequest(
            "chunks", get(refresh, "Transfer-Encoding: chunked", method: "POST", body: "2\r\n{}\r\n0\r\n\r\n"), 204),
        RawRequest(
            "chunks with extensions",
            get(refresh, "Transfer-Encoding: chunked", method: "POST", body: "2;a=b\r\n{}\r\n0\r\n\r\n"), 204),
        RawRequest(
            "chunks with a trailer",
            get(refresh, "Transfer-Encoding: chunked", method: "POST", body: "2\r\n{}\r\n0\r\nX-A: b\r\n\r\n"), 204),
        RawRequest(
            "a chunk of no size", get(refresh, "Transfer-Encoding: chunked", method: "POST", body: "zz\r\n{}\r\n"), 400,
            stays: false),
        RawRequest(
            "a chunk of a negative size",
            get(refresh, "Transfer-Encoding: chunked", method: "POST", body: "-2\r\n{}\r\n"), 400,
            stays: false),
        RawRequest(
            "a chunk of an immense size",
            get(refresh, "Transfer-Encoding: chunked", method: "POST", body: "fffffffffffffffff\r\n{}\r\n"), 400,
            stays: false),
        RawRequest(
            "a chunk that is longer than its size",
            get(refresh, "Transfer-Encoding: chunked", method: "POST", body: "1\r\n{}\r\n0\r\n\r\n"), 400, stays: false),
        RawRequest(
            "a length that is none", get(refresh, "Content-Length: x", method: "POST", body: "{}"), 400, stays: false),
        RawRequest(
            "a negative length", get(refresh, "Content-Length: -2", method: "POST", body: "{}"), 400, stays: false),
        RawRequest(
            "a length with a sign", get(refresh, "Content-Length: +2", method: "POST", body: "{}"), 400, stays: false),
        RawRequest(
            "a length beyond all numbers",
            get(refresh, "Content-Length: 99999999999999999999", method: "POST", body: "{}"), 400, stays: false),
        RawRequest(
            "a length beyond all bodies, and an expectation",
            get(refresh, "Content-Length: 9223372036854775808", "Expect: 100-continue", method: "POST"), 400,
            stays: false),
        RawRequest("a body for GET", get(list, "Content-Length: 2", body: "{}"), 200),
        RawRequest("chunks for GET", get(list, "Transfer-Encoding: chunked", body: "2\r\n{}\r\n0\r\n\r\n"), 200),
        RawRequest(
            "a body that is too large",
            get(
                "/v1-catalog/upgrades", "Content-Length: 1048577", method: "POST",
                body: String(repeating: " ", count: 1_048_577)),
            413),
        RawRequest(
            "a body that is no JSON", get("/v1-catalog/upgrades", "Content-Length: 1", method: "POST", body: "{"), 400),
        RawRequest(
            "a body in two codings",
            get(refresh, "Transfer-Encoding: gzip, chunked", method: "POST", body: "0\r\n\r\n"), 501, stays: false),
    ]

    static let smuggling = [
        RawRequest(
            "two lengths", get(refresh, "Content-Length: 2", "Content-Length: 3", method: "POST", body: "{} "), 400,
            stays: false),
        RawRequest(
            "a length twice", get(refresh, "Content-Length: 2", "Content-Length: 2", method: "POST", body: "{}"), 400,
            stays: false),
        RawRequest(
            "a list of lengths", get(refresh, "Content-Length: 2, 2", method: "POST", body: "{}"), 400, stays: false),
        RawRequest(
            "a length and chunks",
            get(refresh, "Content-Length: 5", "Transfer-Encoding: chunked", method: "POST", body: "0\r\n\r\n"), 400,
            stays: false),
        RawRequest(
            "chunks and a length",
            get(refresh, "Transfer-Encoding: chunked", "Content-Length: 5", method: "POST", body: "0\r\n\r\n"), 400,
            stays: false),
        RawRequest("an empty coding", get(refresh, "Transfer-Encoding:", method: "POST"), 400, stays: false),
        RawRequest(
            "an empty coding and a length",
            get(refresh, "Transfer-Encoding:", "Content-Length: 2", method: "POST", body: "{}"), 400, stays: false),
        RawRequest(
            "a length and an empty coding",
            get(refresh, "Content-Length: 2", "Transfer-Encoding:", method: "POST", body: "{}"), 400, stays: false),
        RawRequest(
            "an empty coding and chunks",
            get(refresh, "Transfer-Encoding:", "Transfer-Encoding: chunked", method: "POST", body: "0\r\n\r\n"), 400,
            stays: false),
        RawRequest(
            "a coding that is no chunks", get(refresh, "Transfer-Encoding: identity", method: "POST", body: ""), 501,
            stays: false),
        RawRequest(
            "chunks that are not the last coding",
            get(refresh, "Transfer-Encoding: chunked, gzip", method: "POST", body: "0\r\n\r\n"), 400, stays: false),
        RawRequest(
            "chunks by a strange name", get(refresh, "Transfer-Encoding: xchunked", method: "POST", body: "0\r\n\r\n"),
            501,
            stays: false),
        RawRequest(
            "chunks twice",
            get(refresh, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked", method: "POST", body: "0\r\n\r\n"),
            400,
            stays: false),
        RawRequest(
            "chunks with a vertical tab",
            get(refresh, "Transfer-Encoding: \u{B}chunked", method: "POST", body: "0\r\n\r\n"), 400,
            stays: false),
        RawRequest(
            "chunks with a space before the colon",
            get(refresh, "Transfer-Encoding : chunked", method: "POST", body: "0\r\n\r\n"), 400, stays: false),
        RawRequest(
            "a length with an underscore", get(refresh, "Content_Length: 2", method: "POST"), 204),
        RawRequest(
            "a request behind the end of a body",
            get(refresh, "Content-Length: 0", method: "POST", body: get("/healthz")), 204, 200),
    ]
}
