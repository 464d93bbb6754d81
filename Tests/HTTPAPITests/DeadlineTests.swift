import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HTTPAPI

@Suite("Deadlines and the end of a connection")
struct DeadlineTests {
    private static let limits = APILimits()

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let seconds: Int
        /// The status that the client gets; nil for none.
        let status: String?

        var testDescription: String { name }
    }

    @Test(
        "a client that does not go on loses its connection",
        arguments: [
            Row(name: "no request at all", text: "", seconds: limits.idleSeconds, status: nil),
            Row(name: "half a line", text: "GET /he", seconds: limits.headSeconds, status: "408"),
            Row(name: "half a head", text: "GET / HTTP/1.1\r\nHost: h\r\n", seconds: limits.headSeconds, status: "408"),
            Row(
                name: "half a body", text: "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc",
                seconds: limits.requestSeconds, status: "408"),
        ])
    func silent(row: Row) throws {
        let connection = try ConnectionPipeline(ConnectionPipeline.ready())
        if !row.text.isEmpty { try connection.send(row.text) }
        connection.wait(seconds: row.seconds - 1)
        #expect(connection.channel.isActive)
        #expect(try connection.written().isEmpty)
        connection.wait(seconds: 2 * DeadlineHandler.interval + 1)
        #expect(!connection.channel.isActive)
        #expect(try connection.written().split(separator: " ").dropFirst().first.map(String.init) == row.status)
        #expect(try connection.requests().isEmpty)
    }

    @Test("drops of a head are no progress, requests are")
    func trickle() throws {
        let connection = try ConnectionPipeline(ConnectionPipeline.ready())
        for _ in 0..<3 {
            try connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            connection.answer()
            connection.wait(seconds: Self.limits.idleSeconds - 60)
        }
        _ = try connection.written()
        try connection.send("GET / HTTP/1.1\r\nHost: h\r\n")
        for number in 0..<5 where connection.channel.isActive {
            try connection.send("X-\(number): a\r\n")
            connection.wait(seconds: 10)
        }
        #expect(!connection.channel.isActive)
        #expect(try connection.written().hasPrefix("HTTP/1.1 408 "))
    }

    @Test("an answer that takes its time has it, one that nobody reads has not")
    func answers() throws {
        let connection = try ConnectionPipeline(ConnectionPipeline.ready())
        try connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        connection.wait(seconds: 3_600)
        #expect(connection.channel.isActive)
        connection.channel.isWritable = false
        connection.channel.pipeline.fireChannelWritabilityChanged()
        connection.wait(seconds: Self.limits.unreadSeconds - 1)
        #expect(connection.channel.isActive)
        connection.wait(seconds: 2 * DeadlineHandler.interval + 1)
        #expect(!connection.channel.isActive)
    }

    @Test("a request that was answered before its end gets no second answer")
    func answeredEarly() throws {
        var limits = Self.limits
        limits.bodyBytes = 2
        let connection = try ConnectionPipeline(ConnectionPipeline.ready(limits))
        try connection.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc")
        #expect(try connection.requests().count == 1)
        connection.answer()
        #expect(try connection.written().hasPrefix("HTTP/1.1 200 "))
        connection.wait(seconds: limits.requestSeconds + 2 * DeadlineHandler.interval)
        #expect(!connection.channel.isActive)
        let rest = try connection.written()
        #expect(rest == "")
    }

    @Test("HTTP/1.0 is answered in its version, without chunks, and then the connection ends")
    func oldVersion() throws {
        let connection = try ConnectionPipeline(ConnectionPipeline.ready())
        try connection.send("GET / HTTP/1.0\r\n\r\nGET /second HTTP/1.0\r\n\r\n")
        #expect(try connection.requests() == ["GET /"])
        let head = HTTPResponseHead(version: .http1_1, status: .ok)
        connection.channel.write(HTTPServerResponsePart.head(head), promise: nil)
        connection.channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: "body"))), promise: nil)
        connection.channel.write(HTTPServerResponsePart.end(nil), promise: nil)
        connection.channel.flush()
        let written = try connection.written()
        #expect(written.hasPrefix("HTTP/1.0 200 OK\r\n") && written.hasSuffix("\r\n\r\nbody"))
        #expect(!written.lowercased().contains("chunked") && written.contains("Connection: close"))
        #expect(try connection.requests().isEmpty)
        connection.wait(seconds: 3)
        #expect(!connection.channel.isActive)
    }
}
