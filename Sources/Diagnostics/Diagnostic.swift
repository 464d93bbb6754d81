/// How much a diagnostic weighs.
public enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Worth knowing; nothing to do.
    case note
    /// Works, and is probably not what its author meant.
    case warning
    /// Does not work: something is not served or not compiled because of it.
    case error

    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }

    /// Orders `note < warning < error`.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// The stable name of a kind of diagnostic, such as `yaml-syntax`; never reused for another meaning.
public struct DiagnosticCode: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    /// The code's text.
    public let rawValue: String
    /// A code with the given text.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A code with the given text.
    public init(_ text: String) { rawValue = text }
    /// The code's text.
    public var description: String { rawValue }
}

/// A second place that explains a diagnostic, such as the first use of a duplicated key.
public struct RelatedLocation: Sendable, Hashable, Codable {
    /// What is there, for example `first written here`.
    public let message: String
    /// Where.
    public let location: SourceLocation

    /// A related place with its explanation.
    public init(_ message: String, at location: SourceLocation) {
        self.message = message
        self.location = location
    }
}

/// A change of text that mends what a diagnostic reports.
public struct Fix: Sendable, Hashable, Codable {
    /// Whether a fix may be applied without a person looking at it.
    public enum Safety: String, Sendable, Hashable, Codable {
        /// The meaning stays the same.
        case safe
        /// Somebody should read the result.
        case needsReview
    }

    /// What the change does, as an imperative: `quote the version`.
    public let title: String
    /// Whether it may be applied unseen.
    public let safety: Safety
    /// The bytes to replace.
    public let location: SourceLocation
    /// What stands there afterwards.
    public let replacement: String

    /// A fix that replaces the text at `location`.
    public init(_ title: String, safety: Safety, at location: SourceLocation, replacement: String) {
        self.title = title
        self.safety = safety
        self.location = location
        self.replacement = replacement
    }
}

/// One finding about the user's content: what, where, and what to do. Data only; renderers make text of it.
public struct Diagnostic: Sendable, Hashable, Codable {
    /// The most bytes of a message or a help; of more, which only foreign text makes, the rest is left out.
    public static let longestText = 2_000

    /// The kind of finding.
    public let code: DiagnosticCode
    /// How much it weighs.
    public let severity: Severity
    /// What is wrong, in one terse sentence without a final full stop.
    public let message: String
    /// Where it is wrong.
    public let location: SourceLocation
    /// Other places that explain it.
    public var related: [RelatedLocation]
    /// Further facts, one a line.
    public var notes: [String]
    /// What to do about it.
    public var help: String?
    /// Changes that mend it; alternatives, the best first.
    public var fixes: [Fix]

    /// A diagnostic at a place.
    public init(
        _ code: DiagnosticCode,
        _ severity: Severity,
        _ message: String,
        at location: SourceLocation,
        related: [RelatedLocation] = [],
        notes: [String] = [],
        help: String? = nil,
        fixes: [Fix] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = Self.shortened(message)
        self.location = location
        self.related = related
        self.notes = notes
        self.help = help.map(Self.shortened)
        self.fixes = fixes
    }

    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > longestText else { return text }
        let end = text.utf8.index(text.startIndex, offsetBy: longestText)
        return text[..<text.unicodeScalars.index(after: text.unicodeScalars.index(before: end))] + "…"
    }
}
