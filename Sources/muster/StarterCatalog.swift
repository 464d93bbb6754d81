import Foundation

/// The catalog that is shipped with the product.
enum StarterCatalog {
    /// The starter catalog's folder: `Templates` in the working directory, or beside or above the executable, or in
    /// `share/muster` there, as in `prefix/share/muster/Templates` for `prefix/bin/muster`.
    static func directory() throws -> String {
        let here = URL(filePath: FileManager.default.currentDirectoryPath)
        for folder in [here] + executables.flatMap(surroundings) {
            let candidate = folder.appending(path: "Templates")
            if FileManager.default.fileExists(atPath: candidate.appending(path: "infra-templates").path) {
                return candidate.path
            }
        }
        throw ServerError(
            "the starter catalog (a folder Templates) is neither here nor near the executable; use --catalog")
    }

    /// Where this program is: the file itself, and the link that it was called by.
    private static var executables: [URL] {
        let file = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return [file] + (CommandLine.arguments.first.flatMap(called).map { [$0] } ?? [])
    }

    /// What a shell runs under a name: a path, or else what is on the PATH.
    private static func called(_ name: String) -> URL? {
        if name.contains("/") { return URL(filePath: name) }
        let folders = (EnvironmentVariable.path.value ?? "").split(separator: ":").map { URL(filePath: String($0)) }
        return folders.map { $0.appending(path: name) }
            .first { file in
                var isDirectory: ObjCBool = false
                return FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory)
                    && !isDirectory.boolValue && FileManager.default.isExecutableFile(atPath: file.path)
            }
    }

    private static func surroundings(_ executable: URL) -> [URL] {
        var folder = executable.deletingLastPathComponent()
        var folders: [URL] = []
        for _ in 0..<5 {
            folders += [folder, folder.appending(path: "share/muster")]
            folder = folder.deletingLastPathComponent()
        }
        return folders
    }
}
