import Catalog
import CGitShim
package import Diagnostics
import Lanes

/// A mirror on the disk, read through: every tree of its last commit, and every byte of every file that is served.
package struct MirrorExamination: Sendable {
    /// What was found; errors mean that the mirror has to be cloned anew.
    package let diagnostics: [Diagnostic]

    /// Whether everything that a catalog needs of the mirror can be read.
    package var isWhole: Bool { diagnostics.isEmpty }
    /// Whether the mirror has to be cloned anew.
    package var isDamaged: Bool { diagnostics.contains { $0.severity == .error } }

    /// Reads the mirror in this folder, and changes nothing. Costs as much as reading the whole commit.
    package init(of directory: String, limits: GitLimits = GitLimits()) async {
        let found = try? await Lane.reading.run(for: .process) { Self.examine(directory, limits) }
        diagnostics = found.map { [$0] } ?? []
    }

    private static func examine(_ directory: String, _ limits: GitLimits) -> Diagnostic? {
        do {
            let repository = try Repository(openingMirror: directory)
            guard let commit = try repository.reference(MirrorState.headReference) else {
                return damage("the mirror has no complete commit", directory)
            }
            var walk = ObjectWalk(repository, limits: limits)
            try walk.read(root: try repository.rootTree(ofCommit: commit))
            guard let first = walk.first else { return nil }
            return damage("\(walk.damaged) files or folders cannot be read, such as \(first)", directory)
        } catch let failure as GitFailure {
            // A limit is no damage.
            return Diagnostic(
                .mirrorBeyondLimits, .warning, "the mirror was not read to its end: \(failure.message)",
                at: .wholeFile(directory), help: "a catalog of this size is not served")
        } catch {
            let words = (error as? LibGit2Error)?.shortText ?? "\(error)"
            return damage("the mirror cannot be read (\(words))", directory)
        }
    }

    private static func damage(_ message: String, _ directory: String) -> Diagnostic {
        Diagnostic(
            .mirrorDamaged, .error, message, at: .wholeFile(directory),
            help: "--repair removes it; the next refresh clones it anew")
    }
}

/// Reads the objects of the folders `TOP/FOLDER`, each once, and goes on behind one that cannot be read.
private struct ObjectWalk {
    private let repository: Repository
    private let limits: GitLimits
    private var trees: TreeReader
    private var seen: Set<ContentID> = []
    private(set) var damaged = 0
    /// The first path that could not be read, and why.
    private(set) var first: String?

    init(_ repository: Repository, limits: GitLimits) {
        self.repository = repository
        self.limits = limits
        trees = TreeReader(repository, limits: limits)
    }

    mutating func read(root: git_oid) throws {
        for top in try trees.entries(root) where top.kind == .folder {
            for folder in try entries(top.id, top.name) where folder.kind == .folder {
                try read(folder.id, "\(top.name)/\(folder.name)", depth: 2)
            }
        }
    }

    private mutating func read(_ tree: git_oid, _ path: String, depth: Int) throws {
        guard depth < limits.depth else {
            throw GitFailure(.tooLarge, "the folder \(path.shortened) lies more than \(limits.depth) folders deep")
        }
        for entry in try entries(tree, path) {
            switch entry.kind {
            case .folder: try read(entry.id, "\(path)/\(entry.name)", depth: depth + 1)
            case .file: readFile(entry.id, "\(path)/\(entry.name)")
            case .other: continue
            }
        }
    }

    /// The entries of a tree; none, which is noted, of one that cannot be read.
    private mutating func entries(_ tree: git_oid, _ path: String) throws -> [TreeEntry] {
        do {
            return try trees.entries(tree)
        } catch let error as LibGit2Error {
            note(path, error.shortText)
            return []
        }
    }

    private mutating func readFile(_ id: git_oid, _ path: String) {
        guard let content = id.contentID, seen.insert(content).inserted else { return }
        do throws(LibGit2Error) {
            let header = try repository.header(id)
            guard header.type == GIT_OBJECT_BLOB else { return note(path, "it is no file") }
            // What is larger is never served.
            if header.size <= limits.contentBytes { _ = try repository.read(id) }
        } catch {
            note(path, error.shortText)
        }
    }

    private mutating func note(_ path: String, _ reason: String) {
        damaged += 1
        if first == nil { first = "\(path.shortened) (\(reason))" }
    }
}

/// What examining a mirror can find. The codes are stable.
extension DiagnosticCode {
    /// A mirror cannot be read, or not all of it.
    package static let mirrorDamaged = DiagnosticCode("mirror-damaged")
    /// A mirror is larger than what is read.
    package static let mirrorBeyondLimits = DiagnosticCode("mirror-beyond-limits")
}
