/// A half-open range of byte offsets in one source file.
public struct SourceSpan: Sendable, Hashable, Codable {
    /// The offset of the first byte.
    public let start: Int
    /// The offset just past the last byte; equal to `start` for an empty span.
    public let end: Int

    /// A span from `start` up to, not including, `end`.
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = max(start, end)
    }
}

/// A byte offset (from 0) with its line and column (from 1; a column counts UTF-8 bytes).
public struct SourcePosition: Sendable, Hashable, Codable {
    /// The byte offset from the start of the file.
    public let offset: Int
    /// The line, from 1.
    public let line: Int
    /// The column in UTF-8 bytes, from 1.
    public let column: Int

    /// A position whose three parts the caller knows to agree.
    public init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }
}

/// A place in a file that can be shown without the file's text: lines and columns are resolved.
public struct SourceLocation: Sendable, Hashable, Codable {
    /// The file, as its user knows it.
    public let path: String
    /// Where the place starts; nil when the whole file (or a missing file) is meant.
    public let start: SourcePosition?
    /// Just past where the place ends; nil exactly when `start` is.
    public let end: SourcePosition?

    /// The place from `start` up to `end` in `path`.
    public init(path: String, start: SourcePosition, end: SourcePosition) {
        self.path = path
        self.start = start
        self.end = end
    }

    private init(path: String) {
        self.path = path
        start = nil
        end = nil
    }

    /// The whole of `path`: for what concerns a file or folder and no line of it.
    public static func wholeFile(_ path: String) -> SourceLocation { SourceLocation(path: path) }
}

extension SourceLocation: CustomStringConvertible {
    /// `path:line:column`, or the path alone for a whole file.
    public var description: String {
        start.map { "\(path):\($0.line):\($0.column)" } ?? path
    }
}
