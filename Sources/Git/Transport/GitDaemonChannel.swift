import Foundation

/// Git's own protocol over a plain socket: no login, no encryption.
final class GitDaemonChannel: SmartChannel {
    private let url: RemoteURL
    private let budget: TransferBudget
    private var socket: Descriptor?

    init(_ request: UpdateRequest, _ budget: TransferBudget) {
        url = request.url
        self.budget = budget
    }

    var isStateless: Bool { false }

    func begin(_ service: SmartService) throws(GitFailure) {
        guard socket == nil else { return }
        let socket = try SocketConnector(url, budget).connect()
        self.socket = socket
        let host = url.host.contains(":") ? "[\(url.host)]" : url.host
        let line = "git-upload-pack \(url.path)\0host=\(host):\(url.effectivePort)\0"
        let hex = String(line.utf8.count + 4, radix: 16)
        let packet = Array((String(repeating: "0", count: max(0, 4 - hex.count)) + hex + line).utf8)
        try Self.write(packet, to: socket, budget)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitFailure) -> Int {
        guard let socket else { return 0 }
        while true {
            if let count = socket.readNow(buffer) {
                try budget.count(count)
                return count
            }
            let ready = try Descriptor.wait(for: [(socket, POLLIN)], until: budget.idleEnd(), budget)
            guard ready != nil else { throw budget.expired() }
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(GitFailure) {
        guard let socket else { throw budget.endedEarly() }
        try socket.writeAll(bytes, budget)
    }

    func close() {
        socket?.close()
        socket = nil
    }

    private static func write(_ bytes: [UInt8], to socket: Descriptor, _ budget: TransferBudget) throws(GitFailure) {
        var failure: GitFailure?
        bytes.withUnsafeBytes { buffer in
            do throws(GitFailure) { try socket.writeAll(buffer, budget) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
