package import Compiler
import Diagnostics
import Foundation

/// A version's folder on disk.
package enum VersionOnDisk {
    /// The most files that are read, and the most bytes of one; larger ones are left out.
    package static let fileLimit = 1000
    package static let byteLimit = 4 << 20

    /// Reads a folder's files, with paths that begin as the folder was named. Symbolic links are left out: what they
    /// lead to need not belong to the catalog.
    package static func read(_ path: String) throws -> VersionFiles {
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory) else {
            throw UnreadableFile(path: folder, reason: "there is no such folder")
        }
        guard isDirectory.boolValue else {
            throw UnreadableFile(path: folder, reason: "it is a file; name the version's folder")
        }
        try CheckoutFile.refuseLinks(in: folder, depth: 3)
        var files: [String: SourceText] = [:]
        let keys: Set<URLResourceKey> = [.isRegularFileKey, .isSymbolicLinkKey, .fileSizeKey]
        let root = URL(filePath: folder)
        let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: Array(keys))
        while let file = walk?.nextObject() as? URL {
            let values = try? file.resourceValues(forKeys: keys)
            guard values?.isRegularFile == true, values?.isSymbolicLink != true else { continue }
            let name = String(file.path.dropFirst(root.path.count + 1))
            guard files.count < fileLimit else {
                throw UnreadableFile(path: folder, reason: "it has more than \(fileLimit) files")
            }
            guard let size = values?.fileSize, size <= byteLimit else {
                // What is that large is no text of a stack, unless it is named like one.
                guard name.contains("compose") else { continue }
                throw UnreadableFile(path: "\(folder)/\(name)", reason: "it is larger than \(byteLimit) bytes")
            }
            files[name] = SourceText(path: "\(folder)/\(name)", bytes: Array(try Data(contentsOf: file)))
        }
        return VersionFiles(folder: folder, files: files)
    }
}
