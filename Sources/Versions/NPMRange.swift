/// A range as npm's `semver` writes it, which is how a Rancher server names the Docker versions it supports:
/// `~v1.12.3 || ~v1.13.0 || ~v17.03.0 || ~v17.06.0`.
///
/// Understood are `||`, comparators (`>=1.2.3`), `~`, `^`, wildcards (`1.2.x`, `1.*`, `*`), and hyphen ranges
/// (`1.2.3 - 2.3`). Beyond npm, leading zeros are read (`17.03.0` is 17.3.0), since Docker writes its versions so. As in npm, a
/// prerelease is in a range only if one of the alternative's comparators names a prerelease of the same three numbers.
public struct NPMRange: Sendable, Hashable {
    /// The most bytes that are read as a range.
    public static let longestText = 4096

    private enum Comparison: Sendable, Hashable {
        case less, lessOrEqual, greater, greaterOrEqual, equal
    }

    private struct Comparator: Sendable, Hashable {
        let comparison: Comparison
        let version: SemanticVersion

        func admits(_ other: SemanticVersion) -> Bool {
            switch comparison {
            case .less: other < version
            case .lessOrEqual: !(version < other)
            case .greater: version < other
            case .greaterOrEqual: !(other < version)
            case .equal: !(version < other) && !(other < version)
            }
        }
    }

    /// Alternatives, each of comparators that must all hold; an empty one admits every release.
    private let alternatives: [[Comparator]]

    /// The range that `text` spells. The empty text is `*`.
    public init(parsing text: String) throws(NPMRangeError) {
        guard text.utf8.count <= Self.longestText else {
            throw NPMRangeError("the range has more than \(Self.longestText) bytes")
        }
        var alternatives: [[Comparator]] = []
        for part in Self.alternatives(of: text) { alternatives.append(try Self.comparators(of: part)) }
        self.alternatives = alternatives
    }

    /// Whether a version is in the range.
    public func contains(_ version: SemanticVersion) -> Bool {
        alternatives.contains { comparators in
            comparators.allSatisfy { $0.admits(version) }
                && (version.prerelease.isEmpty || comparators.contains { $0.version.isPrerelease(of: version) })
        }
    }

    /// Whether the version that `text` spells is in the range; a leading `v` and leading zeros are allowed.
    /// False for what is no version.
    public func contains(_ text: String) -> Bool {
        guard let partial = try? Partial(text), let version = partial.version else { return false }
        return contains(version)
    }
}

extension SemanticVersion {
    fileprivate func isPrerelease(of other: SemanticVersion) -> Bool {
        !prerelease.isEmpty && (major, minor, patch) == (other.major, other.minor, other.patch)
    }
}

/// A version of which the last numbers may be missing or wild.
private struct Partial {
    var major: UInt64?
    var minor: UInt64?
    var patch: UInt64?
    var prerelease: [SemanticVersion.Identifier] = []

    /// `v1.2.3-rc.1+build`, `1.2`, `1.x`, `*`, or nothing.
    init(_ text: some StringProtocol) throws(NPMRangeError) {
        var rest = Substring(text)
        if rest.first == "v" || rest.first == "=" { rest = rest.drop { $0 == "v" || $0 == "=" } }
        if let plus = rest.firstIndex(of: "+") { rest = rest[..<plus] }
        if let dash = rest.firstIndex(of: "-") {
            let tail = rest[rest.index(after: dash)...]
            guard let version = SemanticVersion(parsing: "0.0.0-\(tail)") else {
                throw NPMRangeError("\"\(tail)\" in \"\(text)\" is no prerelease")
            }
            prerelease = version.prerelease
            rest = rest[..<dash]
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 3 else { throw NPMRangeError("\"\(text)\" has more than three numbers") }
        major = try Self.number(parts, 0, of: text)
        minor = major == nil ? nil : try Self.number(parts, 1, of: text)
        patch = minor == nil ? nil : try Self.number(parts, 2, of: text)
    }

    private static func number(
        _ parts: [Substring], _ index: Int, of text: some StringProtocol
    ) throws(NPMRangeError) -> UInt64? {
        guard index < parts.count, !["x", "X", "*", ""].contains(parts[index]) else { return nil }
        guard parts[index].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(parts[index]),
            number < 1 << 53
        else { throw NPMRangeError("\"\(parts[index])\" in \"\(text)\" is no number") }
        return number
    }

    /// The version, when all three numbers are there.
    var version: SemanticVersion? { patch == nil ? nil : lowest }

    /// The version with zeros for what is missing.
    var lowest: SemanticVersion {
        SemanticVersion(major ?? 0, minor ?? 0, patch ?? 0, prerelease: patch == nil ? [] : prerelease)
    }

    /// The first version after all that match; nil when everything does.
    var next: SemanticVersion? {
        guard let major else { return nil }
        guard let minor else { return SemanticVersion(major + 1, 0, 0) }
        guard let patch else { return SemanticVersion(major, minor + 1, 0) }
        return SemanticVersion(major, minor, patch + 1)
    }
}

extension NPMRange {
    private static func alternatives(of text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var index = start
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == "|", next < text.endIndex, text[next] == "|" {
                parts.append(text[start..<index])
                start = text.index(after: next)
                index = start
            } else {
                index = next
            }
        }
        return parts + [text[start...]]
    }

