import Bundles
import Checkouts
import ArgumentParser
import Catalog
import Compiler
import Diagnostics
import Foundation

/// `muster environment`.
struct EnvironmentCommand: AsyncParsableCommand {
    /// How to print.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, yaml, dir, tar
    }

    static let configuration = CommandConfiguration(
        "environment", "Resolve an environment template: every stack's version, bundle and digest for a server.",
        about: """
            Each stack runs what the lock says, else the version that the template names, else the default version for \
            the server. A stack that cannot be resolved is an error.
            """,
        findings: "a stack cannot be resolved, or the answers or the lock cannot be read",
        examples: [
            "muster environment 'library:project*cattle' --rancher-version v1.6.14 --format text",
            "muster environment 'library:project*cattle' --rancher-version v1.6.14 --lock environment.lock.yml --update",
            "muster environment 'library:project*cattle' --rancher-version v1.6.14 --lock environment.lock.yml",
        ]
    )

    @Argument(help: "An environment template's id (library:project*cattle), or a version's id or folder.")
    var environment: String

    @Option(help: "The Rancher server's version.")
    var rancherVersion = ""

    @Option(help: "The environment's name: .Environment.Name.")
    var environmentName = "Default"

    @Option(help: "Answers by stack: a YAML or JSON map of stacks, each a map of variables.")
    var answers: String?

    @Option(help: "The lock to honour: environment.lock.yml.")
    var lock: String?

    @Flag(help: "Write what the stacks resolve to now into the lock, instead of honouring it.")
    var update = false

    @Option(help: "text for people; json, yaml, dir or tar as muster bundle writes them.")
    var format = Format.json

    @Option(help: "The file to write, or the folder for --format dir. (default: standard output)")
    var output: String?

    @Flag(help: "Show secrets in answers, files and compose.")
    var includeSecrets = false

    @Option(help: "The catalog's name in ids, for a folder. (default: the name of the checkout's folder)")
    var name: String?

    @OptionGroup var catalogs: LibraryOptions

    func validate() throws {
        if update, lock == nil { throw ValidationError("--update moves a lock; name it with --lock FILE") }
        if format == .dir, output == nil { throw ValidationError("--format dir needs --output FOLDER") }
    }

    func run() async throws {
        var request = EnvironmentRequest(environmentName: environmentName, rancherVersion: rancherVersion)
        request.includesSecrets = includeSecrets
        var sources: [SourceText] = []
        try readAnswers(into: &request, &sources)
        try readLock(into: &request, &sources)
        let place = VersionPlace(environment, catalogName: name)
        let (result, root) = try await resolve(place, request)
        for stack in result.stacks { sources += stack.source.files.files.values }
        DiagnosticOutput(sources: sources, root: root).show(result.diagnostics)
        guard let bundle = result.bundle, let resolved = result.lock else { throw ExitStatus.findings }
        if update { try ResultOutput.write(resolved.text, to: lock) }
        try write(bundle, result, resolved)
    }

    private func resolve(
        _ place: VersionPlace, _ request: EnvironmentRequest
    ) async throws -> (EnvironmentResult, root: String?) {
        guard place.isFolder else {
            let id = try place.id
            return try await catalogs.withLibrary(rancherVersion: rancherVersion) { library in
                let found = try await VersionPlace.version(id, in: library, rancherVersion: rancherVersion)
                return (try await Compiler().environment(found.source, in: library, request), nil)
            }
        }
        let found = try await place.folder()
        let own = try await place.checkoutLibrary()
        if catalogs.isEmpty {
            return (try await Compiler().environment(found.source, in: own, request), found.root)
        }
        return try await catalogs.withLibrary(rancherVersion: rancherVersion) { library in
            let isNamed = library.catalogs.contains { $0.origin.catalog == place.checkoutName }
            let library = isNamed ? library : library.adding(own)
            return (try await Compiler().environment(found.source, in: library, request), found.root)
        }
    }

    private func readAnswers(into request: inout EnvironmentRequest, _ sources: inout [SourceText]) throws {
        guard let answers else { return }
        let source = try TextInput.read(answers)
        let file = StackAnswersFile.read(source)
        sources.append(source)
        request.answers = file.answers
        guard file.diagnostics.isEmpty else {
            DiagnosticOutput(sources: sources).show(file.diagnostics)
            throw ExitStatus.findings
        }
    }

    private func readLock(into request: inout EnvironmentRequest, _ sources: inout [SourceText]) throws {
        guard let lock, !update else { return }
        let source = try TextInput.read(lock)
        let read = EnvironmentLock.read(source)
        sources.append(source)
        request.lock = read.lock
        guard read.lock != nil else {
            DiagnosticOutput(sources: sources).show(read.diagnostics)
            throw ExitStatus.findings
        }
    }

    private func write(_ bundle: CompiledBundle, _ result: EnvironmentResult, _ lock: EnvironmentLock) throws {
        if format == .text { return try ResultOutput.write(Array(summary(bundle, result).utf8), to: output) }
        var form = BundleOutput()
        form.format = BundleOutput.Format(rawValue: format.rawValue) ?? .json
        form.output = output
        try form.write(bundle, lock: lock, stacks: result.stacks)
    }

    private func summary(_ bundle: CompiledBundle, _ result: EnvironmentResult) -> String {
        let server = rancherVersion.isEmpty ? "any server" : "Rancher \(rancherVersion)"
        var table = TextTable()
        for stack in result.stacks {
            guard let made = stack.result.bundle else { continue }
            let open = made.unanswered.isEmpty ? "" : "must be answered: \(made.unanswered.joined(separator: ", "))"
            table.add([
                stack.name, stack.source.version.version, made.id.description, String(made.digest.prefix(19)), open,
            ])
        }
        return "\(bundle.id) for \(server)\n\(table.text(indent: 2))bundle \(bundle.digest)\n"
    }
}
