package import Diagnostics
import Foundation

/// A file with a text.
package enum TextFile {
    /// The largest file that is read, in bytes.
    package static let limit = 4 << 20

    /// The text of a file.
    package static func read(_ path: String, limit: Int = limit) throws(UnreadableFile) -> SourceText {
        let data: Data
        do {
            // Nothing is read of an empty file.
            data = try FileHandle(forReadingFrom: URL(filePath: path)).read(upToCount: limit + 1) ?? Data()
        } catch {
            throw UnreadableFile(path: path, reason: reason(path))
        }
        guard data.count <= limit else { throw UnreadableFile(path: path, reason: "it is larger than \(limit) bytes") }
        return SourceText(path: path, bytes: Array(data))
    }

    private static func reason(_ path: String) -> String {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            return "there is no such file"
        }
        return isDirectory.boolValue ? "it is a folder" : "it may not be read"
    }
}
