import Compose
import Diagnostics
import Foundation
import MusterTesting
import Testing

/// The recorded answers of the reference to hand-written stacks.
@Suite("Conformance of loading compose documents")
struct ConformanceTests {
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let dockerCompose: String
        let rancherCompose: String?
        let variables: [String: String]?
        let resources: [String: String]?
        let config: JSONValue?
        let configVariants: [JSONValue]?
        let unordered: [String]?
        let error: String?
        let errorLineOrder: String?
        let errorVariants: [String]?
        let panic: String?
        let warnings: [String]?
        let sidekickError: String?
        var testDescription: String { name }

        /// Whether the text goes through the template engine first, which this module does not know.
        var needsTemplates: Bool { dockerCompose.contains("{{") || rancherCompose?.contains("{{") ?? false }

        var input: ComposeInput {
            ComposeInput(
                dockerCompose: SourceText(path: "docker-compose.yml", bytes: Array(dockerCompose.utf8)),
                rancherCompose: rancherCompose.map {
                    SourceText(path: "rancher-compose.yml", bytes: Array($0.utf8))
                },
                variables: variables ?? [:],
                resources: Dictionary(
                    uniqueKeysWithValues: (resources ?? [:]).map {
                        ($0.key, SourceText(path: $0.key, bytes: Array($0.value.utf8)))
                    }))
        }
    }

    static let vectors: [Vector] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance/cases.json")
        do {
            return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("\(file.path): \(error)")
        }
    }()

    /// The recorded stacks that are no templates, and those that switch templates off.
    static let plain = vectors.filter { !$0.needsTemplates || $0.name.hasPrefix("tpl-notemplating") }
    static let templates = vectors.filter { $0.needsTemplates && !$0.name.hasPrefix("tpl-notemplating") }

    @Test("every difference that is listed is of a vector")
    func differencesAreOfVectors() {
        let names = Set(Self.plain.map(\.name))
        #expect(DeliberateDifference.all.allSatisfy { names.contains($0.name) })
    }

    @Test("every vector is tried here, but for the few that need the template engine")
    func vectorsAreThere() {
        #expect(Self.vectors.count == 502)
        #expect(Self.templates.count == 6)
    }

    @Test("a stack loads as recorded, but for the listed differences", arguments: plain)
    func stack(_ vector: Vector) throws {
        let result = ComposeLoader.load(vector.input)
        let listed = DeliberateDifference.all.first { $0.name == vector.name }
        let difference = try Self.difference(result, vector)
        if let listed {
            #expect(difference != nil, "\(vector.name) is listed and does not differ")
            #expect(result.referenceError == listed.referenceError)
        } else {
            #expect(difference == nil, "\(difference ?? "")")
        }
        let hasErrors = result.diagnostics.contains { $0.severity == .error }
        #expect(hasErrors == (result.referenceError != nil || result.sidekickError != nil), "\(result.diagnostics)")
        for diagnostic in result.diagnostics {
            #expect(diagnostic.location.start != nil)
            #expect(diagnostic.help != nil || diagnostic.code.rawValue.hasPrefix("yaml-"), "\(diagnostic)")
        }
    }

    static func difference(_ result: ComposeResult, _ vector: Vector) throws -> String? {
        if vector.panic != nil { return result.referenceError == nil ? "nothing stops it" : nil }
        if let variants = vector.errorVariants {
            return variants.contains(result.referenceError ?? "") ? nil : result.referenceError ?? "no error"
        }
        if let error = vector.error { return Self.difference(result.referenceError, error, vector) }
        if let error = result.referenceError { return error }
        let warnings = result.referenceWarnings.sorted()
        if warnings != vector.warnings ?? [] { return "warns \(warnings)" }
        if result.sidekickError != vector.sidekickError { return "sidekicks: \(result.sidekickError ?? "fine")" }
        guard let project = result.project else { return "no project" }
        let ours = try JSONValue(parsing: Data(project.canonicalJSON())).withSortedLists(at: vector.unordered ?? [])
        let recorded = [vector.config].compactMap(\.self) + (vector.configVariants ?? [])
        return recorded.contains(ours) ? nil : "\(ours)"
    }

    private static func difference(_ ours: String?, _ recorded: String, _ vector: Vector) -> String? {
        guard let ours else { return "no error" }
        if vector.errorLineOrder == "any" {
            return ours.split(separator: "\n").sorted() == recorded.split(separator: "\n").sorted() ? nil : ours
        }
        return ours == recorded ? nil : ours
    }
}
