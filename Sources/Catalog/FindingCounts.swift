public import Diagnostics

/// How many findings there are, by severity.
public struct FindingCounts: Sendable, Hashable {
    /// Findings of severity error.
    public let errors: Int
    /// Findings of severity warning.
    public let warnings: Int

    /// The counts of some findings.
    public init(of findings: [Diagnostic]) {
        self.init(
            errors: findings.count { $0.severity == .error }, warnings: findings.count { $0.severity == .warning })
    }

    private init(errors: Int, warnings: Int) {
        (self.errors, self.warnings) = (errors, warnings)
    }

    static func + (one: Self, other: Self) -> Self {
        Self(errors: one.errors + other.errors, warnings: one.warnings + other.warnings)
    }

    static func - (one: Self, other: Self) -> Self {
        Self(errors: one.errors - other.errors, warnings: one.warnings - other.warnings)
    }
}
