package import Catalog
import Foundation

/// Looks through a data directory's key and database, which nobody else uses meanwhile, and changes nothing in them.
///
/// Rows are read one at a time: the memory it takes does not grow with the catalogs.
package final class StoreExamination: Sendable {
    /// What the examination learned beside its findings.
    package struct Overview: Sendable, Hashable {
        /// The catalogs that can be read.
        package let catalogs: [CatalogKey]
        /// Whether those are sure to be all: false when the database is missing or damaged, and while a database that was
        /// moved aside lies beside it, which may know others.
        package let isComplete: Bool
    }

    /// The data directory.
    package let directory: String
    let lock: DirectoryLock

    var database: String { directory + "/muster.sqlite" }
    var keyFile: String { directory + "/muster.key" }

    /// Takes a data directory until the examination is released.
    ///
    /// - Throws: ``StoreError`` with `not-found` when there is no data directory, `in-use` with the process that has it.
    package init(directory: String) throws(StoreError) {
        var directory = directory
        while directory.count > 1, directory.hasSuffix("/") { directory.removeLast() }
        let parts = ["lock", "muster.sqlite", "muster.key", "mirrors"].map { "\(directory)/\($0)" }
        guard parts.contains(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw StoreError(
                .notFound, "\(directory) is no data directory of Muster; name the folder that serve has as --data-dir")
        }
        self.directory = directory
        lock = try DirectoryLock(directory: directory)
    }

    /// Reports everything that is found, in a fixed order.
    package func examine(_ report: @escaping (StoreFinding) -> Void) -> Overview {
        examineAccess(report)
        var examination = DatabaseExamination(path: database, directory: directory, report: report)
        examination.run()
        examineKey(sealed: examination.sealed, report)
        let catalogs = examination.sealed.map(\.key) + examination.open
        let hasAside = examineDatabasesAside(known: Set(catalogs), report)
        return Overview(catalogs: catalogs, isComplete: examination.isComplete && !hasAside)
    }
}

extension CatalogKey {
    /// The catalog, for a sentence.
    var sentence: String { "catalog \(name) (\(environment))" }
}
