import Foundation
internal import GRDB

/// A database opened for reading alone, which leaves beside it no more than there was.
enum ReadOnlyDatabase {
    /// Reads a database. `salvaging` lets SQLite read what there is of a file that is shorter than its header says.
    static func read<T>(_ path: String, salvaging: Bool = false, _ body: (Database) throws -> T) throws -> T {
        // SQLite makes these for a reader too, and a reader that may not write leaves them: the log is then empty.
        let made = ["-wal", "-shm"].map { path + $0 }.filter { !FileManager.default.fileExists(atPath: $0) }
        defer { for file in made { try? FileManager.default.removeItem(atPath: file) } }
        var configuration = Configuration()
        configuration.readonly = true
        if salvaging {
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA writable_schema = ON") }
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read(body)
    }
}
