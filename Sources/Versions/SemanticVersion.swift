/// A version as Semantic Versioning 2.0.0 has it: `MAJOR.MINOR.PATCH[-PRERELEASE][+BUILD]`, strictly.
///
/// `==` and `hash` see everything; `<` is the specification's precedence, which ignores the build.
public struct SemanticVersion: Sendable, Hashable, CustomStringConvertible {
    /// One identifier of a prerelease.
    public enum Identifier: Sendable, Hashable {
        /// Digits only.
        case number(UInt64)
        /// Anything else of letters, digits and `-`.
        case text(String)
    }

    /// The first number.
    public let major: UInt64
    /// The second number.
    public let minor: UInt64
    /// The third number.
    public let patch: UInt64
    /// The identifiers behind `-`.
    public let prerelease: [Identifier]
    /// What stands behind `+`, without it; empty for none.
    public let build: String

    /// The longest text that is read, in bytes.
    public static let longestText = 256

    /// A version of these parts.
    public init(_ major: UInt64, _ minor: UInt64, _ patch: UInt64, prerelease: [Identifier] = [], build: String = "") {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
        self.build = build
    }

    /// The version that `text` spells; nil when it is not one, is longer than ``longestText``, or has a number of more
    /// than 64 bits.
    public init?(parsing text: some StringProtocol) {
        guard text.utf8.count <= Self.longestText else { return nil }
        var rest = Substring(text)
        var build = ""
        if let plus = rest.firstIndex(of: "+") {
            build = String(rest[rest.index(after: plus)...])
            rest = rest[..<plus]
            guard Self.areIdentifiers(build) else { return nil }
        }
        var prerelease: [Identifier] = []
        if let dash = rest.firstIndex(of: "-") {
            for part in rest[rest.index(after: dash)...].split(separator: ".", omittingEmptySubsequences: false) {
                guard let identifier = Self.identifier(part) else { return nil }
                prerelease.append(identifier)
            }
            rest = rest[..<dash]
        }
        let core = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard core.count == 3, let major = Self.number(core[0]), let minor = Self.number(core[1]),
            let patch = Self.number(core[2])
        else { return nil }
        self.init(major, minor, patch, prerelease: prerelease, build: build)
    }

    /// The version's text.
    public var description: String {
        var text = "\(major).\(minor).\(patch)"
        if !prerelease.isEmpty {
            let identifiers = prerelease.map { identifier in
                switch identifier {
                case .number(let number): String(number)
                case .text(let text): text
                }
            }
            text += "-" + identifiers.joined(separator: ".")
        }
        return build.isEmpty ? text : "\(text)+\(build)"
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard !text.isEmpty, text.utf8.allSatisfy(isDigit) else { return nil }
        if text.utf8.count > 1, text.utf8.first == UInt8(ascii: "0") { return nil }
        return UInt64(text)
    }

    private static func identifier(_ text: Substring) -> Identifier? {
        guard !text.isEmpty, text.utf8.allSatisfy(isIdentifierByte) else { return nil }
        guard text.utf8.allSatisfy(isDigit) else { return .text(String(text)) }
        return number(text).map { .number($0) }
    }

    private static func areIdentifiers(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isIdentifierByte) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension SemanticVersion: Comparable {
    /// Precedence of the specification, item 11. Versions that differ in their build alone are not ordered.
    public static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        if (left.major, left.minor, left.patch) != (right.major, right.minor, right.patch) {
            return (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
        }
        if left.prerelease.isEmpty || right.prerelease.isEmpty {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        return left.prerelease.lexicographicallyPrecedes(right.prerelease)
    }
}

extension SemanticVersion.Identifier: Comparable {
    /// Numbers by value, texts by their bytes, and every number before every text.
    public static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.number, .text): true
        case (.text, .number): false
        }
    }
}
