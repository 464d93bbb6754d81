import Diagnostics
import Foundation
import Git
import Lint

/// `muster lint --watch`: lints a checkout, and again what changes in it, until it is interrupted.
struct LintWatch {
    let path: String
    let name: String?
    /// Reads the configuration; asked again when files of the catalog as a whole change.
    let linter: () throws -> Linter
    /// Prints a report.
    let show: (LintReport, LintCheckout) async throws -> Void

    func run() async throws {
        // Before the first scan, so that nothing between both is missed.
        let watch = try FolderWatch(path: path)
        defer { watch.stop() }
        var linter = try keeping()
        var checkout = try await LintCheckout(path: path, name: name)
        var result = try await linter.lint(checkout.input)
        try await show(result.report, checkout)
        say("watching \(path); interrupt to end")
        for await _ in watch.signals {
            let start = ContinuousClock.now
            let changes = watch.takeChanges()
            guard !changes.isEmpty else { continue }
            do {
                if changes.isEverything {
                    linter = try keeping()
                    checkout = try await LintCheckout(path: path, name: name)
                } else {
                    try await checkout.rescan(changes.folders)
                }
                result = try await linter.lint(checkout.input, previous: result)
            } catch let failure as GitFailure where failure.code == .contentChanged {
                // The change that came meanwhile is told next.
                continue
            }
            try await show(changes.isEverything ? result.report : result.report.limited(to: changes.folders), checkout)
            let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
            say("\(summary(of: result.report)) in all; \(Int(milliseconds)) ms")
        }
    }

    /// A linter of whose results the next run takes over whatever did not change.
    private func keeping() throws -> Linter {
        var linter = try linter()
        linter.keepsTemplates = true
        return linter
    }

    private func summary(of report: LintReport) -> String {
        "\(report.count(.error)) errors, \(report.count(.warning)) warnings, \(report.count(.note)) notes"
    }

    private func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
