import Encodings

/// The path of an address, with names in braces for the parts that it leaves open.
struct PathPattern: Sendable, Hashable, ExpressibleByStringLiteral {
    private enum Part: Hashable {
        case literal(String)
        case open(String)
    }

    /// As it is described: `/v1-catalog/templates/{id}`.
    let text: String
    private let parts: [Part]
    /// What is around the part that is left open, if there is one.
    private let before: String
    private let after: String

    init(stringLiteral text: String) {
        self.text = text
        before = String(text.prefix { $0 != "{" })
        after = String(text.drop { $0 != "}" }.dropFirst())
        parts = text.split(separator: "/").map { part in
            part.hasPrefix("{") ? .open(String(part.dropFirst().dropLast())) : .literal(String(part))
        }
    }

    /// The number of parts.
    var length: Int { parts.count }

    /// The names of the parts that are left open.
    var parameters: [String] {
        parts.compactMap { part in
            if case .open(let name) = part { name } else { nil }
        }
    }

    /// The path of one thing: what it is called, encoded, stands for the part that is left open.
    func filled(with part: String) -> String { before + part + after }

    /// What stands for the open parts in a path; nil for another path.
    func match(_ names: [String]) -> [String]? {
        guard names.count == parts.count else { return nil }
        var values: [String] = []
        for (part, name) in zip(parts, names) {
            switch part {
            case .literal(let text): if text != name { return nil }
            case .open: values.append(name)
            }
        }
        return values
    }

    /// The parts of a path as it stands in a request line, decoded; nil when it cannot be decoded. Empty parts count for
    /// nothing, so a slash at the end or a doubled one is served like the plain path: Rancher's server puts one before the
    /// query of its list calls.
    static func names(in path: some StringProtocol) -> [String]? {
        let parts = path.split(separator: "/")
        let names = parts.compactMap { PercentEncoding.decoded($0) }
        return names.count == parts.count ? names : nil
    }
}
