import Foundation
import Git

/// What `muster lint PATH...` is about: a checkout, or some template folders of one.
package struct LintPlace: Sendable {
    /// The checkout: the folder that has infra-templates, templates and the like.
    package let root: String
    /// The folders `TOP/FOLDER` or `TOP` that are linted; nil for all.
    package let folders: Set<String>?

    /// Reads the arguments. A path below a folder `templates` or `…-templates` stands for the template that it lies in, and such a
    /// folder for all templates in it.
    package init(paths: [String]) throws {
        var roots: [String] = []
        var folders: Set<String>? = []
        for path in paths {
            try Self.refuseURL(path)
            let (root, folder) = Self.split(path)
            if !roots.contains(root) { roots.append(root) }
            folders = folder.flatMap { folders?.union([$0]) }
        }
        guard let root = roots.first, roots.count == 1 else {
            throw MeaninglessPlace(
                "the paths lie in several checkouts: \(roots.joined(separator: ", ")); lint one at a time")
        }
        self.root = root
        self.folders = folders
    }

    /// What to say where there is nothing to lint.
    package var isEmpty: CheckoutFailure {
        guard let folders else {
            return CheckoutFailure(
                "\(root) has no templates; name the folder that has infra-templates, templates and the like")
        }
        return CheckoutFailure("\(root) has nothing at \(folders.sorted().joined(separator: ", "))")
    }

    /// Whether a folder `TOP/FOLDER` is linted.
    package func includes(_ folder: String) -> Bool {
        guard let folders else { return true }
        return folders.contains(folder) || folders.contains(String(folder.prefix { $0 != "/" }))
    }

    /// Refuses a URL, which may hold a password and is not quoted.
    private static func refuseURL(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path), (try? RemoteURL(parsing: path))?.transport != .local else {
            return
        }
        throw MeaninglessPlace("muster lint reads checkouts of this machine, not URLs; clone it and name the folder")
    }

    /// The checkout that a path lies in, and the part of it that the path stands for: `TOP/FOLDER` or `TOP`; nil for all.
    private static func split(_ path: String) -> (root: String, folder: String?) {
        guard !isCheckout(path) else { return (path, nil) }
        let parts = URL(filePath: path).standardizedFileURL.path.split(separator: "/").map(String.init)
        guard let top = parts.lastIndex(where: isTop) else { return (path, nil) }
        let folder = parts[top...].prefix(2).joined(separator: "/")
        // A path that leads into the checkout from where we are keeps its form, as annotations of files need it.
        let given = path.split(separator: "/").map(String.init)
        let behind = parts.count - top
        if !path.hasPrefix("/"), given.suffix(behind) == parts[top...] {
            return (given.count == behind ? "." : given.dropLast(behind).joined(separator: "/"), folder)
        }
        return ("/" + parts[..<top].joined(separator: "/"), folder)
    }

    /// Whether a path is a folder that has folders of templates in it, whatever its own name.
    private static func isCheckout(_ path: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.contains(where: isTop)
    }

    package static func isTop(_ name: String) -> Bool { name == "templates" || name.hasSuffix("-templates") }
}
