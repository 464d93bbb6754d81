import Diagnostics

/// Columns in characters, where they are not those in bytes: behind letters beyond ASCII and carriage returns. Known for the places of findings only,
/// so that a report can be written without the files that it is about.
struct CharacterColumns: Sendable, Hashable {
    private struct Place: Sendable, Hashable {
        let path: String
        let offset: Int
    }

    private var columns: [Place: Int] = [:]

    /// Columns that all are those in bytes.
    init() {}

    /// The columns of both ends of some places. `bytes` gives the content of a file by its path.
    init(of locations: [SourceLocation], in bytes: (String) -> [UInt8]) {
        for (path, locations) in Dictionary(grouping: locations, by: \.path) {
            let positions = locations.flatMap { [$0.start, $0.end] }.compactMap(\.self)
            if positions.isEmpty { continue }
            let content = bytes(path)
            // A carriage return at the end of a line is no character of it.
            if content.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\r") }) { continue }
            add(positions.sorted { $0.offset < $1.offset }, in: SourceText(path: path, bytes: content))
        }
    }

    /// Adds positions in the order of the text, so that each line is walked once, however many of them are on it.
    private mutating func add(_ positions: [SourcePosition], in source: SourceText) {
        var (line, offset, column) = (0, 0, 1)
        for position in positions {
            let bytes = source.bytes(ofLine: position.line)
            if position.line != line { (line, offset, column) = (position.line, bytes.startIndex, 1) }
            let end = min(max(offset, bytes.startIndex + position.column - 1), bytes.endIndex)
            column += String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars.count
            offset = end
            if column != position.column { columns[Place(path: source.path, offset: position.offset)] = column }
        }
    }

    /// The column of a position of a file, in Unicode characters from 1.
    func column(of position: SourcePosition, in path: String) -> Int {
        columns.isEmpty ? position.column : columns[Place(path: path, offset: position.offset)] ?? position.column
    }

    /// Adds those of other places.
    mutating func formUnion(_ other: CharacterColumns) {
        columns.merge(other.columns) { $1 }
    }
}
