import Foundation
import Synchronization

/// One connection, on which a test says what the bytes are.
public final class RawConnection: Sendable {
    /// A response as it came.
    public struct Reply: Sendable, Hashable {
        /// The number in its first line.
        public var status: Int
        /// Its headers' lines.
        public var headers: [String]
        /// Its body, put together from chunks.
        public var body: [UInt8] = []

        /// The headers without the date, in an order of their own.
        public var fields: [String] {
            headers.filter { !$0.lowercased().hasPrefix("date:") }.map { $0.lowercased() }.sorted()
        }

        /// The value of its first header of a name.
        public func header(_ name: String) -> String? {
            headers.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }.map {
                $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
            }
        }
    }

    /// The connection is closed, or silent for a minute.
    public struct Closed: Error {
        /// What a reader of such a connection throws.
        public init() {}
    }

    private let descriptor: Int32
    /// What came and was not asked for yet.
    private let rest = Mutex([UInt8]())

    /// A connection; `receiveBuffer` is how much the system takes in while nobody reads.
    public init(port: Int, receiveBuffer: Int32? = nil) throws {
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
    public func exchange(_ text: String, bodies: [Bool] = [true]) async throws -> [Reply] {
        try await Self.waiting {
            self.send(text)
            return try self.receive(bodies)
        }
    }

    /// Runs what may wait for the server on a thread of its own: shared ones are soon all waiting.
    public static func waiting<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    /// A `GET` (or another method) of a path.
    public func request(_ path: String, method: String = "GET", headers: [String] = []) async throws -> Reply {
        let head = ["\(method) \(path) HTTP/1.1", "Host: HOST"] + headers
        let text = head.joined(separator: "\r\n") + "\r\n\r\n"
        return try await exchange(text, bodies: [method != "HEAD"])[0]
    }

    /// Sends text, as far as it is taken.
    public func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let sent = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            bytes = bytes.dropFirst(sent)
        }
    }

    /// The next reply; `hasBody` is false for one that has no body whatever its headers say.
    public func receive(hasBody: Bool) async throws -> Reply {
        try await Self.waiting { try self.receive([hasBody])[0] }
    }

    /// The next reply, waited for on this thread, which must be no task's.
    public func receiveHere() throws -> Reply { try receive([true])[0] }

    private func receive(_ bodies: [Bool]) throws -> [Reply] {
        try rest.withLock { buffer in
            try bodies.map { hasBody in
                var reply = try head(&buffer)
                if hasBody, reply.status >= 200, reply.status != 204, reply.status != 304 {
                    reply.body = try body(of: reply, &buffer)
                }
                return reply
            }
        }
    }

    private func head(_ buffer: inout [UInt8]) throws -> Reply {
        let emptyLine = Array("\r\n\r\n".utf8)
        while buffer.firstRange(of: emptyLine) == nil { try fill(&buffer) }
        guard let end = buffer.firstRange(of: emptyLine) else { throw Closed() }
        let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        buffer.removeFirst(end.upperBound)
        let words = lines[0].split(separator: " ")
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { throw Closed() }
        return Reply(status: status, headers: Array(lines.dropFirst()))
    }

    /// A body of the length that the head says, in chunks, or up to the connection's end.
    private func body(of reply: Reply, _ buffer: inout [UInt8]) throws -> [UInt8] {
        if let length = reply.header("content-length").flatMap({ Int($0) }) {
            while buffer.count < length { try fill(&buffer) }
            defer { buffer.removeFirst(length) }
            return Array(buffer.prefix(length))
        }
        var body: [UInt8] = []
        if reply.header("transfer-encoding") == "chunked" {
            while let chunk = try chunk(&buffer) { body += chunk }
        } else {
            while (try? fill(&buffer)) != nil {}
            swap(&body, &buffer)
        }
        return body
    }

    /// The next chunk of a body; nil for the last, which is empty.
    private func chunk(_ buffer: inout [UInt8]) throws -> [UInt8]? {
        let lineEnd = Array("\r\n".utf8)
        while buffer.firstRange(of: lineEnd) == nil { try fill(&buffer) }
        guard let end = buffer.firstRange(of: lineEnd),
            let size = Int(String(decoding: buffer[..<end.lowerBound], as: UTF8.self), radix: 16)
        else { throw Closed() }
        buffer.removeFirst(end.upperBound)
        while buffer.count < size + lineEnd.count { try fill(&buffer) }
        defer { buffer.removeFirst(size + lineEnd.count) }
        return size == 0 ? nil : Array(buffer.prefix(size))
    }

    /// Waits for more bytes.
    public func fill(_ buffer: inout [UInt8]) throws {
        var part = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &part, part.count, 0)
        guard count > 0 else { throw Closed() }
        buffer += part[..<count]
    }
}
