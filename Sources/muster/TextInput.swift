import ArgumentParser
import Diagnostics
import Foundation

/// Files named on the command line.
enum TextInput {
    /// The largest file that is read, in bytes.
    static let limit = 4 << 20

    /// The text of a file, or of standard input for `-`. What cannot be read ends the program with status 3.
    static func read(_ path: String, limit: Int = limit) throws -> SourceText {
        let data: Data
        if path == "-" {
            data = FileHandle.standardInput.readDataToEndOfFile()
        } else {
            do {
                // Nothing is read of an empty file.
                data = try FileHandle(forReadingFrom: URL(filePath: path)).read(upToCount: limit + 1) ?? Data()
            } catch {
                throw Unreadable(path: path, reason: reason(path))
            }
        }
        guard data.count <= limit else { throw Unreadable(path: path, reason: "it is larger than \(limit) bytes") }
        return SourceText(path: path == "-" ? "<standard input>" : path, bytes: Array(data))
    }

    private static func reason(_ path: String) -> String {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            return "there is no such file"
        }
        return isDirectory.boolValue ? "it is a folder" : "it may not be read"
    }

    /// A file that cannot be read.
    struct Unreadable: Error, CustomStringConvertible {
        let path: String
        let reason: String
        var description: String { "cannot read \(path): \(reason)" }
    }

    /// `NAME=VALUE` arguments, later ones winning.
    static func assignments(_ arguments: [String], option: String) throws -> [String: String] {
        var values: [String: String] = [:]
        for argument in arguments {
            guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
                throw ValidationError("\(option) takes NAME=VALUE, not \"\(argument)\"")
            }
            values[String(argument[..<equals])] = String(argument[argument.index(after: equals)...])
        }
        return values
    }
}
