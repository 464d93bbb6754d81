/// A format of pictures, as the first bytes or a file's name say.
enum ImageFormat: String, Sendable {
    case png = "PNG"
    case jpeg = "JPEG"
    case gif = "GIF"
    case svg = "SVG"

    /// The format that a file's name says; nil for an ending that says none of these.
    init?(named path: String) {
        switch path.split(separator: ".").last?.lowercased() {
        case "png": self = .png
        case "jpg", "jpeg": self = .jpeg
        case "gif": self = .gif
        case "svg": self = .svg
        default: return nil
        }
    }

    /// The format of a file's content; nil for none of these. An SVG may have a declaration and comments before its element.
    init?(of bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: Array("GIF8".utf8)) {
            self = .gif
        } else if bytes.prefix(Self.longestProlog).holds("<svg") || bytes.prefix(Self.longestProlog).holds(":svg") {
            self = .svg
        } else {
            return nil
        }
    }

    /// How far into a file the element of an SVG is looked for, in bytes.
    private static let longestProlog = 16 << 10
}

/// Looking for programs in an SVG.
enum SVGProgram {
    /// Whether it has a script, a handler of events or a `javascript:` address.
    static func isIn(_ bytes: [UInt8]) -> Bool {
        let text = bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }[...]
        return ["<script", "javascript:", " onload=", " onclick=", " onerror=", " onmouseover=", " onbegin="]
            .contains { text.holds($0) }
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes of a text stand anywhere here.
    func holds(_ text: String) -> Bool {
        let sought = Array(text.utf8)
        guard let first = sought.first else { return true }
        var rest = self
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: sought) { return true }
            rest = rest[(start + 1)...]
        }
        return false
    }
}
