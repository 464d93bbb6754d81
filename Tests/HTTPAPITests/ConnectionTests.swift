import Foundation
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HTTPAPI

@Suite("What one connection holds")
struct ConnectionTests {
    private static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: HOST\r\n\r\n" }

    @Test("requests behind one that is under way wait as bytes, and nothing more is read")
    func pipelined() throws {
        let connection = try ConnectionPipeline(ConnectionPipeline.ready())
        try connection.send((0..<3).map { Self.get("/\($0)") }.joined())
        #expect(try connection.requests() == ["GET /0"])
        for number in 1..<3 {
            connection.answer()
            #expect(try connection.requests() == ["GET /\(number)"])
        }
        connection.answer()
        try connection.send(Self.get("/3"))
        #expect(try connection.requests() == ["GET /3"])
    }

    @Test("nothing of a request comes out before the one in front of it is answered, wherever the bytes are cut")
    func turns() throws {
        let bodies = [
            "Content-Length: 2\r\n\r\n{}", "Content-Length: 4\r\n\r\n\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n4\r\n\r\n\r\n\r\n0\r\nX-A: b\r\n\r\n",
        ]
        for body in bodies {
            let first = "POST /a HTTP/1.1\r\nHost: HOST\r\n\(body)"
            let text = first + "GET /b HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"
            for cut in 1..<text.utf8.count {
                let connection = try ConnectionPipeline(ConnectionPipeline.ready())
                for part in [text.utf8.prefix(cut), text.utf8.dropFirst(cut)] {
                    try connection.channel.writeInbound(ByteBuffer(bytes: Array(part)))
                }
                #expect(try connection.requests().count == 1, "\(body) cut at \(cut)")
                connection.answer()
                #expect(try !connection.written().contains("close"), "\(body) cut at \(cut)")
                #expect(try connection.requests() == ["GET /b"], "\(body) cut at \(cut)")
                connection.answer()
                #expect(try connection.written().contains("Connection: close"))
            }
        }
    }

    @Test("empty lines in front of a request count for nothing")
    func emptyLines() throws {
        let connection = try ConnectionPipeline(ConnectionPipeline.ready())
        try connection.send("\r\n\r\n")
        connection.wait(seconds: 60)
        #expect(try connection.written() == "")
        try connection.send("\r\n" + Self.get("/0"))
        #expect(try connection.requests() == ["GET /0"])
    }

    @Test("a client that does not read is not listened to until it does")
    func unwritable() throws {
        let connection = try ConnectionPipeline(ConnectionPipeline.ready())
        connection.channel.isWritable = false
        connection.channel.pipeline.fireChannelWritabilityChanged()
        try connection.send(Self.get("/0") + Self.get("/1"))
        #expect(try connection.requests() == [])
        #expect(connection.ready.connections.untaken.usage.bytes == Connections.unwritableBytes)
        connection.channel.isWritable = true
        connection.channel.pipeline.fireChannelWritabilityChanged()
        #expect(try connection.requests() == ["GET /0"])
        #expect(connection.ready.connections.untaken.usage.bytes == 0)
    }

