import Crypto
import Diagnostics
import Foundation
import MusterTesting

@testable import Compiler

/// The three public catalogs, and what the reference recorded over them.
enum Corpus {
    /// A recorded version: `renders.jsonl.gz` has one a line.
    struct Version: Decodable, Sendable {
        struct Result: Decodable, Sendable {
            let sha256: String?
            let bytes: Int?
            let execError: String?
            let error: String?
            let notemplating: Bool?
        }
        struct Variant: Decodable, Sendable {
            let variant: String
            let override: [String: String]?
            let answers: [String: String]?
            let results: [String: Result]
        }
        let catalog, path, stackVersion: String
        let questionsError: String?
        let sources: [String: String]
        let defaults: [String: String]
        let variants: [Variant]
    }

    /// A render that comes out differently by the rules of Go 1.8.
    struct OlderRender: Decodable, Sendable {
        let catalog, path, file, variant, sha256: String
        let override: [String: String]?
        let execError: String?
    }

    static let versions: [Version] = SharedCorpus.lines("conformance/render/renders.jsonl.gz")

    static let olderRenders: [String: OlderRender] = {
        do {
            let data = try SharedCorpus.contents(of: "conformance/render/go18.json")
            let rows = try JSONDecoder().decode([OlderRender].self, from: data)
            return Dictionary(rows.map { (key($0.catalog, $0.path, $0.file, $0.variant, $0.override), $0) }) { $1 }
        } catch {
            preconditionFailure("go18.json: \(error)")
        }
    }()

    static func key(
        _ catalog: String, _ path: String, _ file: String, _ variant: String, _ override: [String: String]?
    ) -> String {
        let override = (override ?? [:]).map { "\($0)=\($1)" }.sorted().joined(separator: ",")
        return [catalog, path, file, variant, override].joined(separator: " ")
    }

    // MARK: Files

    /// The files of each catalog by path.
    static let allFiles = SharedCorpus.catalogFiles

    /// Every folder by catalog and path, made in one pass.
    static let folders: [String: VersionFiles] = {
        var folders: [String: [String: SourceText]] = [:]
        for (catalog, files) in allFiles {
            for (file, contents) in files {
                let parts = file.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
                guard parts.count == 4 else { continue }
                let folder = "\(catalog) \(parts[..<3].joined(separator: "/"))"
                folders[folder, default: [:]][String(parts[3])] = SourceText(path: file, bytes: contents)
            }
        }
        return Dictionary(
            uniqueKeysWithValues: folders.map { key, files in
                (key, VersionFiles(folder: key.split(separator: " ").last.map(String.init) ?? "", files: files))
            })
    }()
}
