import Compiler
import Diagnostics

extension BundleContent {
    /// Whether any of the answers is a secret that was given.
    func hasSecrets(in given: GivenAnswers) -> Bool {
        let secrets = compilation?.answers?.secrets ?? []
        return secrets.contains { given.answers[$0]?.isEmpty == false }
    }

    /// A finding for each compose file that is not the one with secrets in it once `${NAME}` is filled in: its template does
    /// more with a secret than write it.
    func secretsThatShape(_ open: BundleContent) -> [Diagnostic] {
        guard let answers = open.compilation?.answers, let rendered = compilation?.rendered else { return [] }
        let values = answers.values.filter { answers.secrets.contains($0.key) && !$0.value.isEmpty }
        let pairs = [
            (rendered.dockerCompose, open.compilation?.rendered?.dockerCompose),
            (rendered.rancherCompose, open.compilation?.rendered?.rancherCompose),
        ]
        return pairs.compactMap { hidden, open in
            guard let hidden, let open, hidden.text.bytes != open.text.bytes,
                Self.filled(hidden.text.bytes, values) != Self.filled(open.text.bytes, values)
            else { return nil }
            return Diagnostic(
                .secretShapes, .warning, "\(hidden.name) does more with a secret than write it",
                at: .wholeFile(hidden.template.path),
                notes: ["secrets: \(values.keys.sorted().joined(separator: ", "))"],
                help: "a bundle without secrets has it done to ${NAME}; use --include-secrets for this version")
        }
    }

    /// A text with `${NAME}` replaced by the values. Places that the file has of its own are replaced on both sides alike.
    private static func filled(_ text: [UInt8], _ values: [String: String]) -> [UInt8] {
        var filled: [UInt8] = []
        var rest = text[...]
        // No further than a name reaches: the text is not looked through to its end for every `${`.
        let longestName = values.keys.map(\.utf8.count).max() ?? 0
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            filled += rest[..<dollar]
            rest = rest[dollar...]
            let inner = rest.dropFirst(2)
            if rest.dropFirst().first == UInt8(ascii: "{"),
                let end = inner.prefix(longestName + 1).firstIndex(of: UInt8(ascii: "}")),
                let value = values[String(decoding: inner[..<end], as: UTF8.self)]
            {
                filled += Array(value.utf8)
                rest = rest[(end + 1)...]
            } else {
                filled.append(rest.removeFirst())
            }
        }
        return filled + rest
    }
}