    @Test("wherever the bytes are cut, the same requests come out in their order")
    func cuts() throws {
        let text =
            Self.get("/a")
            + "POST /b HTTP/1.1\r\nHost: HOST\r\nContent-Length: 9\r\n\r\nx\r\n\r\n\r\n\r\n"
            + Self.get("/c")
            + "PUT /d HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n\r\n\r\n\r\n0\r\n\r\n"
            + Self.get("/e")
        let bytes = Array(text.utf8)
        for size in 1...bytes.count {
            let connection = try ConnectionPipeline(ConnectionPipeline.ready())
            for start in stride(from: 0, to: bytes.count, by: size) {
                let part = bytes[start..<min(start + size, bytes.count)]
                try connection.channel.writeInbound(ByteBuffer(bytes: part))
            }
            var requests: [String] = []
            while true {
                let more = try connection.requests()
                if more.isEmpty { break }
                requests += more
                for _ in more { connection.answer() }
            }
            #expect(
                requests == ["GET /a", "POST /b 9", "GET /c", "PUT /d 4", "GET /e"], "pieces of \(size)")
        }
    }

    @Test("the end of what a client sends comes behind its requests")
    func halfClosed() throws {
        let connection = try ConnectionPipeline(ConnectionPipeline.ready())
        try connection.send(Self.get("/0") + Self.get("/1"))
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(try connection.requests() == ["GET /0"])
        connection.answer()
        #expect(try connection.requests() == ["GET /1"])
        connection.answer()
        #expect(try connection.written().components(separatedBy: "200 OK").count == 3)
    }

    @Test(
        "a request is handed on when it is whole; a body beyond the limit at once, as far as it came")
    func bodies() throws {
        var limits = APILimits()
        limits.bodyBytes = 10
        let connection = try ConnectionPipeline(ConnectionPipeline.ready(limits))
        try connection.send("POST /a HTTP/1.1\r\nHost: HOST\r\nContent-Length: 10\r\n\r\n12345")
        #expect(try connection.requests() == [])
        try connection.send("67890")
        #expect(try connection.requests() == ["POST /a 10"])
        connection.answer()
        try connection.send("POST /b HTTP/1.1\r\nHost: HOST\r\nContent-Length: 100\r\n\r\n12345678901")
        #expect(try connection.requests() == ["POST /b… 11"])
        connection.answer()
        for _ in 0..<8 { try connection.send("1234567890") }
        #expect(try connection.channel.readInbound(as: HTTPServerRequestPart.self) == nil)
        try connection.send("123456789" + Self.get("/c"))
        guard
            case .end = try #require(try connection.channel.readInbound(as: HTTPServerRequestPart.self))
        else {
            Issue.record("the end of /b")
            return
        }
        #expect(try connection.requests() == ["GET /c"])
    }

    @Test("a body that nobody asks for is not kept")
    func unwantedBody() throws {
        let connection = try ConnectionPipeline(ConnectionPipeline.ready())
        try connection.send("GET /a HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1000000\r\n\r\n")
        let part = String(repeating: "x", count: 10_000)
        for _ in 0..<100 {
            try connection.send(part)
            #expect(connection.ready.connections.unfinished.usage.bytes <= 12_288)
        }
        #expect(try connection.requests() == ["GET /a"])
    }

    @Test(
        "a line without an end is refused, and nothing more is taken in",
        arguments: ["GET /", "GET / HTTP/1.1\r\nA: "])
    func endlessHead(start: String) throws {
        let connection = try ConnectionPipeline(ConnectionPipeline.ready())
        try connection.send(start)
        for _ in 0..<4 where connection.channel.isActive {
            // The decoder has a limit of its own for headers.
            try? connection.send(String(repeating: "x", count: 10_000))
        }
        #expect(connection.ready.connections.unfinished.usage.bytes <= 40_000)
        #expect(try connection.written().hasPrefix("HTTP/1.1 431 ") && !connection.channel.isActive)
    }

    @Test(
        "large requests that are under way are bounded; the next one is refused, and small ones are not"
    )
    func wholeRequests() throws {
        var limits = APILimits()
        limits.wholeRequestBytes = 15_000
        let ready = ConnectionPipeline.ready(limits)
        let text =
            "POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 10000\r\n\r\n"
            + String(repeating: "x", count: 10_000)
        let (first, second, third) = (
            try ConnectionPipeline(ready), try ConnectionPipeline(ready), try ConnectionPipeline(ready)
        )
        try first.send(text)
        #expect(try first.requests() == ["POST / 10000"])
        try second.send(text)
        #expect(try second.requests() == [])
        let refusal = try second.written()
        #expect(
            refusal.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n")
                && refusal.contains("\r\nRetry-After: 2\r\n"))
        #expect(refusal.contains("\"code\":\"busy\"") && !second.channel.isActive)
        try third.send(Self.get("/"))
        #expect(try third.requests() == ["GET /"])
        first.answer()
        try third.channel.close().wait()
        try first.send(text)
        #expect(try first.requests() == ["POST / 10000"])
    }
}
