import Catalog
import Diagnostics
import Git
import Lanes
import Lint
import Logging
import Store

extension CatalogService {
    /// The findings of lint that are kept of one template.
    static let lintFindingsPerTemplate = 500
    /// The seconds that lint takes for one template, at most: what is left by then is told, and the next one has its turn.
    static let lintSecondsPerTemplate = 60

    /// Lints every catalog that serves another commit than was linted last, one after another, and publishes what is found. What is
    /// published meanwhile is looked at too; a catalog that cannot be read is left for the next time.
    func lintPending() async {
        var tried: [CatalogKey: String] = [:]
        while !Task.isCancelled, let next = nextToLint(after: tried) {
            tried[next.key] = next.snapshot?.commit
            do {
                try await Lane.lint.run(for: next.key.owner) { try await lint(next) }
            } catch {
                logger.log(
                    level: error is CancellationError ? .debug : .warning, "the catalog could not be linted",
                    metadata: ["catalog": "\(next.key.name)", "error": "\(Self.sentence(for: error))"])
            }
        }
    }

    private func nextToLint(after tried: [CatalogKey: String]) -> PublishedCatalog? {
        let pending = publication.catalogs.filter { $0.isLintPending && tried[$0.key] != $0.snapshot?.commit }
        // What may bring the process down comes after everything that does not.
        return pending.first { !hasSuspects($0.key) } ?? pending.first
    }

    private func lint(_ catalog: PublishedCatalog) async throws {
        guard let snapshot = catalog.snapshot, let record = record(for: catalog.key),
            let source = try await keptSource(of: record, at: snapshot.commit)
        else { return }
        let result = try await lint(snapshot, of: catalog, from: source)
        forgetSuspects(of: catalog.key)
        publish(CatalogLint(commit: snapshot.commit, result: result), madeFrom: record)
        let report = result.report
        logger.info(
            "catalog linted",
            metadata: [
                "catalog": "\(catalog.key.name)", "environment": "\(catalog.key.environment)",
                "commit": "\(snapshot.commit)", "read": "\(result.readTemplates)", "errors": "\(report.count(.error))",
                "warnings": "\(report.count(.warning))", "notes": "\(report.count(.note))",
            ])
    }

    /// What is found in a snapshot. Templates that did not change since the last time are taken over; the others are read, one
    /// template's files at a time.
    private func lint(
        _ snapshot: CatalogSnapshot, of catalog: PublishedCatalog, from source: CatalogSource
    ) async throws -> LintResult {
        let attendant = marks.map { LintMarks(marks: $0, catalog: catalog.key, commit: snapshot.commit) }
        var linter = Linter(try await lintConfiguration(of: catalog, in: source, attendant))
        linter.attendant = attendant
        linter.keepsFixes = false
        linter.findingsPerTemplate = Self.lintFindingsPerTemplate
        linter.secondsPerTemplate = Self.lintSecondsPerTemplate
        let contents: LintInput.Contents = { folder in
            try await source.withReader { reader in
                try Dictionary(Set(folder.files.map(\.content)).map { ($0, try reader.content($0)) }) { first, _ in
                    first
                }
            }
        }
        if let previous = catalog.lint, let changes = try await source.changes(since: previous.commit),
            let result = try await linter.lint(
                changes, following: previous.result, snapshot: snapshot, contents: contents)
        {
            return result
        }
        let input = LintInput(
            name: catalog.key.name, folders: try await source.templateFolders(), snapshot: snapshot, contents: contents)
        return try await linter.lint(input, previous: catalog.lint?.result)
    }

    /// What the catalog's own `.muster-lint.yml` says, as far as it is understood.
    private func lintConfiguration(
        of catalog: PublishedCatalog, in source: CatalogSource, _ attendant: LintMarks?
    ) async throws -> LintConfiguration {
        let read = { @Sendable in try await self.readLintConfiguration(of: catalog, in: source) }
        guard let attendant else { return try await read() }
        return try await attendant.attend(file: LintConfiguration.fileName, read) ?? LintConfiguration()
    }

    private func readLintConfiguration(
        of catalog: PublishedCatalog, in source: CatalogSource
    ) async throws -> LintConfiguration {
        let (name, limit) = (LintConfiguration.fileName, LintConfiguration.largestFile)
        do {
            guard let bytes = try await source.rootFile(name, limit: limit) else { return LintConfiguration() }
            let (configuration, diagnostics) = LintConfiguration.read(SourceText(path: name, bytes: bytes))
            if let first = diagnostics.first { report("\(first.location): \(first.message)", in: catalog) }
            return configuration
        } catch let failure as GitFailure where failure.code == .tooLarge {
            report(failure.message, in: catalog)
            return LintConfiguration()
        }
    }

    private func report(_ trouble: String, in catalog: PublishedCatalog) {
        logger.warning(
            "the catalog's configuration of lint is not followed in everything",
            metadata: [
                "catalog": "\(catalog.key.name)", "environment": "\(catalog.key.environment)", "trouble": "\(trouble)",
            ])
    }
}
