import NIOCore
import NIOEmbedded
import Testing

@testable import HTTPAPI

@Suite("What waits for clients")
struct BacklogTests {
    private static func channels(_ count: Int) throws -> [EmbeddedChannel] {
        try (0..<count).map { _ in
            let channel = EmbeddedChannel()
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            return channel
        }
    }

    private static func own(_ bytes: Int) -> Backlog.Piece {
        Backlog.Piece(storage: nil, bytes: bytes)
    }

    @Test("beyond the limit those go first who have not done their part for longest")
    func order() throws {
        let backlog = Backlog(limit: 100)
        let channels = try Self.channels(4)
        for channel in channels[..<3] { backlog.add(Self.own(30), for: channel) }
        backlog.noteProgress(of: channels[0])
        backlog.add(Self.own(60), for: channels[3])
        #expect(channels.map(\.isActive) == [true, false, false, true])
        #expect(
            backlog.usage.bytes == 90 && backlog.usage.connections == 2 && backlog.usage.closed == 2)
        // What a closed connection let go of has gone already.
        backlog.remove(Self.own(30), for: channels[1])
        backlog.remove(Self.own(30), for: channels[0])
        backlog.remove(Self.own(60), for: channels[3])
        #expect(backlog.usage.bytes == 0 && backlog.usage.connections == 0)
    }

    @Test("one connection alone is not closed, however much waits for it")
    func alone() throws {
        let backlog = Backlog(limit: 100)
        let channels = try Self.channels(2)
        for _ in 0..<3 { backlog.add(Self.own(60), for: channels[0]) }
        #expect(channels[0].isActive && backlog.usage.bytes == 180)
        backlog.add(Self.own(1), for: channels[1])
        #expect(channels.map(\.isActive) == [false, true] && backlog.usage.bytes == 1)
    }

    @Test("what many connections wait for is in memory once")
    func shared() throws {
        let backlog = Backlog(limit: 5_000)
        let channels = try Self.channels(100)
        var body = ByteBuffer(repeating: 1, count: 4_000)
        let first = body.readSlice(length: 10)
        let slice = try #require(first)
        for channel in channels { backlog.add(slice.piece, for: channel) }
        #expect(channels.filter(\.isActive).count == 100)
        #expect(backlog.usage.bytes == 4_096 && backlog.usage.connections == 100)
        for channel in channels { backlog.remove(body.piece, for: channel) }
        #expect(backlog.usage.bytes == 0 && backlog.usage.connections == 0)
    }

    @Test("a body counts until it is taken, each part of it is progress, and it is not copied")
    func bodies() throws {
        let ready = ConnectionPipeline.ready()
        let untaken = ready.connections.untaken
        let connection = try ConnectionPipeline(ready)
        try connection.send("GET / HTTP/1.1\r\nHost: HOST\r\n\r\n")
        #expect(try connection.requests() == ["GET /"])
        let body = ByteBuffer(repeating: 1, count: 600_000)
        connection.answer([body, ByteBuffer(repeating: 1, count: 100)])
        // An embedded channel takes everything at once.
        #expect(untaken.usage.bytes == 0)
        var lengths: [Int] = []
        while let part = try connection.channel.readOutbound(as: IOData.self) {
            guard case .byteBuffer(let part) = part else { continue }
            lengths.append(part.readableBytes)
            if part.readableBytes > 1_000 { #expect(part.piece.storage == body.piece.storage) }
        }
        #expect(lengths.dropFirst() == [262_144, 262_144, 75_712, 100])
    }

    @Test(
        "connections make room for new ones, the one first that was not used for longest; those at work stay"
    )
    func places() throws {
        var limits = APILimits()
        limits.connections = 3
        let ready = ConnectionPipeline.ready(limits)
        let connections = try (0..<3).map { _ in try ConnectionPipeline(ready) }
        for connection in connections {
            try connection.send("GET / HTTP/1.1\r\nHost: HOST\r\n\r\n")
            #expect(try connection.requests().count == 1)
        }
        let newcomer = EmbeddedChannel()
        #expect(ready.connections.admit(newcomer) == nil)
        #expect(ready.connections.usage.refused == 1)
        for number in [1, 0, 2] { connections[number].answer() }
        #expect(ready.connections.admit(newcomer) != nil)
        for connection in connections { connection.channel.embeddedEventLoop.run() }
        #expect(connections.map(\.channel.isActive) == [true, false, true])
        #expect(ready.connections.usage.open == 3 && ready.connections.usage.closed == 1)
    }

    @Test(
        "a connection that was asked to make room and is at work by then stays, and another one goes")
    func stays() throws {
        var limits = APILimits()
        limits.connections = 2
        let ready = ConnectionPipeline.ready(limits)
        let (first, second) = (try ConnectionPipeline(ready), try ConnectionPipeline(ready))
        try first.send("POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\n\r\n")
        #expect(ready.connections.admit(EmbeddedChannel()) != nil)
        #expect(
            !first.channel.isActive && second.channel.isActive, "a request that has not ended is no work")
        try second.send("GET / HTTP/1.1\r\nHost: HOST\r\n\r\n")
        second.channel.pipeline.fireUserInboundEventTriggered(ConnectionActivity.CloseUnlessBusy())
        #expect(second.channel.isActive)
    }
}
