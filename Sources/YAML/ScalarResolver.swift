import Encodings
import GoText
/// Resolves scalars as go-yaml v2.4.0 does when it decodes into `interface{}` (`resolve.go`, built with Go 1.19).
///
/// A `!!timestamp` stays text whatever it says, where go-yaml refuses text that is no time.
enum ScalarResolver {
    /// An explicit tag that the text does not fit.
    struct Mismatch: Error {
        var message: String
    }

    /// The value of a scalar with this text, style and explicit tag.
    static func resolve(_ text: String, style: YAMLScalar.Style, tag: String?) throws(Mismatch) -> YAMLScalar.Value {
        switch tag {
        case nil, "": return style == .plain ? plain(text) : .string
        case "!": return .string
        case "tag:yaml.org,2002:str": return .string
        case "tag:yaml.org,2002:binary": return .binary(try decodeBase64(text))
        case "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float":
            return try tagged(text, tag: tag ?? "")
        default: return .string
        }
    }

    private static func tagged(_ text: String, tag: String) throws(Mismatch) -> YAMLScalar.Value {
        let value = plain(text)
        switch (tag.split(separator: ":").last, value) {
        case ("null", .null), ("bool", .boolean), ("int", .integer), ("int", .unsigned), ("float", .float): return value
        case ("float", .integer(let number)): return .float(Double(number))
        default:
            let short = tag.replacingPrefix("tag:yaml.org,2002:", with: "!!")
            throw Mismatch(message: "`\(text.abbreviated)` cannot be read as \(short)")
        }
    }

    /// The value of an untagged plain scalar.
    static func plain(_ text: String) -> YAMLScalar.Value {
        if let word = word(text) { return word }
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "."): return YAMLNumber.floatWithUnderscores(text).map { .float($0) } ?? .string
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): return number(text)
        default: return .string
        }
    }

    private static func number(_ text: String) -> YAMLScalar.Value {
        let plain =
            text.utf8.contains(UInt8(ascii: "_"))
            ? String(decoding: text.utf8.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self) : text
        if let integer = GoNumber.integer(plain.utf8) { return .integer(Int(integer)) }
        if let unsigned = GoNumber.unsigned(plain.utf8) { return .unsigned(UInt(unsigned)) }
        if let float = YAMLNumber.float(plain) { return .float(float) }
        return .string
    }

    /// The words that mean something, by their exact spelling.
    private static func word(_ text: String) -> YAMLScalar.Value? {
        guard text.utf8.count <= 5 else { return nil }
        // Nearly no text begins like a word.
        switch text.utf8.first {
        case nil, UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "y"), UInt8(ascii: "Y"),
            UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"),
            UInt8(ascii: "O"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"):
            break
        default: return nil
        }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": return .boolean(true)
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": return .boolean(false)
        case ".nan", ".NaN", ".NAN": return .float(.nan)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
        default: return nil
        }
    }

    private static func decodeBase64(_ text: String) throws(Mismatch) -> [UInt8] {
        do throws(CorruptInput) {
            return try Base64.decoded(Array(text.utf8))
        } catch {
            throw Mismatch(message: "!!binary value contains invalid base64 data")
        }
    }
}

extension String {
    /// The text as a message quotes it: of a long one its start.
    var abbreviated: String {
        let limit = 40
        return unicodeScalars.count > limit
            ? "\(String(String.UnicodeScalarView(unicodeScalars.prefix(limit))))…" : self
    }

    fileprivate func replacingPrefix(_ prefix: String, with replacement: String) -> String {
        hasPrefix(prefix) ? replacement + dropFirst(prefix.count) : self
    }
}
