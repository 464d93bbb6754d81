import Catalog
import Crypto
import HTTPTypes
import Hummingbird
import JSON
import Lanes
import NIOCore

/// An answer of JSON in which the texts of files stand that are too large to be held together. It is written piece by piece:
/// each file is read from the store, bit by bit, when the client has taken what came before.
struct StreamedText: Sendable {
    /// Gives some bytes of a file; nil when it is gone.
    typealias Reader = @Sendable (ContentID, Range<Int>) async throws -> [UInt8]?

    /// A file whose text stands in the JSON.
    private struct Place {
        /// Where: bytes from the start of ``json``, between the quotes of an empty text.
        let offset: Int
        let content: ContentID
    }

    /// The bytes of a file that are read at once, and those of the body that are written at once, or a little more.
    private static let pieceBytes = 128 << 10

    private let format: ClientRequest.Format
    private var read: Reader
    /// The whole text but for the files.
    private let json: [UInt8]
    private let places: [Place]

    /// A text in which `write` writes everything; it is given the way to write the member `files`, texts by their names.
    init(
        _ format: ClientRequest.Format, read: @escaping Reader,
        write: (inout JSONWriter, (inout JSONWriter, [TemplateFile]) -> Void) -> Void
    ) {
        self.format = format
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

    var contentType: String { format == .html ? Answer.ContentType.html : Answer.ContentType.json }

    var headers: HTTPFields {
        format == .html ? [.contentSecurityPolicy: HTMLPage.contentSecurityPolicy] : [:]
    }

    /// The bytes that keeping the text takes.
    var keptBytes: Int { json.count + places.count * MemoryLayout<Place>.stride }

    /// Changes with any byte of the body: the files are named by their contents' ids.
    var digest: [UInt8] {
        var hash = SHA256()
        for part in [Array(start.utf8), Array(end.utf8), json] {
            hash.update(data: Array("\(part.count):".utf8))
            hash.update(data: part)
        }
        for place in places { hash.update(data: Array("\(place.offset):".utf8) + place.content.bytes) }
        return Array(hash.finalize())
    }

    /// The bytes of the whole body. Reads every file.
    func length() async throws -> Int {
        var length = 0
        try await pieces { length += $0.count }
        return length
    }

    /// Writes the body, for which files are read in a lane. Nothing is read for a client that has not taken what was written
    /// before.
    func write(to writer: inout any ResponseBodyWriter, in lane: Lane, for owner: LaneOwner) async throws {
        var text = self
        text.read = { [read] content, range in
            try await lane.run(for: owner) { try await read(content, range) }
        }
        try await text.pieces { piece in
            try await writer.write(ByteBuffer(bytes: piece))
            // Waits until the connection takes more.
            try await writer.write(ByteBuffer())
        }
        try await writer.finish(nil)
    }

    private var start: String { format == .html ? HTMLPage.head : "" }
    private var end: String { format == .html ? HTMLPage.tail : "\n" }

    /// Gives the body, one piece after another.
    private func pieces(_ take: ([UInt8]) async throws -> Void) async throws {
        var piece = Array(start.utf8)
        var position = 0
        for place in places {
            append(json[position..<place.offset], to: &piece)
            position = place.offset
            try await appendFile(place.content, to: &piece, take)
        }
        append(json[position...], to: &piece)
        piece += Array(end.utf8)
        try await take(piece)
    }

    /// Appends a file's text; whenever the piece is large enough, it is given away and a new one begins.
    private func appendFile(
        _ content: ContentID, to piece: inout [UInt8], _ take: ([UInt8]) async throws -> Void
    ) async throws {
        var text = JSONTextPieces()
        var range = 0..<Self.pieceBytes
        while true {
            if piece.count >= Self.pieceBytes {
                try await take(piece)
                piece.removeAll(keepingCapacity: true)
            }
            guard let bytes = try await read(content, range) else { throw APIError.contentGone }
            let isLast = bytes.count < range.count
            var escaped: [UInt8] = []
            text.append(bytes, to: &escaped)
            if isLast { text.finish(to: &escaped) }
            append(escaped[...], to: &piece)
            if isLast { return }
            range = range.upperBound..<(range.upperBound + Self.pieceBytes)
        }
    }

    private func append(_ json: ArraySlice<UInt8>, to piece: inout [UInt8]) {
        switch format {
        case .json: piece += json
        case .html: HTMLPage.appendEscaped(json, to: &piece)
        }
    }
}
