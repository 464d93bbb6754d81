extension RawRequest {
    static let expectations = [
        RawRequest(
            "a client that waits to be told",
            get(refresh, "Content-Length: 2", "Expect: 100-continue", method: "POST", body: "{}"),
            100, 204),
        RawRequest(
            "a client that waits, in capitals",
            get(refresh, "Content-Length: 2", "Expect: 100-Continue", method: "POST", body: "{}"),
            100, 204),
        RawRequest("a client that waits without a body", get(list, "Expect: 100-continue"), 100, 200),
        RawRequest(
            "a client that waits to send too much",
            get("/v1-catalog/upgrades", "Content-Length: 9999999", "Expect: 100-continue", method: "POST"), 413,
            stays: false),
        RawRequest("another expectation", get(list, "Expect: the-unexpected"), 417, stays: false),
        RawRequest(
            "an expectation of HTTP/1.0",
            "POST \(refresh) HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}", 204, stays: false),
    ]

    private static let write = get(refresh, "Content-Length: 2", method: "POST", body: "{}")

    static let pipelines = [
        RawRequest("two at once", get(list) + get("/healthz"), 200, 200),
        RawRequest("three of one kind", get(list) + get(list) + get(list), 200, 200, 200),
        RawRequest(
            "one that ends the connection, and another", get(list, "Connection: close") + get(list), 200, stays: false),
        RawRequest("a good one, and none", get(list) + "NONSENSE\r\n\r\n", 200, 400, stays: false),
        RawRequest("none, and a good one", "NONSENSE\r\n\r\n" + get(list), 400, stays: false),
        RawRequest("an unknown address, and a good one", get("/no") + get(list), 404, 200),
        RawRequest(
            "a body, and another request", get(refresh, "Content-Length: 2", method: "POST", body: "{}") + get(list),
            204, 200),
        RawRequest("a line end between", get(list) + "\r\n" + get(list), 200, 200),
        RawRequest("a line end in front", "\r\n" + get(list), 200),
        RawRequest("a line end behind a body", write + "\r\n" + get(list), 204, 200),
        RawRequest(
            "a write, and one that ends the connection", write + get(list, "Connection: close"), 204, 200, stays: false),
        RawRequest(
            "a write, and one of HTTP/1.0", write + "GET /healthz HTTP/1.0\r\n\r\n", 204, 200, stays: false),
        RawRequest("a write, and none", write + "NONSENSE\r\n\r\n", 204, 400, stays: false),
        RawRequest(
            "a write, and one of two hosts", write + "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 204, 400,
            stays: false),
        RawRequest(
            "a write in chunks, and one that ends the connection",
            get(refresh, "Transfer-Encoding: chunked", method: "POST", body: "2\r\n{}\r\n0\r\n\r\n")
                + get(list, "Connection: close"), 204, 200, stays: false),
    ]

    static let answers = [
        RawRequest("HEAD", get(list, method: "HEAD"), 200, bodiless: true),
        RawRequest("HEAD of nothing", get("/no", method: "HEAD"), 404, bodiless: true),
        RawRequest("OPTIONS", get(list, method: "OPTIONS"), 204, bodiless: true),
        RawRequest("what anybody has", get(list, "If-None-Match: *"), 304),
        RawRequest("what nobody has any more", get(list, "If-Match: \"x\""), 412),
        RawRequest("a write to what is not to be there", get(refresh, "If-None-Match: *", method: "POST"), 412),
        RawRequest("what nobody has", get(list, "If-None-Match: \"x\""), 200),
        RawRequest("a list of what nobody has", get(list, "If-None-Match: \"x\", W/\"y\""), 200),
        RawRequest("an empty validator", get(list, "If-None-Match:"), 200),
        RawRequest("a date as a validator", get(list, "If-Modified-Since: Mon, 30 Nov 2026 00:00:00 GMT"), 200),
        RawRequest("part of a list", get(list, "Range: bytes=0-9"), 200),
        RawRequest("part of an icon", get(icon, "Range: bytes=0-9"), 206),
        RawRequest("HEAD of a part of an icon", get(icon, "Range: bytes=0-9", method: "HEAD"), 200, bodiless: true),
        RawRequest("the end of an icon", get(icon, "Range: bytes=-5"), 206),
        RawRequest("an icon from a place on", get(icon, "Range: bytes=5-"), 206),
        RawRequest("beyond an icon", get(icon, "Range: bytes=999999-"), 416),
        RawRequest("a range that runs backwards", get(icon, "Range: bytes=9-1"), 416),
        RawRequest("a range that is none", get(icon, "Range: bytes=x"), 200),
        RawRequest("a range of other units", get(icon, "Range: lines=0-9"), 200),
        RawRequest("several ranges", get(icon, "Range: bytes=0-1,3-4"), 200),
        RawRequest("a range beyond all numbers", get(icon, "Range: bytes=99999999999999999999-"), 200),
        RawRequest("a range of what has changed", get(icon, "Range: bytes=0-9", "If-Range: \"x\""), 200),
        RawRequest("gzip", get(list, "Accept-Encoding: gzip"), 200),
        RawRequest("gzip of no worth", get(list, "Accept-Encoding: gzip;q=0"), 200),
        RawRequest("codings that are not here", get(list, "Accept-Encoding: br, zstd"), 200),
        RawRequest("nothing but codings that are not here", get(list, "Accept-Encoding: identity;q=0"), 200),
        RawRequest("a type that is not here", get(list, "Accept: image/png"), 200),
        RawRequest("a page", get(list, "Accept: text/html, */*", "User-Agent: Mozilla/5.0"), 200),
    ]

    static let origins = [
        RawRequest("a write of nobody's page", get(refresh, method: "POST"), 204),
        RawRequest("a write of another site's page", get(refresh, "Origin: http://evil.example", method: "POST"), 403),
        RawRequest("a write of the own page", get(refresh, "Origin: http://h", method: "POST"), 204),
        RawRequest("a write across sites", get(refresh, "Sec-Fetch-Site: cross-site", method: "POST"), 403),
        RawRequest("a write within the site", get(refresh, "Sec-Fetch-Site: same-origin", method: "POST"), 204),
        RawRequest("a preflight", get(refresh, "Origin: http://evil.example", method: "OPTIONS"), 204, bodiless: true),
        RawRequest(
            "a form of another site's page",
            get(refresh, "Origin: null", "Content-Type: text/plain", "Content-Length: 2", method: "POST", body: "{}"),
            403),
    ]

    private static let icon = "/v1-catalog/templates/starter:infra*log-agent?image"
}
