import Catalog
import Diagnostics

extension Rule {
    static let lineEnds = Rule(
        "MU062", "line-ends", .note,
        finds: "A YAML file whose lines end in CR LF, or whose last line does not end.",
        because:
            "Every edit by another editor then changes the whole file or its last line, and hides what was changed.",
        example: .web(
            "docker-compose.yml", "web:\n  image: example/web:1.0.0", better: "web:\n  image: example/web:1.0.0\n"),
        fix: .safe,
        check: .template { template, rule in
            template.files.filter { $0.path.hasSuffix(".yml") || $0.path.hasSuffix(".yaml") }.compactMap { file in
                finding(in: SourceText(path: file.path, bytes: template.bytes(of: file)), rule)
            }
        })

    private static func finding(in source: SourceText, _ rule: Rule) -> Diagnostic? {
        let returns = source.bytes.indices.filter { index in
            source.bytes[index] == UInt8(ascii: "\r") && source.bytes.dropFirst(index + 1).first == UInt8(ascii: "\n")
        }
        if let first = returns.first { return carriageReturns(returns, from: first, in: source, rule) }
        guard let last = source.bytes.last, last != UInt8(ascii: "\n") else { return nil }
        let end = source.location(of: SourceSpan(source.bytes.count, source.bytes.count))
        return rule.finding(
            "the last line does not end in a line feed", at: end,
            fixes: [Fix("end the line", safety: .safe, at: end, replacement: "\n")])
    }

    private static func carriageReturns(
        _ returns: [Int], from first: Int, in source: SourceText, _ rule: Rule
    ) -> Diagnostic {
        let place = source.location(of: SourceSpan(first, first + 1))
        let lines = returns.count == 1 ? "a line ends" : "\(returns.count) lines end"
        guard let text = String(validating: source.bytes, as: UTF8.self) else {
            return rule.finding("\(lines) in CR LF", at: place)
        }
        let dropped = Set(returns)
        var bytes = text.utf8.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
        // The last line too, so that one run mends the file.
        if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        let whole = source.location(of: SourceSpan(0, source.bytes.count))
        return rule.finding(
            "\(lines) in CR LF", at: place,
            fixes: [
                Fix(
                    "end all lines in LF", safety: .safe, at: whole, replacement: String(decoding: bytes, as: UTF8.self)
                )
            ])
    }
}
