package import Diagnostics
import Foundation

/// A file that lint reads or writes by its name. In a checkout, which may be a stranger's, it must be a regular file of that
/// checkout: a link could show, or overwrite, a file of whoever lints, and a pipe would never end. Elsewhere it is the user's own,
/// whatever it is.
package struct CheckoutFile {
    package let path: String
    /// The checkout.
    package let root: String

    /// A file that is named so from a checkout.
    package init(path: String, root: String) {
        self.path = path
        self.root = root
    }

    /// What there is where a file of a checkout has its name by convention.
    package enum Conventional {
        case absent
        case text(SourceText)
        /// No regular file, which is left alone: a sentence about it.
        case passedOver(String)
    }

    /// A file of the checkout that has its name by convention.
    package static func conventional(_ name: String, in root: String) throws(UnreadableFile) -> Conventional {
        let path = "\(root)/\(name)"
        var status = stat()
        guard lstat(path, &status) == 0 else { return .absent }
        guard status.st_mode & S_IFMT == S_IFREG else {
            return .passedOver(
                "\(path) is \(kind(of: status)), not a regular file; it is not read, and the defaults hold")
        }
        return .text(try TextFile.read(path))
    }

    /// Refuses a template's or a version's folder that is behind a link of its checkout, which may lead anywhere.
    ///
    /// - Parameter depth: how many folders of the path are the checkout's: 2 for a template's, 3 for a version's.
    package static func refuseLinks(in path: String, depth: Int) throws(UnreadableFile) {
        let parts = URL(filePath: path).standardizedFileURL.pathComponents
        let own = parts.suffix(depth)
        // A folder that lies in no checkout is the user's own.
        guard let top = own.firstIndex(where: LintPlace.isTop) ?? repositoryEnd(parts) else { return }
        for end in top..<parts.endIndex {
            let folder = "/" + parts[1...end].joined(separator: "/")
            var status = stat()
            guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { continue }
            throw UnreadableFile(
                path: path, reason: "\(folder) is a symbolic link; name the folder that it leads to")
        }
    }

    /// Where the path leaves the innermost repository's own folder and goes on inside of it; nil outside of all.
    private static func repositoryEnd(_ parts: [String]) -> Int? {
        (1..<parts.count).reversed().first { end in
            var status = stat()
            return lstat("/" + parts[1..<end].joined(separator: "/") + "/.git", &status) == 0
        }
    }

    /// What is at the path and must be left alone; nil when it can be used, or nothing is there.
    package var obstacle: String? {
        let (inside, out) = (Self.real(root) ?? root, "a symbolic link that leads out of the checkout")
        guard isInside else { return nil }
        var status = stat()
        guard lstat(path, &status) == 0 else {
            return Self.real(folder).map { Self.isBelow(inside, $0 + "/.") } == false ? "behind \(out)" : nil
        }
        guard let target = Self.real(path), stat(target, &status) == 0 else {
            return "a symbolic link that leads nowhere"
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            return "\(Self.kind(of: status)) of the checkout, not a regular file"
        }
        return Self.isBelow(inside, target) ? nil : out
    }

    /// Whether the path leads into the checkout, by how it is written or by where its folder is.
    private var isInside: Bool {
        let byName = Self.isBelow(Self.standardized(root), Self.standardized(path))
        guard !byName, let root = Self.real(root), let folder = Self.real(folder) else { return byName }
        return Self.isBelow(root, folder + "/.")
    }

    private var folder: String { URL(filePath: path).standardizedFileURL.deletingLastPathComponent().path }

    private static func isBelow(_ root: String, _ path: String) -> Bool {
        path.hasPrefix(root.hasSuffix("/") ? root : root + "/")
    }

    private static func standardized(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }

    /// The path without links; nil when there is nothing.
    private static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private static func kind(of status: stat) -> String {
        switch status.st_mode & S_IFMT {
        case S_IFLNK: "a symbolic link"
        case S_IFIFO: "a pipe"
        case S_IFDIR: "a folder"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }
}
