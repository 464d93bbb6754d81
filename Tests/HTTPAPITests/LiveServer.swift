import Foundation
import Logging
import Service
import ServiceLifecycle

@testable import HTTPAPI

/// The API on a socket of this machine, for as long as a body runs. Seconds pass there only as a test says.
struct LiveServer {
    let port: Int
    let server: APIServer
    let group: ServiceGroup

    static func run(
        _ operations: any CatalogOperations, logger: Logger = quiet, limits: APILimits = APILimits(),
        seconds: AsyncStream<Void> = AsyncStream { _ in }, lanes: APILanes = .ofTests,
        _ body: (LiveServer) async throws -> Void
    ) async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        var configuration = APIConfiguration(host: "127.0.0.1", port: 0, referenceDefaults: false)
        configuration.limits = limits
        var server = try APIServer(
            operations: operations, configuration: configuration, logger: logger,
            onListening: { continuation.yield($0) }, lanes: lanes)
        server.seconds = seconds
        let group = ServiceGroup(services: [server], logger: quiet)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                try await group.run()
                continuation.finish()
            }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { return try await tasks.waitForAll() }
            do {
                try await body(LiveServer(port: port, server: server, group: group))
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// One connection, on which a test says what the bytes are.
final class RawConnection: Sendable {
    /// A response as it came.
    struct Reply: Equatable {
        var status = 0
        var headers: [String] = []
        var body: [UInt8] = []

        /// The headers without the date, in an order of their own.
        var fields: [String] { headers.filter { !$0.lowercased().hasPrefix("date:") }.map { $0.lowercased() }.sorted() }

        func header(_ name: String) -> String? {
            headers.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }.map {
                $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
            }
        }
    }

    struct Closed: Error {}

    private let descriptor: Int32

    /// A connection; `receiveBuffer` is how much the system takes in while nobody reads.
    init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let failed = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard failed == 0 else { throw Closed() }
    }

    deinit { close(descriptor) }

    /// Sends text and reads as many replies as there are expected bodies; false for a reply that has no body whatever its
    /// headers say.
    func exchange(_ text: String, bodies: [Bool] = [true]) async throws -> [Reply] {
        try await Self.waiting {
            self.send(text)
            return try self.receive(bodies)
        }
    }

    /// Runs what may wait for the server on a thread of its own: shared ones are soon all waiting.
    static func waiting<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    /// A `GET` (or another method) of a path.
    func request(_ path: String, method: String = "GET", headers: [String] = []) async throws -> Reply {
        let head = ["\(method) \(path) HTTP/1.1", "Host: HOST"] + headers
        let text = head.joined(separator: "\r\n") + "\r\n\r\n"
        return try await exchange(text, bodies: [method != "HEAD"])[0]
    }

    func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let sent = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            bytes = bytes.dropFirst(sent)
        }
    }

    private func receive(_ bodies: [Bool]) throws -> [Reply] {
        var buffer: [UInt8] = []
        return try bodies.map { hasBody in
            while buffer.firstRange(of: Array("\r\n\r\n".utf8)) == nil { try fill(&buffer) }
            guard let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Closed() }
            let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
            buffer.removeFirst(end.upperBound)
            var reply = Reply(status: Int(lines[0].split(separator: " ")[1]) ?? 0, headers: Array(lines.dropFirst()))
            let length = reply.header("content-length").flatMap { Int($0) } ?? 0
            guard hasBody, reply.status != 304, reply.status != 204 else { return reply }
            while buffer.count < length { try fill(&buffer) }
            reply.body = Array(buffer.prefix(length))
            buffer.removeFirst(length)
            return reply
        }
    }

    /// Waits for more bytes.
    func fill(_ buffer: inout [UInt8]) throws {
        var part = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &part, part.count, 0)
        guard count > 0 else { throw Closed() }
        buffer += part[..<count]
    }
}
