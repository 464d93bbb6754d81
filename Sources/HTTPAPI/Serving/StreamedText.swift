import HTTPTypes
import HummingbirdCore
import Lanes
import NIOCore

/// JSON that is made piece by piece, from its beginning to its end. A copy goes on from where the original is.
protocol JSONPieces: Sendable {
    /// The bytes that keeping what the JSON is made from takes.
    var keptBytes: Int { get }

    /// The next bytes, which end where a character does; nil when there are no more.
    mutating func next() async throws -> [UInt8]?
}

/// The body of an answer of JSON that may be too large to be held: it is made anew for each client, piece by piece, when the
/// client has taken what came before. All pieces together are always the same bytes.
struct StreamedText: Sendable {
    /// The bytes of a piece, or a little more.
    static let pieceBytes = 128 << 10

    private let format: ClientRequest.Format
    private var json: any JSONPieces
    private var hasBegun = false
    private var hasEnded = false

    /// The body that shows some JSON.
    init(_ format: ClientRequest.Format, _ json: some JSONPieces) {
        self.format = format
        self.json = json
    }

    var contentType: String { format == .html ? Answer.ContentType.html : Answer.ContentType.json }

    var headers: HTTPFields { format == .html ? HTMLPage.headers : [:] }

    /// The bytes that keeping the text takes.
    var keptBytes: Int { json.keptBytes }

    /// The next bytes of the body; nil behind its end.
    mutating func next() async throws -> [UInt8]? {
        if hasEnded { return nil }
        var piece = hasBegun || format == .json ? [] : Array(HTMLPage.head.utf8)
        hasBegun = true
        if let json = try await json.next() {
            append(json, to: &piece)
        } else {
            piece += (format == .html ? HTMLPage.tail : "\n").utf8
            hasEnded = true
        }
        return piece
    }

    /// Writes what is left of the body, whose pieces are made in a lane. Nothing is made for a client that has not taken what was
    /// written before.
    func write(to writer: inout any ResponseBodyWriter, in lane: Lane, for owner: LaneOwner) async throws {
        var rest = self
        while true {
            let (piece, after) = try await lane.run(for: owner) { [rest] in
                var rest = rest
                return (try await rest.next(), rest)
            }
            guard let piece else { break }
            rest = after
            try await writer.write(ByteBuffer(bytes: piece))
            // Waits until the connection takes more.
            try await writer.write(ByteBuffer())
        }
        try await writer.finish(nil)
    }

    private func append(_ json: [UInt8], to piece: inout [UInt8]) {
        switch format {
        case .json: if piece.isEmpty { piece = json } else { piece += json }
        case .html: HTMLPage.appendEscaped(json, to: &piece)
        }
    }
}
