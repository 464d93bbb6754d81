import Bundles
import Catalog
import Diagnostics
import Foundation
import JSON
import Compiler
import MusterTesting
import Testing

@testable import Bundles

/// Bundles of every version of the three catalogs.
@Suite("Bundles over the catalogs", .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"))
struct BundleCorpusTests {
    /// What `compose/catalogs.jsonl.gz` says of a version, as far as it matters here.
    private struct Recorded: Decodable {
        let catalog, path: String
        let skipped: JSONValue?
        let error: String?
        let errorVariants: [String]?
        let sidekickError: String?
    }

    /// Versions whose template stops in a strict run: Rancher 1.6 deployed them cut off, or whole by its own engine's rules.
    private static let onlyLenient: Set<String> = Set((0...4).map { "community templates/minio/\($0)" })

    private static func bundle(
        _ found: CatalogLibrary.FoundTemplate, _ version: TemplateVersion, isLenient: Bool = false
    ) async throws -> BundleResult {
        let source = try await Corpus.library.source(of: version, in: found)
        let compiler = Compiler(rendering: RenderOptions(isLenient: isLenient))
        return compiler.bundle(source, for: StackContext(stackName: found.template.folderName))
    }

    /// Versions that only load once a required secret is answered. A bundle keeps `${NAME}` for it, so there is one.
    private static let openSecrets: Set<String> = Set((0...2).map { "library infra-templates/secrets-bridge-v2/\($0)" })

    private static let schema: JSONSchema? = {
        let path = SharedCorpus.packageRoot.appending(path: "Sources/HTTPAPI/Resources/bundle.schema.json")
        return try? JSONSchema(parsing: Data(contentsOf: path))
    }()

    @Test("every version that the reference compiles gives a bundle of the published schema, which verifies")
    func everyVersion() async throws {
        let rows: [Recorded] = SharedCorpus.lines("conformance/compose/catalogs.jsonl.gz")
        let recorded = Dictionary(rows.map { ("\($0.catalog) \($0.path)", $0) }) { $1 }
        let schema = try #require(Self.schema)
        var made = 0
        for (found, version) in Corpus.everyVersion {
            let name = "\(found.origin.catalog) \(found.template.folderPath)/\(version.folderName)"
            let row = try #require(recorded[name])
            let result = try await Self.bundle(found, version, isLenient: Self.onlyLenient.contains(name))
            let isRefused = row.error != nil || row.errorVariants != nil || row.sidekickError != nil
            let isExpected = !isRefused || Self.openSecrets.contains(name)
            #expect(
                (result.bundle != nil) == isExpected, "\(name): \(result.diagnostics.filter { $0.severity == .error })")
            guard let bundle = result.bundle else { continue }
            made += 1
            // The environments' own bundles are looked at below.
            guard bundle.kind != .environment else { continue }
            let problems = schema.problems(of: try JSONValue(parsing: Data(bundle.text)))
            #expect(problems.isEmpty, "\(bundle.id): \(problems.prefix(3))")
            let verification = BundleVerification(of: try JSONNode(parsing: bundle.text))
            #expect(verification.isIntact && verification.computed == bundle.digest, "\(bundle.id)")
        }
        #expect(made == 802)
    }

    @Test("a template that only Rancher 1.6's engine runs to its end gives a bundle only leniently")
    func lenientOnly() async throws {
        for (found, version) in Corpus.everyVersion where found.template.folderName == "minio" {
            #expect(try await Self.bundle(found, version).bundle == nil)
            #expect(try await Self.bundle(found, version, isLenient: true).bundle != nil)
        }
    }

    @Test(
        "every environment template resolves for the servers that it is for, and its bundle follows the schema",
        arguments: ["", "v1.5.0", "v1.6.14", "v1.6.30"])
    func environments(_ server: String) async throws {
        let schema = try #require(Self.schema)
        var resolved = 0
        for found in Corpus.library.templates(base: "project") {
            let selection = VersionSelection(of: found.template, rancherVersion: server)
            guard let version = selection.defaultTarget else { continue }
            let source = try await Corpus.library.source(of: version, in: found)
            let result = try await Compiler().environment(
                source, in: Corpus.library, EnvironmentRequest(rancherVersion: server))
            let bundle = try #require(result.bundle, "\(source.id): \(result.diagnostics)")
            let problems = schema.problems(of: try JSONValue(parsing: Data(bundle.text)))
            #expect(problems.isEmpty, "\(bundle.id): \(problems.prefix(3))")
            #expect(BundleVerification(of: bundle.document).isIntact)
            #expect(
                bundle.document["stacks"]?.array?.count
                    == ProjectTemplate.read(try #require(source.files["project.yml"])).stacks.count)
            resolved += 1
        }
        #expect(resolved > 0)
    }

    @Test("digests do not depend on the order in which bundles are made")
    func order() async throws {
        // Every seventh version: the whole catalogs are compared by the benchmark, in two processes.
        let versions = Corpus.everyVersion.enumerated().filter { $0.offset % 7 == 0 }.map(\.element)
        var digests: [TemplateID: String] = [:]
        for (found, version) in versions {
            let bundle = try await Self.bundle(found, version, isLenient: true).bundle
            if let bundle { digests[bundle.id] = bundle.digest }
        }
        for (found, version) in versions.reversed() {
            let bundle = try await Self.bundle(found, version, isLenient: true).bundle
            if let bundle { #expect(digests[bundle.id] == bundle.digest) }
        }
        #expect(digests.count > 100)
    }
}
