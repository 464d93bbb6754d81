import Checkouts
import ArgumentParser
import Catalog
import Compiler
import Diagnostics
import Foundation
import Git
import JSON
import Lint

/// `muster lint`.
struct LintCommand: AsyncParsableCommand {
    /// How to print.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif, junit, github
    }

    static let configuration = CommandConfiguration(
        "lint", "Look for what would break on a real server, and for what would embarrass a catalog's author.",
        about: """
            Findings go to standard output, with the place, the reason and what to do. muster explain CODE says \
            more about a rule.
            """,
        findings: "there is a finding of error severity",
        examples: [
            "muster lint .",
            "muster lint . --format sarif --output muster.sarif",
            "muster lint . --since origin/main",
            "muster lint . --watch",
            "muster lint . --fix=review | less",
            "muster lint . --baseline .muster-baseline.yml --update-baseline",
        ]
    )

    @Argument(help: "The checkout of a catalog, which has infra-templates, templates and the like; or templates in it.")
    var paths = ["."]

    @Option(help: "The configuration. (default: .muster-lint.yml in the checkout, when it is there)")
    var config: String?

    @Option(help: "Lint only versions that a server of this version may run; may be given several times.")
    var rancherVersion: [String] = []

    @Option(help: "The catalog's name in ids. (default: the name of the checkout's folder)")
    var name: String?

    @Flag(inversion: .prefixedNo, help: "Compile versions over their answers too, and not with the defaults alone.")
    var explore = true

    @Option(help: "text for people; json, sarif (2.1.0), junit or github (annotations) for programs.")
    var format = Format.text

    @Option(help: "The file to write. (default: standard output)")
    var output: String?

    @Option(
        help: ArgumentHelp("Lint only what changed since a git revision, and what that affects.", valueName: "revision")
    )
    var since: String?

    @Flag(help: "Go on, and lint again what changes, until it is interrupted.")
    var watch = false

    @Option(help: "Findings that do not count: a file that --update-baseline wrote.")
    var baseline: String?

    @Flag(help: "Write everything that is found now into the --baseline.")
    var updateBaseline = false

    @Option(
        help: ArgumentHelp(
            "Mend what can be mended: --fix writes safe fixes, --fix=review shows all of them as a difference.",
            valueName: "review"))
    var fix: FixMode?

    /// What to do with fixes.
    enum FixMode: String, ExpressibleByArgument, CaseIterable {
        case safe, review
    }

    func validate() throws {
        if watch, fix != nil || since != nil || updateBaseline || output != nil {
            throw ValidationError("--watch goes with no --fix, --since, --update-baseline or --output")
        }
        if watch, try LintPlace(paths: paths).folders != nil {
            throw ValidationError("--watch goes with a whole checkout; name its folder")
        }
        if since != nil, updateBaseline { throw ValidationError("a baseline is of everything; leave --since out") }
        if updateBaseline, baseline == nil { throw ValidationError("--update-baseline writes a --baseline; name it") }
    }

    func run() async throws {
        let place = try LintPlace(paths: paths)
        if watch { return try await lintOnAndOn(place) }
        var checkout = try await LintCheckout(place, name: name, since: since)
        var found = try await lint(checkout)
        if let fix {
            let sources = try await checkout.sources(of: found)
            if fix == .review { return showFixes(of: found, sources) }
            try applyFixes(of: found, sources, in: place.root)
            checkout = try await LintCheckout(place, name: name, since: since)
            found = try await lint(checkout)
        }
        if updateBaseline, let baseline {
            try ResultOutput.write(Array(Baseline(of: found).text.utf8), to: baseline, besides: place.root)
        }
        let report = try await show(found, checkout)
        if report.count(.error) > 0 { throw ExitStatus.findings }
    }

    private func lintOnAndOn(_ place: LintPlace) async throws {
        let linter = { try self.linter(for: place.root) }
        let show = { (report: LintReport, checkout: LintCheckout) in _ = try await self.show(report, checkout) }
        try await LintWatch(place: place, name: name, linter: linter, show: show) { StandardError.say($0) }.run()
    }

    private func lint(_ checkout: LintCheckout) async throws -> LintReport {
        let line = ProgressLine("linting")
        defer { line?.clear() }
        var linter = try linter(for: checkout.root)
        if let line { linter.progress = { done, all in line.show(done, of: all) } }
        return try await linter.lint(checkout.input).report
    }

    private func linter(for root: String) throws -> Linter {
        var linter = Linter(try configuration(of: root))
        linter.width = ProcessInfo.processInfo.activeProcessorCount
        return linter
    }

    /// Prints a report; gives it as it counts with the baseline.
    private func show(_ found: LintReport, _ checkout: LintCheckout) async throws -> LintReport {
        let report = try baselined(found, in: checkout.root)
        try write(report, format == .text ? try await checkout.sources(of: report) : [:], root: checkout.root)
        return report
    }

    private func applyFixes(of report: LintReport, _ sources: [String: SourceText], in root: String) throws {
        let fixes = FixApplication(of: report, safety: .safe, to: { sources[$0] })
        for (file, bytes) in fixes.changed.sorted(by: { $0.key < $1.key }) {
            try ResultOutput.write(bytes, to: "\(root)/\(file)")
        }
        let message = "\(fixes.count) fixes in \(fixes.changed.count) files\n"
        FileHandle.standardError.write(Data(message.utf8))
    }

    private func showFixes(of report: LintReport, _ sources: [String: SourceText]) {
        let fixes = FixApplication(of: report, safety: .needsReview, to: { sources[$0] })
        for (file, bytes) in fixes.changed.sorted(by: { $0.key < $1.key }) {
            ResultOutput.write(UnifiedDiff.of(sources[file]?.bytes, bytes, path: file) ?? "")
        }
    }

    private func baselined(_ report: LintReport, in root: String) throws -> LintReport {
        guard let baseline else { return report }
        guard let known = Baseline(reading: try TextInput.read(baseline, besides: root)) else {
            throw ServerError("\(baseline) is no baseline; write one with --update-baseline")
        }
        return known.applied(to: report)
    }

    private func write(_ report: LintReport, _ sources: [String: SourceText], root: String) throws {
        let source: @Sendable (String) -> SourceText? = { sources[$0] }
        let isColoured =
            output == nil && isatty(STDOUT_FILENO) == 1 && EnvironmentVariable.noColor.value == nil
        let text: String
        switch format {
        case .text: text = LintText(report: report, source: source, isColoured: isColoured).text
        case .json: text = String(decoding: report.json.canonicalBytes, as: UTF8.self) + "\n"
        case .sarif:
            let document = LintSARIF(report: report, toolVersion: Release.version).json
            text = String(decoding: document.canonicalBytes, as: UTF8.self) + "\n"
        case .junit: text = LintJUnit(report: report).text
        case .github:
            text = LintGitHub(report: report, prefix: root == "." || root.hasPrefix("/") ? "" : root).text
        }
        try ResultOutput.write(Array(text.utf8), to: output, besides: root)
    }

    private func configuration(of root: String) throws -> LintConfiguration {
        guard let source = try config.map({ try TextInput.read($0, besides: root) }) ?? ownConfiguration(of: root)
        else {
            return forServers(LintConfiguration())
        }
        let (configuration, diagnostics) = LintConfiguration.read(source)
        DiagnosticOutput(sources: [source]).show(diagnostics)
        guard diagnostics.isEmpty else { throw ExitStatus.usage }
        return forServers(configuration)
    }

    private func ownConfiguration(of root: String) throws -> SourceText? {
        switch try CheckoutFile.conventional(LintConfiguration.fileName, in: root) {
        case .absent: return nil
        case .text(let source): return source
        case .passedOver(let sentence):
            StandardError.say(sentence)
            return nil
        }
    }

    /// The configuration for the servers of the command line, when it names any.
    private func forServers(_ configuration: LintConfiguration) -> LintConfiguration {
        var configuration = configuration
        configuration.explores = explore
        if !rancherVersion.isEmpty { configuration.rancherVersions = rancherVersion }
        return configuration
    }
}
