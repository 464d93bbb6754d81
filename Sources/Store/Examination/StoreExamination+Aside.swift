import Catalog
import Diagnostics
import Foundation
internal import GRDB

extension StoreExamination {
    /// Reports the databases that were moved aside, with the catalogs of theirs that the present one does not have.
    /// Whether there are any.
    func examineDatabasesAside(known: Set<CatalogKey>, _ report: (StoreFinding) -> Void) -> Bool {
        let aside = databasesAside()
        for path in aside {
            report(
                StoreFinding(
                    .databaseAside, .note, "a database that was damaged lies here", at: path,
                    help: "remove it, and the files named after it, when nothing in it is missed"))
            for record in Self.records(in: path) where !known.contains(record.key) {
                report(
                    StoreFinding(
                        .catalogAside, .warning,
                        "\(record.key.sentence) of \(record.url) is in here and not in muster.sqlite", at: path,
                        help: "add it again, unless it was removed on purpose"))
            }
        }
        return !aside.isEmpty
    }

    private func databasesAside() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { name in
            guard name.hasPrefix("muster.sqlite.damaged-") else { return false }
            return name.utf8.dropFirst("muster.sqlite.damaged-".utf8.count).allSatisfy { (48...57).contains($0) }
        }.sorted().map { "\(directory)/\($0)" }
    }

    /// The catalogs that can still be read of a damaged database.
    static func records(in path: String) -> [CatalogRecord] {
        var records: [CatalogRecord] = []
        try? ReadOnlyDatabase.read(path, salvaging: true) { database in
            let rows = try Row.fetchCursor(database, sql: SQL.salvage)
            while let row = try rows.next() {
                if let record = try? CatalogStore.record(row.copy()) { records.append(record) }
            }
        }
        return records
    }
}
