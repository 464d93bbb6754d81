@testable import Catalog
import Diagnostics
import Foundation
import MusterTesting
import Testing

/// The recorded answers of the reference, hand-written trees and real catalogs.
@Suite("Conformance of catalog reading")
struct ConformanceTests {
    struct Cases: Decodable, Sendable {
        struct Tree: Decodable, Sendable, CustomTestStringConvertible {
            let name: String
            let files: [String: String]
            let templates: [RecordedTemplate]
            let errors: [String]
            var testDescription: String { name }
        }
        struct TemplateURL: Decodable, Sendable {
            let input, base, catalog, revisionOrVersion, template: String
            let ok: Bool
        }
        struct Path: Decodable, Sendable {
            let input, base, template: String
            let folder: String?
            let ok: Bool
        }
        struct Block: Decodable, Sendable {
            let input, output: String
        }
        let trees: [Tree]
        let templateURLPath: [TemplateURL]
        let templatePath: [Path]
        let versionPath: [Path]
        let extractCatalogBlock: [Block]
    }

    static let cases: Cases = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Conformance/catalogparse-cases.json")
        do {
            return try JSONDecoder().decode(Cases.self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("\(file.path): \(error)")
        }
    }()

    @Test("a recorded tree reads as recorded, but for the listed differences", arguments: cases.trees)
    func tree(_ recorded: Cases.Tree) {
        let tree = MemoryTree(recorded.files.map { ($0.key, Array($0.value.utf8)) })
        let snapshot = tree.snapshot()
        let listed = Set(DeliberateDifference.all.filter { $0.tree == recorded.name }.map(\.folderPath))
        var met: Set<String> = []
        for folder in tree.folders {
            let ours = snapshot.templates.first { $0.folderPath == folder.path }
            let theirs = Self.recorded(folder, in: recorded.templates)
            let differing = Self.difference(ours, theirs, in: tree)
            if listed.contains(folder.path) {
                met.insert(folder.path)
                #expect(!differing.isEmpty, "\(folder.path) is listed and does not differ")
            } else {
                #expect(differing == [], "\(folder.path)")
            }
        }
        #expect(met == listed)
    }

    private static func difference(_ ours: Template?, _ theirs: RecordedTemplate?, in tree: MemoryTree) -> [String] {
        switch (ours, theirs) {
        case (nil, nil): []
        case (let ours?, nil): ["only we have \(ours.folderPath)"]
        case (nil, let theirs?): ["only recorded: \(theirs.folderName)"]
        case (let ours?, let theirs?): differences(ours, theirs, in: tree)
        }
    }

    private static func recorded(_ folder: TemplateFolder, in templates: [RecordedTemplate]) -> RecordedTemplate? {
        guard let path = CatalogPath(folder.path) else { return nil }
        return templates.first { $0.base == path.base && $0.folderName == path.folderName }
    }

    @Test("every file the reference complains of has an error here too", arguments: cases.trees)
    func errors(_ recorded: Cases.Tree) throws {
        let snapshot = MemoryTree(recorded.files.map { ($0.key, Array($0.value.utf8)) }).snapshot()
        let ours = Set(
            snapshot.templates.flatMap(\.diagnostics).filter { $0.severity == .error }.map(\.location.path))
        for error in recorded.errors {
            if let path = error.split(separator: ":").first, path.hasPrefix("templates/") {
                #expect(ours.contains(String(path)), "\(error)")
            } else {
                let template = try #require(
                    error.split(separator: " ").first { $0.contains(":") }?.split(separator: ":").first)
                #expect(ours.contains { $0.hasPrefix("templates/\(template)/") }, "\(error)")
            }
        }
    }

    @Test("ids split as the reference splits them")
    func ids() {
        for row in Self.cases.templateURLPath {
            let id = TemplateID(parsing: row.input)
            #expect((id != nil) == row.ok, "\(row.input)")
            guard let id else { continue }
            #expect(id.catalog == row.catalog && id.base == row.base && id.folderName == row.template, "\(row.input)")
            #expect(id.version ?? "" == row.revisionOrVersion, "\(row.input)")
        }
    }

    @Test(
        "ids print themselves back",
        arguments: ["library:a", "library:infra*a", "library:infra*a:1.2.3", "library:a:0"])
    func idsRoundTrip(text: String) throws {
        #expect(try #require(TemplateID(parsing: text)).description == text)
    }

    @Test("paths below a template's folder mean what they mean to the reference")
    func paths() {
        for row in Self.cases.templatePath where row.ok && row.input.hasPrefix("/") == false {
            let path = CatalogPath(row.input)
            #expect(path?.base == row.base && path?.folderName == row.template, "\(row.input)")
        }
        for row in Self.cases.versionPath where row.ok && row.input.hasPrefix("/") == false {
            let path = CatalogPath(row.input)
            #expect(path?.rest.first == row.folder && path?.folderName == row.template, "\(row.input)")
        }
    }

    @Test("the catalog block is cut out of a compose.yml as the reference cuts it")
    func blocks() {
        for row in Self.cases.extractCatalogBlock {
            let lines = CatalogBlockLines(of: Array(row.input.utf8))
            #expect(String(decoding: lines?.text ?? [], as: UTF8.self) == row.output, "\(row.input.debugDescription)")
            if let lines { #expect(lines.blanked.count == row.input.utf8.count) }
        }
    }

    struct Catalogs: Decodable {
        struct Recorded: Decodable {
            let catalog: String
            let branch: String
            let commit: String
            let templates: [RecordedTemplate]
            let errors: [String]
        }
        let catalogs: [Recorded]
    }

    @Test(
        "every template and version of the real catalogs reads as recorded (shared corpus)",
        .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"),
        arguments: ["library", "community", "test"])
    func realCatalog(name: String) throws {
        let recorded = try JSONDecoder().decode(
            Catalogs.self, from: try SharedCorpus.contents(of: "conformance/catalogparse.json"))
        let catalog = try #require(recorded.catalogs.first { $0.catalog == name })
        let checkout = try GitCheckout(bundle: "\(name).bundle", branch: catalog.branch)
        #expect(checkout.commit == catalog.commit)
        let tree = MemoryTree(checkout.files.map { ($0.path, $0.contents) })
        let snapshot = tree.snapshot()
        let named = catalog.templates.filter { !$0.folderName.isEmpty }
        let broken = Set(["templates/broken1"])
        for theirs in named {
            let ours = snapshot.templates.first { $0.base == theirs.base && $0.folderName == theirs.folderName }
            #expect(Self.difference(ours, theirs, in: tree) == [], "\(theirs.base)*\(theirs.folderName)")
        }
        let extra = snapshot.templates.filter { ours in
            !named.contains { $0.base == ours.base && $0.folderName == ours.folderName }
        }
        #expect(Set(extra.map(\.folderPath)).subtracting(broken) == [], "what only we have")
    }
}