    private static func comparators(of text: Substring) throws(NPMRangeError) -> [Comparator] {
        let words = joined(text.split { $0 == " " || $0 == "\t" })
        if words.count == 3, words[1] == "-" { return try hyphen(Partial(words[0]), Partial(words[2])) }
        var comparators: [Comparator] = []
        for word in words { comparators += try self.comparators(ofWord: word) }
        return comparators
    }

    /// Words with an operator that stands alone put before the next word: `>= 1.2.3` is `>=1.2.3`.
    private static func joined(_ words: [Substring]) -> [String] {
        var joined: [String] = []
        var pending = ""
        for word in words {
            if word.allSatisfy({ "<>=~^".contains($0) }) {
                pending += word
            } else {
                joined.append(pending + word)
                pending = ""
            }
        }
        return pending.isEmpty ? joined : joined + [pending]
    }

    private static func hyphen(_ low: Partial, _ high: Partial) -> [Comparator] {
        var comparators = [Comparator(comparison: .greaterOrEqual, version: low.lowest)]
        if high.version != nil {
            comparators.append(Comparator(comparison: .lessOrEqual, version: high.lowest))
        } else if let next = high.next {
            comparators.append(below(next))
        }
        return comparators
    }

    private static func comparators(ofWord word: String) throws(NPMRangeError) -> [Comparator] {
        let mark = word.prefix { "<>=~^".contains($0) }
        let partial = try Partial(word.dropFirst(mark.count))
        switch mark {
        case "", "=": return partial.version.map { [Comparator(comparison: .equal, version: $0)] } ?? span(partial)
        case "~", "~>": return partial.minor == nil ? span(partial) : tilde(partial)
        case "^": return caret(partial)
        case ">=": return [Comparator(comparison: .greaterOrEqual, version: partial.lowest)]
        case "<":
            return [
                partial.version.map { Comparator(comparison: .less, version: $0) } ?? below(partial.lowest)
            ]
        case ">":
            if partial.version != nil { return [Comparator(comparison: .greater, version: partial.lowest)] }
            guard let next = partial.next else { return [nothing] }
            return [Comparator(comparison: .greaterOrEqual, version: next)]
        case "<=":
            if partial.version != nil { return [Comparator(comparison: .lessOrEqual, version: partial.lowest)] }
            return partial.next.map { [below($0)] } ?? []
        default: throw NPMRangeError("\"\(mark)\" in \"\(word)\" is no comparison; there are = > >= < <= ~ ^")
        }
    }

    /// Holds for no version.
    private static let nothing = below(SemanticVersion(0, 0, 0))

    /// Below a release and all its prereleases: `<1.3.0-0`, as npm ends the ranges it expands.
    private static func below(_ release: SemanticVersion) -> Comparator {
        let lowest = SemanticVersion(release.major, release.minor, release.patch, prerelease: [.number(0)])
        return Comparator(comparison: .less, version: lowest)
    }

    private static func span(_ partial: Partial) -> [Comparator] { between(partial.lowest, partial.next) }

    private static func tilde(_ partial: Partial) -> [Comparator] {
        between(partial.lowest, SemanticVersion(partial.major ?? 0, (partial.minor ?? 0) + 1, 0))
    }

    /// Changes that leave the leftmost number that is not 0 as it is.
    private static func caret(_ partial: Partial) -> [Comparator] {
        guard let major = partial.major else { return [] }
        if major > 0 || partial.minor == nil { return between(partial.lowest, SemanticVersion(major + 1, 0, 0)) }
        let minor = partial.minor ?? 0
        if minor > 0 || partial.patch == nil { return between(partial.lowest, SemanticVersion(0, minor + 1, 0)) }
        return between(partial.lowest, SemanticVersion(0, 0, (partial.patch ?? 0) + 1))
    }

    private static func between(_ low: SemanticVersion, _ next: SemanticVersion?) -> [Comparator] {
        guard let next else { return [] }
        return [Comparator(comparison: .greaterOrEqual, version: low), below(next)]
    }
}

/// Why a text is no range.
public struct NPMRangeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What cannot be read, and what can.
    public let description: String

    init(_ description: String) { self.description = description }
}
