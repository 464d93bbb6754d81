import Diagnostics
import Foundation

/// A file that lint reads or writes by its name. In a checkout, which may be a stranger's, it must be a regular file of that
/// checkout: a link could show, or overwrite, a file of whoever lints, and a pipe would never end. Elsewhere it is the user's own,
/// whatever it is.
struct CheckoutFile {
    let path: String
    /// The checkout.
    let root: String

    /// A file of the checkout that has its name by convention; nil when there is none. One that is no regular file is told and left.
    static func conventional(_ name: String, in root: String) throws -> SourceText? {
        let path = "\(root)/\(name)"
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        guard status.st_mode & S_IFMT == S_IFREG else {
            StandardError.say(
                "\(path) is \(kind(of: status)), not a regular file; it is not read, and the defaults hold")
            return nil
        }
        return try TextInput.read(path)
    }

    /// The text of a file that the command line names.
    func read() throws -> SourceText {
        if let obstacle { throw TextInput.Unreadable(path: path, reason: "it is \(obstacle)") }
        return try TextInput.read(path)
    }

    /// Refuses a template's or a version's folder that is behind a link of its checkout, which may lead anywhere.
    ///
    /// - Parameter depth: how many folders of the path are the checkout's: 2 for a template's, 3 for a version's.
    static func refuseLinks(in path: String, depth: Int) throws {
        let parts = URL(filePath: path).standardizedFileURL.pathComponents
        let own = parts.suffix(depth)
        // A folder that lies in no checkout is the user's own.
        guard let top = own.firstIndex(where: LintPlace.isTop) ?? repositoryEnd(parts) else { return }
        for end in top..<parts.endIndex {
            let folder = "/" + parts[1...end].joined(separator: "/")
            var status = stat()
            guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { continue }
            throw TextInput.Unreadable(
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

    /// Writes a file that the command line names, or standard output for nil.
    static func write(_ bytes: [UInt8], to path: String?, root: String) throws {
        if let path, let obstacle = CheckoutFile(path: path, root: root).obstacle {
            throw ServerError("cannot write \(path): it is \(obstacle)")
        }
        try ResultOutput.write(bytes, to: path)
    }

    /// What is at the path and must be left alone; nil when it can be used, or nothing is there.
    private var obstacle: String? {
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
