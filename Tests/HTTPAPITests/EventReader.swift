import Foundation
import MusterTesting

/// An open event stream, read block by block as it comes.
final class EventReader {
    /// What stands between two empty lines.
    struct Block: Equatable {
        var id: String?
        var event: String?
        var data: String?
        var retry: String?
        var comments: [String] = []

        var json: JSONValue { get throws { try JSONValue(parsing: Data((data ?? "").utf8)) } }
    }

    private let connection: RawConnection
    private var raw: [UInt8] = []
    private var text = ""
    private(set) var head = ""
    /// Whether the server said that there is no more.
    private(set) var isAtEnd = false

    /// Opens a stream and reads its head and its opening.
    init(port: Int, query: String = "", headers: [String] = [], receiveBuffer: Int32? = nil) async throws {
        connection = try RawConnection(port: port, receiveBuffer: receiveBuffer)
        let lines = ["GET /v1-catalog/events\(query) HTTP/1.1", "Host: HOST"] + headers
        connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        while raw.firstRange(of: Array("\r\n\r\n".utf8)) == nil { try await fill() }
        let end = raw.firstRange(of: Array("\r\n\r\n".utf8))?.lowerBound ?? 0
        head = String(decoding: raw[..<end], as: UTF8.self)
        raw.removeFirst(end + 4)
    }

    /// The next block, whatever it is; nil at the end of the stream.
    func block() async throws -> Block? {
        while true {
            if let end = text.range(of: "\n\n") {
                let block = Self.block(text[..<end.lowerBound])
                text.removeSubrange(..<end.upperBound)
                return block
            }
            if isAtEnd { return nil }
            try await unchunk()
        }
    }

    /// The next events, without the comments between them.
    func events(_ count: Int) async throws -> [Block] {
        var events: [Block] = []
        while events.count < count, let block = try await block() {
            if block.event != nil { events.append(block) }
        }
        return events
    }

    private static func block(_ text: Substring) -> Block {
        var block = Block()
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
            switch parts[0] {
            case "id": block.id = value
            case "event": block.event = value
            case "data": block.data = value
            case "retry": block.retry = value
            default: block.comments.append(value)
            }
        }
        return block
    }

    /// Takes one chunk of the body.
    private func unchunk() async throws {
        let lineEnd = Array("\r\n".utf8)
        while raw.firstRange(of: lineEnd) == nil { try await fill() }
        guard let line = raw.firstRange(of: lineEnd),
            let size = Int(String(decoding: raw[..<line.lowerBound], as: UTF8.self), radix: 16)
        else { throw RawConnection.Closed() }
        raw.removeFirst(line.upperBound)
        while raw.count < size + 2 { try await fill() }
        text += String(decoding: raw[..<size], as: UTF8.self)
        raw.removeFirst(size + 2)
        isAtEnd = size == 0
    }

    /// Waits for more bytes.
    private func fill() async throws {
        let (connection, known) = (connection, raw)
        raw = try await RawConnection.waiting {
            var bytes = known
            try connection.fill(&bytes)
            return bytes
        }
    }
}
