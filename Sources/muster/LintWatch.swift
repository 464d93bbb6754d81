import Diagnostics
import Git
import Lint

/// `muster lint --watch`: lints a checkout, and again what changes in it, until it is interrupted.
struct LintWatch {
    let place: LintPlace
    let name: String?
    /// Reads the configuration; asked again when files of the catalog as a whole change.
    let linter: () throws -> Linter
    /// Prints a report.
    let show: (LintReport, LintCheckout) async throws -> Void

    func run() async throws {
        // Before the first scan, so that nothing between both is missed.
        let watch = try FolderWatch(path: place.root)
        defer { watch.stop() }
        var linter = try keeping()
        var checkout = try await LintCheckout(place, name: name)
        var result = try await linter.lint(checkout.input)
        try await show(result.report, checkout)
        StandardError.say("watching \(place.root); interrupt to end")
        for await _ in watch.signals {
            let start = ContinuousClock.now
            let changes = watch.takeChanges()
            guard !changes.isEmpty else { continue }
            do {
                if changes.isEverything {
                    // What is wrong with it was said; the rules stay as they were.
                    if let changed = try? keeping() { linter = changed }
                    checkout = try await LintCheckout(place, name: name)
                } else {
                    try await checkout.rescan(changes.folders)
                }
                // What takes no exploring is answered at once.
                linter.defersExploration = true
                result = try await linter.lint(checkout.input, previous: result)
                linter.defersExploration = false
                try await show(part(of: result, changes), checkout)
                StandardError.say(summary(of: result, since: start))
                guard !watch.hasChanges else { continue }
                let quick = part(of: result, changes).findings
                result = try await linter.lint(checkout.input, previous: result)
                let whole = part(of: result, changes)
                guard whole.findings != quick else { continue }
                try await show(whole, checkout)
                StandardError.say(summary(of: result, since: start))
            } catch let failure as GitFailure where failure.code == .contentChanged {
                // The change that came meanwhile is told next.
                continue
            } catch {
                // Between two commits a checkout may have no templates at all.
                StandardError.say("\(error)")
            }
        }
    }

    /// The report on what changed.
    private func part(of result: LintResult, _ changes: FolderWatch.Changes) -> LintReport {
        changes.isEverything ? result.report : result.report.limited(to: changes.folders)
    }

    /// A linter of whose results the next run takes over whatever did not change.
    private func keeping() throws -> Linter {
        var linter = try linter()
        linter.keepsTemplates = true
        return linter
    }

    private func summary(of result: LintResult, since start: ContinuousClock.Instant) -> String {
        let counts = [("errors", Severity.error), ("warnings", .warning), ("notes", .note)].map { name, severity in
            "\(result.report.count(severity)) \(name)"
        }
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        return "\(counts.joined(separator: ", ")) in all; \(Int(milliseconds.rounded())) ms"
    }
}
