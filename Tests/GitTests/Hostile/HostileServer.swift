import Foundation

/// A server of git's own protocol that says what a test tells it to, on loopback.
enum HostileServer {
    /// The commit that it says its branch is at.
    static let tip = String(repeating: "ab", count: 20)

    /// Sends its references, then these pieces in answer to what is asked for, each in a packet of the pack's band.
    static func sending(
        pack: [UInt8], capabilities: String = "side-band-64k ofs-delta"
    ) throws -> ScriptedServer {
        try answering(capabilities: capabilities) { connection in
            for start in stride(from: 0, to: pack.count, by: 60_000) {
                let part = Array(pack[start..<min(pack.count, start + 60_000)])
                guard connection.send(packet([1] + part)) else { return }
            }
            connection.send("0000")
        }
    }

    /// Sends its references, waits for the request, says that there is nothing in common, and leaves the rest to the test.
    static func answering(
        capabilities: String = "side-band-64k ofs-delta",
        _ answer: @escaping @Sendable (ScriptedServer.Connection) -> Void
    ) throws -> ScriptedServer {
        try ScriptedServer { connection in
            guard connection.readPacket() != nil else { return }
            connection.send(packet(Array("\(tip) HEAD\0\(capabilities)\n".utf8)))
            connection.send(packet(Array("\(tip) refs/heads/master\n".utf8)) + Array("0000".utf8))
            while let line = connection.readPacket() {
                guard line.starts(with: "done".utf8) else { continue }
                connection.send("0008NAK\n")
                return answer(connection)
            }
        }
    }

    static func packet(_ bytes: [UInt8]) -> [UInt8] {
        let hex = String(bytes.count + 4, radix: 16)
        return Array((String(repeating: "0", count: 4 - hex.count) + hex).utf8) + bytes
    }
}

extension ScriptedServer.Connection {
    /// The next packet; empty for one that ends a part, nil at the connection's end.
    func readPacket() -> [UInt8]? {
        guard let head = readExactly(4), let length = Int(String(decoding: head, as: UTF8.self), radix: 16) else {
            return nil
        }
        return length > 4 ? readExactly(length - 4) : []
    }

    /// Sends the same bytes until the client has had enough.
    func sendForEver(_ bytes: [UInt8]) {
        while send(bytes) {}
    }
}
