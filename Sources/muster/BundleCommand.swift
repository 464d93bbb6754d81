import Bundles
import Checkouts
import ArgumentParser
import Catalog
import Compiler
import Diagnostics
import Foundation
import JSON

/// `muster bundle`.
struct BundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "bundle", "Compile a version into a bundle: its files, merged compose, images and digest.",
        about: """
            The same version, answers and context give the same bytes on every machine. Secrets are left out: files \
            keep ${NAME} for them, and the digest is the same with and without them.
            """,
        findings: "nothing was compiled, or a bundle is not what its digests say",
        examples: [
            "muster bundle 'library:infra*ipsec:18' --rancher-version v1.6.30",
            "muster bundle infra-templates/ipsec/18 --set MTU=1400 --format tar --output ipsec.tar",
            "muster bundle --verify ipsec.json",
        ]
    )

    @Argument(help: "A version's id (library:infra*ipsec:18), or its folder (infra-templates/ipsec/18).")
    var version: String?

    @OptionGroup var answers: AnswerOptions
    @OptionGroup var context: ContextOptions
    @OptionGroup var output: BundleOutput
    @OptionGroup var catalogs: LibraryOptions

    @Flag(help: "Show secrets in answers, files and compose.")
    var includeSecrets = false

    @Flag(help: "Do what Rancher 1.6 did with a template that stops: keep what was written before.")
    var lenient = false

    @Option(help: "The catalog's name in ids, for a folder. (default: the name of the checkout's folder)")
    var name: String?

    @Option(
        help: "Compute the digests of a bundle again and say what differs: its .json, .yml or .tar file, or its folder."
    )
    var verify: String?

    func validate() throws {
        if (version == nil) == (verify == nil) { throw ValidationError("name a version, or a bundle to --verify") }
    }

    func run() async throws {
        if let verify { return try BundleVerify.run(on: verify) }
        let given = try answers.read()
        let version = version ?? ""
        let found = try await VersionPlace(version, catalogName: name).version(
            catalogs, rancherVersion: context.rancherVersion)
        let source = found.source
        guard BundleKind(base: source.template.base) != .environment else {
            throw ServerError("\(source.id) is an environment template; use muster environment \(version)")
        }
        let compiler = Compiler(rendering: RenderOptions(isLenient: lenient))
        let result = compiler.bundle(
            source, answers: given.answers, for: context.stack(named: source.template.folderName),
            includingSecrets: includeSecrets)
        let texts = source.files.files.values + given.sources + (result.compilation?.renderedTexts ?? [])
        DiagnosticOutput(sources: Array(texts), root: found.root).show(given.diagnostics + result.diagnostics)
        guard let bundle = result.bundle, !given.diagnostics.contains(where: { $0.severity == .error }) else {
            throw ExitStatus.findings
        }
        try output.write(bundle)
    }
}

/// What a version is compiled for, on the command line.
struct ContextOptions: ParsableArguments {
    @Option(help: "The Rancher server's version; a version that is not for it is an error.")
    var rancherVersion = ""

    @Option(help: "The stack's name: .Stack.Name. (default: the template's folder)")
    var stackName: String?

    @Option(help: "The version that runs before an upgrade: .Stack.PreviousVersion.")
    var previousVersion = ""

    @Option(help: "The environment's name: .Environment.Name.")
    var environmentName = "Default"

    /// The context, for a stack that is named so unless the command line says otherwise.
    func stack(named name: String) -> StackContext {
        StackContext(
            stackName: stackName ?? name, previousVersion: previousVersion, environmentName: environmentName,
            rancherVersion: rancherVersion)
    }
}
