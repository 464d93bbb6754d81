import Bundles
import ArgumentParser
import Catalog
import Compiler
import Diagnostics
import Foundation
import JSON

/// `muster upgrade`.
struct UpgradeCommand: AsyncParsableCommand {
    /// How to print.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    static let configuration = CommandConfiguration(
        "upgrade", "Plan how stacks get from the versions they run to what a server should run.",
        about: """
            The verdict is none, automatic, needs-answers or blocked.
            """,
        findings: "a stack is blocked, or what was given cannot be read",
        examples: [
            "muster upgrade 'catalog://library:infra*ipsec:14' --rancher-version v1.6.30",
            "muster upgrade 'catalog://library:infra*ipsec:14' --to 18 --answers answers.yml --diff",
            "muster upgrade --lock environment.lock.yml --rancher-version v1.6.30",
        ]
    )

    @Argument(help: "What runs: external ids (catalog://library:infra*ipsec:14), with or without catalog://.")
    var externalIds: [String] = []

    @Option(help: "Plan every stack of this lock: environment.lock.yml.")
    var lock: String?

    @Option(help: "The version to run, by its text or by the last part of its id. (default: the server's default)")
    var to: String?

    @OptionGroup var answers: AnswerOptions
    @OptionGroup var context: ContextOptions
    @OptionGroup var catalogs: LibraryOptions

    @Option(help: "text for people, json for programs.")
    var format = Format.text

    @Flag(help: "Print the files' differences too (with --format text).")
    var diff = false

    func validate() throws {
        if externalIds.isEmpty == (lock == nil) { throw ValidationError("name external ids, or a --lock") }
        if externalIds.count != 1, to != nil { throw ValidationError("--to goes with one external id") }
        if externalIds.count != 1, !answers.isEmpty { throw ValidationError("answers go with one external id") }
    }

    func run() async throws {
        let given = try answers.read()
        DiagnosticOutput(sources: given.sources).show(given.diagnostics)
        guard !given.diagnostics.contains(where: { $0.severity == .error }) else { throw ExitStatus.findings }
        let requests = try requests(given.answers)
        let plans = try await catalogs.withLibrary(rancherVersion: context.rancherVersion) { library in
            var plans: [UpgradePlan] = []
            for request in requests {
                do {
                    plans.append(try await Compiler().plan(request, in: library))
                } catch let failure as LibraryFailure {
                    let message = "cannot plan \(request.from): \(failure); \(failure.help)"
                    StandardError.say(message)
                }
            }
            return plans
        }
        if format == .json {
            let plans = plans.map(\.json)
            ResultOutput.write(
                String(
                    decoding: (lock == nil && plans.count == 1 ? plans[0] : .array(plans)).canonicalBytes, as: UTF8.self
                )
                    + "\n")
        } else {
            ResultOutput.write(plans.map { UpgradePlanText(plan: $0, showsFiles: diff).text }.joined(separator: "\n"))
        }
        if plans.count < requests.count { throw ExitStatus.couldNotRun }
        if plans.contains(where: { $0.verdict == .blocked }) { throw ExitStatus.findings }
    }

    private func requests(_ answers: GivenAnswers) throws -> [UpgradeRequest] {
        var stacks = externalIds.map { (id: $0, name: context.stackName) }
        if let lock {
            let source = try TextInput.read(lock)
            let read = EnvironmentLock.read(source)
            DiagnosticOutput(sources: [source]).show(read.diagnostics)
            guard let locked = read.lock else { throw ExitStatus.findings }
            stacks = locked.stacks.map { (id: $0.version, name: $0.name) }
        }
        return try stacks.map { stack in
            guard let id = TemplateID(externalID: stack.id), id.version != nil else {
                throw ValidationError(
                    "\"\(stack.id)\" is no external id; they have the form catalog://CATALOG:BASE*FOLDER:VERSION")
            }
            var context = context.stack(named: id.folderName)
            context.stackName = stack.name ?? id.folderName
            var request = UpgradeRequest(from: id, context: context)
            request.target = to
            request.answers = self.answers.isEmpty ? nil : answers
            return request
        }
    }
}
