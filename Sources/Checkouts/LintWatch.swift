import Diagnostics
import Git
package import Lint

/// Lints a checkout, and again what changes in it, until it is interrupted.
package struct LintWatch {
    let place: LintPlace
    let name: String?
    /// Reads the configuration; asked again when files of the catalog as a whole change.
    let linter: () throws -> Linter
    /// Prints a report.
    let show: (LintReport, LintCheckout) async throws -> Void
    /// Tells how it goes, a sentence at a time.
    let say: (String) -> Void

    /// A watch over a checkout that ids call `name`; nil for the name of its folder.
    ///
    /// - Parameters:
    ///   - linter: reads the configuration.
    ///   - show: prints a report.
    ///   - say: tells how it goes.
    package init(
        place: LintPlace, name: String?, linter: @escaping () throws -> Linter,
        show: @escaping (LintReport, LintCheckout) async throws -> Void, say: @escaping (String) -> Void
    ) {
        self.place = place
        self.name = name
        self.linter = linter
        self.show = show
        self.say = say
    }

    /// Lints until the task is cancelled.
    package func run() async throws {
        // Before the first scan, so that nothing between both is missed.
        let watch = try FolderWatch(path: place.root)
        defer { watch.stop() }
        var linter = try keeping()
        var checkout = try await LintCheckout(place, name: name)
        var result = try await linter.lint(checkout.input)
        try await show(result.report, checkout)
        say("watching \(place.root); interrupt to end")
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
                say(summary(of: result, since: start))
                guard !watch.hasChanges else { continue }
                let quick = part(of: result, changes).findings
                result = try await linter.lint(checkout.input, previous: result)
                let whole = part(of: result, changes)
                guard whole.findings != quick else { continue }
                try await show(whole, checkout)
                say(summary(of: result, since: start))
            } catch let failure as GitFailure where failure.code == .contentChanged {
                // The change that came meanwhile is told next.
                continue
            } catch {
                // Between two commits a checkout may have no templates at all.
                say("\(error)")
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
