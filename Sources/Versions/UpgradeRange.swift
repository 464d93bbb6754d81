/// A range of versions in `upgrade_from`: terms such as `>=1.0.0`, joined by blanks (and) and `||` (or).
///
/// The grammar is that of blang/semver in the fork that Rancher shipped, its oddities included: terms of one character are
/// passed over, `x` is a wildcard, and a leading `v` is taken off. Every version must be a strict SemVer to be read, but
/// versions are compared by ``RancherOrder``, not by SemVer.
public struct UpgradeRange: Sendable, Hashable {
    private enum Comparison: Sendable, Hashable {
        case equal, notEqual, greater, greaterOrEqual, less, lessOrEqual
    }

    private struct Term: Sendable, Hashable {
        let comparison: Comparison
        let version: String
    }

    /// The most bytes that are read as a range.
    public static let longestText = 4096

    /// Alternatives, each of terms that must all hold.
    private let alternatives: [[Term]]

    /// The range that `text` spells.
    public init(parsing text: String) throws(UpgradeRangeError) {
        guard text.utf8.count <= Self.longestText else {
            throw UpgradeRangeError("the range has more than \(Self.longestText) bytes")
        }
        var alternatives: [[Term]] = []
        for words in try Self.alternatives(of: Self.words(of: Array(text.utf8))) {
            var terms: [Term] = []
            for word in words { terms += try Self.terms(of: word) }
            guard !terms.isEmpty else { throw UpgradeRangeError("there is nothing between two '||'") }
            alternatives.append(terms)
        }
        self.alternatives = alternatives
    }

    /// Whether `version` is in the range.
    public func contains(_ version: String) throws(UpgradeRangeError) -> Bool {
        let version = try Self.checked(Self.withoutV(version))
        return alternatives.contains { $0.allSatisfy { Self.holds($0, for: version) } }
    }

    /// Whether the reference offers an upgrade from `version` where `range` stands in `upgrade_from`: what cannot be
    /// read is not offered.
    public static func offers(_ version: String, in range: String) -> Bool {
        (try? UpgradeRange(parsing: range).contains(version)) ?? false
    }

    private static func holds(_ term: Term, for version: String) -> Bool {
        switch term.comparison {
        case .equal: isEqual(version, term.version)
        case .notEqual: !isEqual(version, term.version)
        case .greater: RancherOrder.isGreater(version, than: term.version)
        case .greaterOrEqual:
            RancherOrder.isGreater(version, than: term.version) || isEqual(version, term.version)
        case .less: RancherOrder.isGreater(term.version, than: version)
        case .lessOrEqual: RancherOrder.isGreater(term.version, than: version) || isEqual(version, term.version)
        }
    }

    private static func isEqual(_ one: String, _ other: String) -> Bool {
        !RancherOrder.isGreater(one, than: other) && !RancherOrder.isGreater(other, than: one)
    }
}

/// Reading: the steps of blang's `ParseRange`.
extension UpgradeRange {
    /// Words between blanks; a blank behind an operator does not end a word, and words of one byte are lost.
    private static func words(of bytes: [UInt8]) -> [String] {
        var words: [String] = []
        var start = 0
        var last: UInt8 = 0
        for (index, byte) in bytes.enumerated() {
            if byte != UInt8(ascii: " ") {
                last = byte
            } else if !">=<".utf8.contains(last) {
                if start < index - 1 { words.append(word(bytes[start..<index])) }
                start = index + 1
            }
        }
        if start < bytes.count - 1 { words.append(word(bytes[start...])) }
        return words
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    }

    private static func alternatives(of words: [String]) throws(UpgradeRangeError) -> [ArraySlice<String>] {
        if words.first == "||" { throw UpgradeRangeError("the range begins with '||'") }
        if words.isEmpty || words.last == "||" { throw UpgradeRangeError("the range is empty, or ends with '||'") }
        return words.split(separator: "||", omittingEmptySubsequences: false)
    }

    private static func terms(of word: String) throws(UpgradeRangeError) -> [Term] {
        guard let digit = word.utf8.firstIndex(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            throw UpgradeRangeError("\"\(word)\" holds no version")
        }
        let mark = String(word[..<digit].drop { $0 == "v" })
        let comparison = mark.hasSuffix("v") ? String(mark.dropLast()) : mark
        let version = String(word[digit...])
        if version.utf8.contains(UInt8(ascii: "x")) { return try wildcard(comparison, version, in: word) }
        return [Term(comparison: try self.comparison(comparison, in: word), version: try checked(version))]
    }

    private static func comparison(_ mark: String, in word: String) throws(UpgradeRangeError) -> Comparison {
        switch mark {
        case "", "=", "==": return .equal
        case "!", "!=": return .notEqual
        case ">": return .greater
        case ">=": return .greaterOrEqual
        case "<": return .less
        case "<=": return .lessOrEqual
        default:
            throw UpgradeRangeError("\"\(mark)\" in \"\(word)\" is no comparison; there are = != > >= < <=")
        }
    }

    /// `1.2.x` and `1.x` as bounds: from the version with zeros up to the next minor or major one.
    private static func wildcard(
        _ mark: String, _ version: String, in word: String
    ) throws(UpgradeRangeError) -> [Term] {
        let numbers = version.split(separator: ".", omittingEmptySubsequences: false).prefix { $0 != "x" }
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.last == "x", parts.count == 2 || parts.count == 3, let major = UInt64(numbers.first ?? "") else {
            throw UpgradeRangeError("\"\(version)\" in \"\(word)\" is no version; a wildcard is 1.x or 1.2.x")
        }
        let minor = numbers.count > 1 ? UInt64(numbers[1]) ?? 0 : 0
        let low = "\(major).\(minor).0"
        let high = parts.count == 3 ? "\(major).\(minor &+ 1).0" : "\(major &+ 1).0.0"
        switch try comparison(mark, in: word) {
        case .equal:
            return [Term(comparison: .greaterOrEqual, version: low), Term(comparison: .less, version: high)]
        case .notEqual:
            return [Term(comparison: .less, version: low), Term(comparison: .greaterOrEqual, version: high)]
        case .greater: return [Term(comparison: .greaterOrEqual, version: high)]
        case .greaterOrEqual: return [Term(comparison: .greaterOrEqual, version: low)]
        case .less: return [Term(comparison: .less, version: low)]
        case .lessOrEqual: return [Term(comparison: .less, version: high)]
        }
    }

    private static func checked(_ version: String) throws(UpgradeRangeError) -> String {
        guard SemanticVersion(parsing: version) != nil else {
            throw UpgradeRangeError("\"\(version)\" is no version of the form 1.2.3 or 1.2.3-name")
        }
        return version
    }

    private static func withoutV(_ version: String) -> String {
        version.first == "v" ? String(version.dropFirst()) : version
    }
}

/// Why a range or a version in it cannot be read.
public struct UpgradeRangeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What cannot be read, and what can.
    public let description: String

    init(_ description: String) { self.description = description }
}
