package import Catalog
import Foundation
internal import GRDB
internal import GRDBSQLite

extension CatalogStore {
    /// The bytes of a stored content; nil when there is none of this id.
    package func content(_ id: ContentID) throws -> [UInt8]? {
        try read { database in
            try Data.fetchOne(database.cachedStatement(sql: SQL.content), arguments: [Data(id.bytes)]).map {
                [UInt8]($0)
            }
        }
    }

    /// Some bytes of a stored content, without reading the others; fewer where the content ends before `range` does, nil
    /// when there is no content of this id.
    package func content(_ id: ContentID, in range: Range<Int>) throws -> [UInt8]? {
        try read { database in
            let statement = try database.cachedStatement(sql: SQL.contentRow)
            guard let row = try Int64.fetchOne(statement, arguments: [Data(id.bytes)]) else { return nil }
            return try OpenContent(row: row, in: database).bytes(in: range)
        }
    }
}

/// A content that is open for reading bit by bit, within one access to the database. SQL's `substr` would read it whole.
private struct OpenContent: ~Copyable {
    private let database: Database
    private let blob: OpaquePointer?

    init(row: Int64, in database: Database) throws {
        self.database = database
        var blob: OpaquePointer?
        let code = sqlite3_blob_open(
            database.sqliteConnection, "main", "content", "bytes", row, 0, &blob)
        guard code == SQLITE_OK else { throw Self.failure(code, in: database) }
        self.blob = blob
    }

    deinit { sqlite3_blob_close(blob) }

    func bytes(in range: Range<Int>) throws -> [UInt8] {
        let range = range.clamped(to: 0..<Int(sqlite3_blob_bytes(blob)))
        var code = SQLITE_OK
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            // Both fit: the range lies in a blob, whose size is an `Int32`.
            code = sqlite3_blob_read(
                blob, buffer.baseAddress, Int32(range.count), Int32(range.lowerBound))
            count = code == SQLITE_OK ? range.count : 0
        }
        guard code == SQLITE_OK else { throw Self.failure(code, in: database) }
        return bytes
    }

    private static func failure(_ code: Int32, in database: Database) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: sqlite3_errmsg(database.sqliteConnection).map { String(cString: $0) })
    }
}
