/// Which variables hold what nobody but the stack should know.
///
/// Bundles, plans and findings show such a variable by its name alone.
public enum Secrecy {
    /// Whether the answer to a question is a secret: by its type, or, for a text, by its name.
    public static func hides(_ question: Question) -> Bool {
        switch question.type {
        case "password", "secret": true
        case "boolean", "enum", "int", "float", "date", "service", "certificate": false
        default: looksSecret(question.variable)
        }
    }

    /// Whether a variable's name says that it holds a secret: `DB_PASSWORD`, `apiKey`, `GITHUB_TOKEN`.
    public static func looksSecret(_ variable: String) -> Bool {
        let words = words(of: variable)
        if words.contains(where: { secretWords.contains($0) || $0.hasSuffix("password") }) { return true }
        // An id of a key, such as AWS_ACCESS_KEY_ID, names it and opens nothing.
        return zip(words, words.dropFirst()).contains { keyWords.contains($0) && $1 == "key" } && words.last != "id"
    }

    private static let secretWords: Set<String> = [
        "apikey", "credential", "credentials", "passphrase", "passwd", "password", "passwords", "psk", "pwd", "secret",
        "secretkey",
        "secrets", "token", "tokens",
    ]

    /// What makes a secret of a `key` behind it.
    private static let keyWords: Set<String> = ["access", "api", "auth", "encryption", "private", "signing"]

    /// The words of a name in lower case: parted where a letter is not alphanumeric, and where a capital follows a small
    /// letter.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var previous: UInt8 = 0
        for byte in name.utf8 {
            let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            let isSmall = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
            let startsWord = isCapital && previous >= UInt8(ascii: "a") && previous <= UInt8(ascii: "z")
            if !isCapital && !isSmall || startsWord {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
            }
            if isCapital || isSmall { word.append(byte | 0x20) }
            previous = byte
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}
