/// Findings in the order in which they come, of one kind in one file only the first of many: the rest is counted in one more.
///
/// A file that breaks one rule ten thousand times is told so a hundred times, and costs no more than that. What makes findings
/// asks ``isFull(_:in:)`` before it makes one at some expense.
public struct CappedDiagnostics: Sendable {
    /// How many findings of one kind in one file are told one by one.
    public static let mostOfAKind = 100

    private struct Kind: Hashable {
        let code: DiagnosticCode
        let path: String
    }

    /// How many of a kind are told, how many the last of them stands for, and where that one is.
    private struct Tally {
        var told = 0
        var leftOut = 0
        var place = 0
    }

    /// What is told.
    public private(set) var diagnostics: [Diagnostic] = []
    private var tallies: [Kind: Tally] = [:]

    /// No findings.
    public init() {}

    /// Whether a further finding of a kind would only be counted.
    public func isFull(_ code: DiagnosticCode, in path: String) -> Bool {
        (tallies[Kind(code: code, path: path)]?.told ?? 0) > Self.mostOfAKind
    }

    /// Adds a finding, or counts it.
    public mutating func append(_ diagnostic: Diagnostic) {
        let kind = Kind(code: diagnostic.code, path: diagnostic.location.path)
        var tally = tallies[kind] ?? Tally()
        defer { tallies[kind] = tally }
        let leftOut = diagnostic.leftOut
        guard tally.told <= Self.mostOfAKind else {
            tally.leftOut += max(1, leftOut)
            let severity = max(diagnostics[tally.place].severity, diagnostic.severity)
            diagnostics[tally.place] = .leavingOut(tally.leftOut, diagnostic.code, severity, in: kind.path)
            return
        }
        // The last one has the place of the one that counts: two of them take less than both.
        if leftOut > 0 || tally.told == Self.mostOfAKind {
            tally = Tally(told: Self.mostOfAKind + 1, leftOut: max(1, leftOut), place: diagnostics.count)
        } else {
            tally.told += 1
        }
        diagnostics.append(diagnostic)
    }

    /// Adds findings in their order.
    public mutating func append(contentsOf others: [Diagnostic]) {
        for diagnostic in others { append(diagnostic) }
    }

    /// Counts a further finding of a kind of which there are enough.
    public mutating func leaveOut(_ code: DiagnosticCode, _ severity: Severity, in path: String) {
        append(Diagnostic(code, severity, "", at: .wholeFile(path)))
    }
}

extension Diagnostic {
    /// A finding that stands for `count` others of its kind in the same file.
    static func leavingOut(_ count: Int, _ code: DiagnosticCode, _ severity: Severity, in path: String) -> Diagnostic {
        Diagnostic(code, severity, "\(count) more of these are left out", at: .wholeFile(path))
    }

    /// How many others the finding stands for; 0 for a finding of its own.
    ///
    /// Read from the message, which nothing else has, so that it outlives being stored.
    var leftOut: Int {
        guard location.start == nil, message.utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) ?? false,
            let count = Int(message.prefix { $0 != " " }),
            self == .leavingOut(count, code, severity, in: location.path)
        else { return 0 }
        return count
    }
}

extension [Diagnostic] {
    /// The findings with those of one kind in one file capped, as ``CappedDiagnostics`` does it.
    public var capped: [Diagnostic] {
        guard count > CappedDiagnostics.mostOfAKind else { return self }
        var capped = CappedDiagnostics()
        capped.append(contentsOf: self)
        return capped.diagnostics
    }
}
