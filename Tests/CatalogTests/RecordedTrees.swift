import Catalog
import Crypto
import Foundation
import MusterTesting

/// What the reference recorded of a catalog: the shape of `catalogparse.json` and `catalogparse-cases.json`.
struct RecordedTemplate: Decodable, Sendable {
    let base: String
    let folderName: String
    let name: String
    let description: String
    let isSystem: String
    let defaultVersion: String
    let path: String
    let maintainer: String
    let license: String
    let projectURL: String
    let upgradeFrom: String
    let category: String
    let categories: [String]?
    let labels: [String: String]?
    let iconFilename: String
    let iconSha256: String?
    let versions: [RecordedVersion]
}

struct RecordedVersion: Decodable, Sendable {
    let revision: Int?
    let version: String
    let minimumRancherVersion: String
    let maximumRancherVersion: String
    let upgradeFrom: String
    let labels: [String: String]?
    let readmeSha256: String?
    let files: [String: String]
    let fileOrder: [String]
    let questions: [RecordedQuestion]?
}

struct RecordedQuestion: Decodable, Sendable, Equatable {
    let variable: String
    let label: String
    let description: String
    let type: String
    let required: Bool
    let `default`: String
    let group: String
    let minLength: Int
    let maxLength: Int
    let min: Int
    let max: Int
    let options: [String]?
    let validChars: String
    let invalidChars: String

    init(_ question: Question) {
        variable = question.variable
        label = question.label
        description = question.description
        type = question.type
        required = question.required
        `default` = question.defaultAnswer
        group = question.group
        minLength = question.minLength
        maxLength = question.maxLength
        min = question.min
        max = question.max
        options = question.options
        validChars = question.validChars
        invalidChars = question.invalidChars
    }
}

/// A catalog's files in memory, as a reader sees them.
struct MemoryTree {
    var contents: [ContentID: [UInt8]] = [:]
    var folders: [TemplateFolder] = []

    init(_ files: [(path: String, bytes: [UInt8])]) {
        var grouped: [String: [CatalogFile]] = [:]
        for (path, bytes) in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            let parts = path.split(separator: "/")
            guard parts.count > 2 else { continue }
            let id = Self.id(of: bytes)
            contents[id] = bytes
            grouped["\(parts[0])/\(parts[1])", default: []].append(
                CatalogFile(path: path, content: id, size: bytes.count))
        }
        folders = grouped.keys.sorted().map { path in
            let files = grouped[path] ?? []
            let listing = files.map { "\($0.path) \($0.content)" }.joined(separator: "\n")
            return TemplateFolder(path: path, tree: Self.id(of: Array(listing.utf8)), files: files)
        }
    }

    static func id(of bytes: [UInt8]) -> ContentID {
        guard let id = ContentID(bytes: Array(Insecure.SHA1.hash(data: bytes))) else {
            preconditionFailure("a SHA-1 has 20 bytes")
        }
        return id
    }

    func snapshot(
        commit: String = "c", previous: CatalogSnapshot? = nil, limits: CatalogLimits = CatalogLimits()
    ) -> CatalogSnapshot {
        CatalogReader(limits: limits).read(commit: commit, folders: folders, previous: previous) { contents[$0] ?? [] }
    }

    func sha256(_ file: TemplateFile) -> String {
        SHA256.hash(data: contents[file.content] ?? []).map { String(format: "%02x", $0) }.joined()
    }
}

/// The differences between a template as we read it and as the reference recorded it, each in words.
func differences(_ ours: Template, _ theirs: RecordedTemplate, in tree: MemoryTree) -> [String] {
    var found: [String] = []
    func compare<Value: Equatable>(_ what: String, _ our: Value, _ their: Value) {
        if our != their { found.append("\(ours.folderPath) \(what): \(our), recorded \(their)") }
    }
    compare("name", ours.name, theirs.name)
    compare("description", ours.description, theirs.description)
    compare("isSystem", ours.isSystem, theirs.isSystem)
    compare("defaultVersion", ours.defaultVersion, theirs.defaultVersion)
    compare("path", ours.path, theirs.path)
    compare("maintainer", ours.maintainer, theirs.maintainer)
    compare("license", ours.license, theirs.license)
    compare("projectURL", ours.projectURL, theirs.projectURL)
    compare("upgradeFrom", ours.upgradeFrom, theirs.upgradeFrom)
    compare("category", ours.category, theirs.category)
    compare("categories", ours.categories, theirs.categories ?? [])
    compare("labels", ours.labels, theirs.labels ?? [:])
    compare("icon", ours.icon?.name ?? "", theirs.iconFilename)
    compare("icon content", ours.icon.map { tree.sha256($0) }, theirs.iconSha256)
    compare("versions", ours.versions.map(\.version), theirs.versions.map(\.version))
    for (our, their) in zip(ours.versions, theirs.versions) {
        let at = "version \(our.version)"
        compare("\(at) revision", our.revision, their.revision)
        compare("\(at) minimum", our.minimumRancherVersion, their.minimumRancherVersion)
        compare("\(at) maximum", our.maximumRancherVersion, their.maximumRancherVersion)
        compare("\(at) upgradeFrom", our.upgradeFrom, their.upgradeFrom)
        compare("\(at) labels", our.labels, their.labels ?? [:])
        compare("\(at) readme", our.readme.map { tree.sha256($0) }, their.readmeSha256)
        let files = Dictionary(our.servedFiles.map { ($0.name, tree.sha256($0)) }) { $1 }
        compare("\(at) files", files, their.files)
        compare("\(at) questions", our.questions?.map(RecordedQuestion.init) ?? [], their.questions ?? [])
    }
    return found
}
