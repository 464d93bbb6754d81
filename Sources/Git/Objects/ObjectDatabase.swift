import CGitShim
import Foundation

/// Where the objects of a repository are looked for: its packs, its loose objects by a reader of our own, and for repositories
/// that strangers wrote what they borrow from others.
final class ObjectDatabase {
    /// How often a repository may borrow from one that borrows itself, and from how many in all.
    private static let (deepestLoan, mostLenders) = (5, 16)
    /// Bytes of the file that names who objects are borrowed from.
    private static let lendersFileBytes = 64 << 10

    /// What is looked at first.
    private enum Priority {
        static let (packs, loose): (Int32, Int32) = (2, 1)
    }

    private var database: OpaquePointer?
    private var folders: Set<String> = []

    /// libgit2's handle; only valid after ``open(_:borrows:)``.
    var handle: OpaquePointer? { database }

    deinit { git_odb_free(database) }

    /// Opens a folder of objects, and the folders that it borrows from.
    func open(_ folder: String, borrows: Bool) throws(LibGit2Error) {
        try LibGit2.check(git_odb_new(&database))
        try add(folder, deeper: borrows ? Self.deepestLoan : 0)
    }

    private func add(_ folder: String, deeper: Int) throws(LibGit2Error) {
        guard folders.insert(folder).inserted else { return }
        var packs: UnsafeMutablePointer<git_odb_backend>?
        try LibGit2.check(git_odb_backend_pack(&packs, folder))
        try LibGit2.check(git_odb_add_backend(database, packs, Priority.packs))
        let loose = try LooseObjects(folder: folder).backend()
        try LibGit2.check(git_odb_add_backend(database, loose, Priority.loose))
        guard deeper > 0 else { return }
        for lender in Self.lenders(of: folder) where folders.count < Self.mostLenders {
            try add(lender, deeper: deeper - 1)
        }
    }

    /// The folders that objects are borrowed from, one a line, some of them relative to the borrower's own.
    static func lenders(of folder: String) -> [String] {
        guard let file = FileHandle(forReadingAtPath: "\(folder)/info/alternates"),
            let data = try? file.read(upToCount: lendersFileBytes)
        else { return [] }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.filter { !$0.hasPrefix("#") }.map { $0.hasPrefix("/") ? String($0) : "\(folder)/\($0)" }
    }
}
