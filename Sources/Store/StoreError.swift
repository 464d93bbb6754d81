internal import GRDB

/// The store cannot do what it was asked for.
package struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's text.
        package let description: String
        /// Another process uses the data directory.
        package static let inUse = Code(description: "in-use")
        /// The disk has no room.
        package static let diskFull = Code(description: "disk-full")
        /// The directory or file cannot be written.
        package static let readOnly = Code(description: "read-only")
        /// Another process has locked the database.
        package static let locked = Code(description: "locked")
        /// What is stored cannot be read.
        package static let damaged = Code(description: "damaged")
        /// The database was made by a newer version of the program.
        package static let tooNew = Code(description: "too-new")
        /// There is no such catalog (any more).
        package static let notFound = Code(description: "not-found")
        /// The key file cannot be used.
        package static let key = Code(description: "key")
        /// Anything else that SQLite says.
        package static let other = Code(description: "other")
    }

    /// What kind of failure it is.
    package let code: Code
    /// One sentence: what, where, and what to do.
    package let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// What a failure of SQLite means here. Its own text names no values, so it may be shown.
    init(_ error: any Error, at path: String) {
        if let error = error as? StoreError {
            self = error
            return
        }
        // Its text shows the row, which may hold a sealed credential.
        if error is RowDecodingError {
            self.init(.damaged, Self.damage(path))
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.other, "\(path): \(error)")
            return
        }
        switch error.resultCode {
        case .SQLITE_FULL: self.init(.diskFull, "\(path) cannot grow: the disk is full; make room and refresh again")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            self.init(.readOnly, "\(path) cannot be written; check the owner, the permissions and the mount")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .locked, "\(path) is locked by another process, such as a backup; wait for that to end, and try again")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(.damaged, Self.damage(path))
        default: self.init(.other, "\(path): SQLite says \(error.message ?? "\(error.resultCode)")")
        }
    }

    private static func damage(_ path: String) -> String {
        "\(path) is damaged; the next start moves it aside and keeps what can be read"
    }
}
