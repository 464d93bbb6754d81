package import Catalog

/// Looks after lint while it works, for a process that must not be brought down by one template twice.
package protocol LintAttendant: Sendable {
    /// Whether a folder is looked at after all others, one by one.
    func comesLast(_ folder: TemplateFolder) -> Bool

    /// Runs the work on a folder; nil without running it when the folder must not be looked at.
    func attend<T: Sendable>(_ folder: TemplateFolder, _ work: @Sendable () async throws -> T) async throws -> T?

    /// Runs the work on all templates together; nil without running it when that must not be done.
    func attendWhole<T: Sendable>(_ work: @Sendable () async throws -> T) async throws -> T?
}
