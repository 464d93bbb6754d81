import Diagnostics

/// Columns for people, as wide as their widest cell.
struct TextTable {
    private var rows: [[String]] = []

    /// Adds a row.
    mutating func add(_ row: [String]) { rows.append(row.map(\.printable)) }

    /// The table, each line behind some blanks and without blanks at its end.
    func text(indent: Int) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].unicodeScalars.count : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                cell + String(repeating: " ", count: widths[column] - cell.unicodeScalars.count)
            }
            let line = cells.joined(separator: "  ")
            let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex
            return String(repeating: " ", count: indent) + line[..<end] + "\n"
        }.joined()
    }
}
