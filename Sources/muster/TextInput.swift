import ArgumentParser
import Checkouts
import Diagnostics
import Foundation

/// Files named on the command line.
enum TextInput {
    /// The text of a file, or of standard input for `-`. What cannot be read ends the program with status 3.
    static func read(_ path: String, limit: Int = TextFile.limit) throws -> SourceText {
        guard path == "-" else { return try TextFile.read(path, limit: limit) }
        let data = FileHandle.standardInput.readDataToEndOfFile()
        guard data.count <= limit else { throw UnreadableFile(path: path, reason: "it is larger than \(limit) bytes") }
        return SourceText(path: "<standard input>", bytes: Array(data))
    }

    /// The text of a file that may be one of a checkout; see ``CheckoutFile``.
    static func read(_ path: String, besides root: String) throws -> SourceText {
        if let obstacle = CheckoutFile(path: path, root: root).obstacle {
            throw UnreadableFile(path: path, reason: "it is \(obstacle)")
        }
        return try read(path)
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
