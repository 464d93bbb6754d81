import Compiler
import Diagnostics

extension Rule {
    static let credentialInURL = Rule(
        "MU077", "credential-in-url", .warning,
        finds: "A URL with a user and a password in it.",
        because: "Whoever reads the catalog can use them, and they stay in its history when they are taken out.",
        example: .web(
            "docker-compose.yml",
            "web:\n  image: example/web:1.0.0\n  command: run http://ann:hunter2@example.org/\n",
            better: "web:\n  image: example/web:1.0.0\n  command: run http://example.org/\n"),
        hidesSource: true,
        check: .version { version, rule in
            let names = version.files.files.keys.sorted().filter {
                [".yml", ".yaml", ".tpl"].contains(where: $0.hasSuffix)
            }
            return names.compactMap { version.files[$0] }.flatMap { source in
                credentials(in: source.bytes).map { span in
                    rule.finding(
                        "a password stands in a URL", at: source.location(of: span),
                        help: "ask for it with a question of type password")
                }
            }
        })

    /// Where `user:password` stands between `://` and `@`; a password that is a variable or a placeholder is none.
    private static func credentials(in bytes: [UInt8]) -> [SourceSpan] {
        let start = Array("://".utf8)
        return bytes.indices.dropLast(start.count).compactMap { index in
            guard bytes[index] == start[0], bytes[index..<index + start.count].elementsEqual(start) else { return nil }
            let from = index + start.count
            let userinfo = bytes[from...].prefix(while: isUserinfo)
            let end = userinfo.endIndex
            guard end < bytes.count, bytes[end] == UInt8(ascii: "@") else { return nil }
            let parts = userinfo.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            guard parts.count == 2, !placeholders.contains(String(decoding: parts[1], as: UTF8.self).lowercased())
            else { return nil }
            return SourceSpan(from, end)
        }
    }

    /// What people write where a password would stand.
    private static let placeholders: Set<String> = ["pass", "password", "pw", "secret", "token", "xxx", "xxxx"]

    private static func isUserinfo(_ byte: UInt8) -> Bool {
        Words.isPart(byte) || "-.~:!*+%=;,&".utf8.contains(byte)
    }
}
