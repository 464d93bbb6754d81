import Foundation

/// The codes that findings can have beside those of rules, each with what it says: the rows of `docs/diagnostics.md`.
enum KnownCodes {
    /// What each code says, by its text.
    static let sentences: [String: String] = {
        let rows = String(decoding: PackageResources.diagnostics_md, as: UTF8.self).split(separator: "\n")
        return rows.reduce(into: [:]) { sentences, row in
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 2, cells[0].hasPrefix("`"), cells[0].hasSuffix("`") else { return }
            sentences[String(cells[0].dropFirst().dropLast())] = cells[1]
        }
    }()
}
