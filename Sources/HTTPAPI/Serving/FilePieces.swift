import Catalog
import JSON

/// JSON in which the texts of files stand. Each file is read from the store bit by bit.
struct FilePieces: JSONPieces {
    /// Gives some bytes of a file; nil when it is gone.
    typealias Reader = @Sendable (ContentID, Range<Int>) async throws -> [UInt8]?

    /// A file whose text stands in the JSON.
    private struct Place {
        /// Where: bytes from the start of ``json``, between the quotes of an empty text.
        let offset: Int
        let content: ContentID
    }

    private let read: Reader
    /// The whole text but for the files.
    private let json: [UInt8]
    private let places: [Place]
    /// How much of ``json`` was given.
    private var position = 0
    /// The first of ``places`` whose file was not given to its end.
    private var place = 0
    /// How many bytes of that file were read, and what they ended in.
    private var readBytes = 0
    private var text = JSONTextPieces()

    /// A text in which `write` writes everything; it is given the way to write the member `files`, texts by their names.
    init(
        read: @escaping Reader,
        write: (inout JSONWriter, (inout JSONWriter, [TemplateFile]) -> Void) -> Void
    ) {
        self.read = read
        var places: [Place] = []
        var writer = JSONWriter(capacity: 4_096)
        write(&writer) { writer, files in
            writer.key("files")
            writer.object { writer in
                for file in files {
                    writer.member(file.name, "")
                    places.append(Place(offset: writer.bytes.count - 1, content: file.content))
                }
            }
        }
        (json, self.places) = (writer.bytes, places)
    }

    var keptBytes: Int { json.count + places.count * MemoryLayout<Place>.stride }

    mutating func next() async throws -> [UInt8]? {
        if position == json.count { return nil }
        var piece: [UInt8] = []
        while piece.count < StreamedText.pieceBytes, position < json.count {
            let end = place < places.count ? places[place].offset : json.count
            piece += json[position..<end]
            position = end
            if place < places.count { try await appendFile(to: &piece) }
        }
        return piece
    }

    /// Appends some more of the file at ``place``.
    private mutating func appendFile(to piece: inout [UInt8]) async throws {
        let range = readBytes..<(readBytes + StreamedText.pieceBytes)
        guard let bytes = try await read(places[place].content, range) else { throw APIError.contentGone }
        text.append(bytes, to: &piece)
        readBytes = range.upperBound
        guard bytes.count < range.count else { return }
        text.finish(to: &piece)
        (text, readBytes, place) = (JSONTextPieces(), 0, place + 1)
    }
}
