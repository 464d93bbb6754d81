import Foundation

/// A server that does what a test tells it to: stay silent, trickle, lie, end too early.
final class ScriptedServer: Sendable {
    let port: Int
    private let socket: Int32

    /// Runs `script` on a thread of its own for every connection, which is closed afterwards.
    init(_ script: @escaping @Sendable (Connection) -> Void) throws {
        let listener = try Loopback.listen()
        (socket, port) = (listener.socket, listener.port)
        Thread.detachNewThread {
            while true {
                let accepted = accept(listener.socket, nil, nil)
                guard accepted >= 0 else { return }
                _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
                Thread.detachNewThread {
                    script(Connection(socket: accepted))
                    close(accepted)
                }
            }
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    /// One accepted connection.
    struct Connection: Sendable {
        fileprivate let socket: Int32

        /// Reads and answers nothing until the client goes away.
        func staySilent() {
            var buffer = [UInt8](repeating: 0, count: 4096)
            while read(socket, &buffer, buffer.count) > 0 {}
        }

        /// False when the client has gone away.
        @discardableResult
        func send(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }

        @discardableResult
        func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        /// So many bytes; nil when the client goes away before.
        func readExactly(_ count: Int) -> [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: count)
            var done = 0
            while done < count {
                let part = bytes.withUnsafeMutableBytes { read(socket, $0.baseAddress.map { $0 + done }, count - done) }
                guard part > 0 else { return nil }
                done += part
            }
            return bytes
        }

        /// Sends the bytes one by one, each a little after the one before.
        func trickle(_ bytes: [UInt8]) {
            for byte in bytes {
                var entry = pollfd(fd: socket, events: 0, revents: 0)
                guard poll(&entry, 1, 10) == 0, send([byte]) else { return }
            }
        }

        /// Reads one HTTP request: its head and, by its `Content-Length`, its body.
        func readRequest() -> (head: String, body: [UInt8])? {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65536)
            while true {
                if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                    let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
                    let length = line.flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
                    if bytes.count - end.upperBound >= length { return (head, Array(bytes[end.upperBound...])) }
                }
                let count = read(socket, &buffer, buffer.count)
                guard count > 0 else { return nil }
                bytes += buffer[..<count]
            }
        }

        func respond(_ status: String, _ headers: [String: String], _ body: [UInt8] = [], length: Int? = nil) {
            let lines = headers.map { "\($0): \($1)\r\n" }.joined()
            send("HTTP/1.1 \(status)\r\n\(lines)Content-Length: \(length ?? body.count)\r\nConnection: close\r\n\r\n")
            send(body)
        }
    }

    /// A smart HTTP server, and a proxy that leads to it, for one repository whose pack is passed through `spoil`.
    static func smartHTTP(
        _ repository: String, without abilities: [String] = [], seen: @escaping @Sendable (String) -> Void = { _ in },
        spoil: @escaping @Sendable ([UInt8]) -> (bytes: [UInt8], length: Int)
    ) throws -> ScriptedServer {
        try ScriptedServer { connection in
            guard var request = connection.readRequest() else { return }
            seen(request.head)
            if request.head.hasPrefix("CONNECT") {
                connection.send("HTTP/1.1 200 Connected\r\n\r\n")
                guard let inner = connection.readRequest() else { return }
                request = inner
            }
            let type = "application/x-git-upload-pack"
            if request.head.hasPrefix("GET") {
                let references = uploadPack(["--advertise-refs", repository], input: []).without(abilities)
                let body = Array("001e# service=git-upload-pack\n0000".utf8) + references
                connection.respond("200 OK", ["Content-Type": "\(type)-advertisement"], body)
            } else {
                let spoiled = spoil(uploadPack([repository], input: request.body))
                connection.respond("200 OK", ["Content-Type": "\(type)-result"], spoiled.bytes, length: spoiled.length)
            }
        }
    }

    private static func uploadPack(_ arguments: [String], input: [UInt8]) -> [UInt8] {
        (try? Command.bytes("git", ["upload-pack", "--stateless-rpc"] + arguments, input: input)) ?? []
    }
}

extension [UInt8] {
    /// A list of references whose server says that it can do less, at the same length.
    fileprivate func without(_ abilities: [String]) -> [UInt8] {
        guard !abilities.isEmpty, let start = firstIndex(of: 0), let end = self[start...].firstIndex(of: 0x0A) else {
            return self
        }
        let words = self[(start + 1)..<end].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        let kept = words.filter { word in !abilities.contains { word == $0 || word.hasPrefix("\($0)=") } }
        let line = kept.joined(separator: " ")
        let padding = String(repeating: " ", count: end - start - 1 - line.utf8.count)
        return Array(self[...start]) + Array((line + padding).utf8) + Array(self[end...])
    }
}
