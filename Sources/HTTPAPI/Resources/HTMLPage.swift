import HTTPTypes

/// The page that a person sees who opens an address of the API in a browser: the JSON, with its links to follow.
///
/// Unlike the reference's page it loads nothing from elsewhere, so it works without network and nobody else's script
/// runs beside Rancher's own pages.
enum HTMLPage {
    /// A page that shows `json`, which must be valid JSON. It stands inside a script, so `<`, `>`, `&` and the two
    /// line ends that JavaScript knows and JSON does not are written as escapes there.
    static func wrap(_ json: some Collection<UInt8>) -> [UInt8] {
        var page = Array(head.utf8)
        page.reserveCapacity(page.count + json.count + tail.utf8.count)
        appendEscaped(json, to: &page)
        page += Array(tail.utf8)
        return page
    }

    /// Appends a piece of the JSON, which ends where a character does, as it stands between ``head`` and ``tail``.
    static func appendEscaped(_ json: some Collection<UInt8>, to page: inout [UInt8]) {
        var pending: [UInt8] = []
        for byte in json {
            // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
            if pending.count == 2, byte == 0xA8 || byte == 0xA9 {
                page.append(contentsOf: (byte == 0xA8 ? "\\u2028" : "\\u2029").utf8)
                pending = []
                continue
            }
            if pending.count == 1, byte == 0x80 {
                pending.append(byte)
                continue
            }
            page += pending
            pending = byte == 0xE2 ? [byte] : []
            if byte != 0xE2 { appendEscaped(byte, to: &page) }
        }
        page += pending
    }

    private static func appendEscaped(_ byte: UInt8, to page: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "<"): page.append(contentsOf: "\\u003c".utf8)
        case UInt8(ascii: ">"): page.append(contentsOf: "\\u003e".utf8)
        case UInt8(ascii: "&"): page.append(contentsOf: "\\u0026".utf8)
        default: page.append(byte)
        }
    }

    /// Lets the page's own script and style run and nothing else, shows it in no other page, and tells nobody who follows a
    /// link where that came from.
    static let headers: HTTPFields = [
        .contentSecurityPolicy: """
        default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'none'
        """,
        .referrerPolicy: "no-referrer",
    ]

    /// What stands before the JSON.
    static let head = """
        <!DOCTYPE html>
        <!-- If you are reading this, there is a good chance you would prefer sending an
        "Accept: application/json" header and receiving actual JSON responses. -->
        <meta charset="utf-8">
        <title>v1-catalog</title>
        <style>body { font: 14px/1.5 monospace; margin: 2em; white-space: pre-wrap; overflow-wrap: anywhere }</style>
        <body>
        <script>
        //BEFORE DATA
        var data =

        """

    /// What stands behind the JSON.
    static let tail = """

        ;
        for (const part of JSON.stringify(data, null, 2).split(/("https?:[^"\\\\\\s]*")/)) {
          if (/^"https?:/.test(part)) {
            const link = document.createElement("a");
            link.href = link.textContent = JSON.parse(part);
            document.body.append('"', link, '"');
          } else {
            document.body.append(part);
          }
        }
        </script>

        """
}
