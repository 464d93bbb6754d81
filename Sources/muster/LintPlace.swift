import ArgumentParser
import Foundation

/// What `muster lint PATH...` is about: a checkout, or some template folders of one.
struct LintPlace: Sendable {
    /// The checkout: the folder that has infra-templates, templates and the like.
    let root: String
    /// The folders `TOP/FOLDER` that are linted; nil for all.
    let folders: Set<String>?

    /// Reads the arguments. A path below a folder `templates` or `…-templates` stands for the template that it lies in.
    init(paths: [String]) throws {
        var roots: [String] = []
        var folders: Set<String>? = []
        for path in paths {
            let (root, folder) = Self.split(path)
            if !roots.contains(root) { roots.append(root) }
            folders = folder.flatMap { folders?.union([$0]) }
        }
        guard let root = roots.first, roots.count == 1 else {
            throw ValidationError(
                "the paths lie in several checkouts: \(roots.joined(separator: ", ")); lint one at a time")
        }
        self.root = root
        self.folders = folders
    }

    /// What to say where there is nothing to lint.
    var isEmpty: ServerError {
        guard let folders else {
            return ServerError(
                "\(root) has no templates; name the folder that has infra-templates, templates and the like")
        }
        return ServerError("\(root) has no template \(folders.sorted().joined(separator: ", "))")
    }

    private static func split(_ path: String) -> (root: String, folder: String?) {
        let whole = URL(filePath: path).standardizedFileURL.path
        let parts = whole.split(separator: "/").map(String.init)
        guard let top = parts.dropLast().lastIndex(where: { $0 == "templates" || $0.hasSuffix("-templates") }) else {
            return (path, nil)
        }
        return ("/" + parts[..<top].joined(separator: "/"), "\(parts[top])/\(parts[top + 1])")
    }
}
