/// The part of a line that is shown around a place: the whole line where it is short enough.
///
/// A line of a million bytes costs what a short one does: only the bytes near the place are looked at.
struct Excerpt {
    /// The most columns that are shown; a mark for what is left out is one of them.
    static let columns = 160
    /// The mark for what is left out.
    private static let ellipsis: Character = "…"
    /// Bytes to either side of the place's start that are looked at: enough for all columns, whatever their characters are.
    private static let reach = 1024

    /// What is shown of the line, with marks where something is left out.
    private(set) var characters: [Character]
    /// Where the place begins among ``characters``; behind the last one for a place at the line's end.
    private(set) var mark: Int
    /// How many characters of the place are shown.
    private(set) var marked: Int

    /// The excerpt of the line on which a place begins.
    init(of text: SourceText, from start: SourcePosition, to end: SourcePosition) {
        let line = text.bytes(ofLine: start.line)
        let slice = Self.slice(line, around: line.startIndex + min(max(start.column - 1, 0), line.count))
        characters = Array(String(decoding: slice, as: UTF8.self))
        let first = slice.startIndex - line.startIndex + 1
        let last = end.line == start.line ? end.column : line.count + 1
        (mark, marked) = Self.place(start.column..<max(start.column, last), in: characters, first: first)
        cut(before: slice.startIndex > line.startIndex, behind: slice.endIndex < line.endIndex)
    }

    /// The bytes near an offset, cut at the beginnings of characters.
    private static func slice(_ line: ArraySlice<UInt8>, around offset: Int) -> ArraySlice<UInt8> {
        let offset = min(max(offset, line.startIndex), line.endIndex)
        var (start, end) = (line.startIndex, line.endIndex)
        if offset - start > reach { start = boundary(line, at: offset - reach) }
        if end - offset > reach { end = boundary(line, at: offset + reach) }
        return line[start..<end]
    }

    private static func boundary(_ line: ArraySlice<UInt8>, at offset: Int) -> Int {
        // A character has four bytes at most; what goes on longer is no text.
        (0..<4).map { offset - $0 }.first { $0 <= line.startIndex || line[$0] & 0xC0 != 0x80 } ?? offset
    }

    /// Where a place is among characters of which the first stands in column `first`. A column counts bytes, and each
    /// character takes one place of the terminal's.
    private static func place(
        _ columns: Range<Int>, in characters: [Character], first: Int
    ) -> (mark: Int, marked: Int) {
        var (mark, marked, column) = (0, 0, first)
        for character in characters {
            if column < columns.lowerBound { mark += 1 } else if column < columns.upperBound { marked += 1 }
            column += character.utf8.count
        }
        return (mark, marked)
    }

    /// Takes away what is too much: half of the columns go to what stands before the place, unless one side needs less.
    private mutating func cut(before isCutBefore: Bool, behind isCutBehind: Bool) {
        let half = Self.columns / 2
        let behind = characters.count - mark
        let start = max(0, mark - max(half, Self.columns - max(1, behind)))
        let end = min(characters.count, start + Self.columns)
        guard isCutBefore || isCutBehind || characters.count > Self.columns else { return }
        characters = Array(characters[start..<end])
        mark -= start
        marked = min(marked, characters.count - mark)
        if isCutBefore || start > 0, mark > 0 { characters[0] = Self.ellipsis }
        if isCutBehind || end < start + mark + behind, mark < characters.count - 1 {
            characters[characters.count - 1] = Self.ellipsis
            marked = min(marked, characters.count - 1 - mark)
        }
    }
}
