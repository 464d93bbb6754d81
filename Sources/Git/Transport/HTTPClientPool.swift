import AsyncHTTPClient
import Foundation
import Synchronization

/// The HTTP clients of the process, one for each way of connecting.
///
/// A client with its TLS context is costly to make and keeps connections open for the next request, so transfers with
/// the same trust, proxy and timeout share one. Logins are no part of a client: each request carries its own.
final class HTTPClientPool: Sendable {
    static let shared = HTTPClientPool()
    /// Clients that are kept although no transfer uses them.
    private static let maximumIdle = 16

    /// What makes one client differ from another.
    struct Key: Hashable {
        let ca: String?
        /// Changes when the authority's file is written again.
        let caVersion: String
        let proxy: ProxyURL?
        let connect: Duration

        init(_ request: UpdateRequest) {
            ca = request.credential.ca
            proxy = request.credential.proxy
            connect = request.deadlines.connect
            var status = stat()
            let isThere = request.credential.ca.map { stat($0, &status) == 0 } ?? false
            caVersion = isThere ? "\(status.st_ino) \(status.st_size) \(status.st_mtim)" : ""
        }
    }

    private struct Entry {
        let client: HTTPClient
        var users = 1
    }

    private let entries = Mutex<[Key: Entry]>([:])

    /// The client for a request, to be given back afterwards.
    func take(_ key: Key, for request: UpdateRequest) throws(GitFailure) -> HTTPClient {
        if let client = reuse(key) { return client }
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(HTTPClient.defaultEventLoopGroup),
            configuration: try HTTPClientSettings(request).configuration())
        return keep(client, as: key)
    }

    func giveBack(_ key: Key) {
        let unused = entries.withLock { entries -> [HTTPClient] in
            entries[key]?.users -= 1
            guard entries.count > Self.maximumIdle else { return [] }
            let idle = entries.filter { $0.value.users == 0 }
            idle.keys.forEach { entries[$0] = nil }
            return idle.values.map(\.client)
        }
        unused.forEach(Self.shutDown)
    }

    private func reuse(_ key: Key) -> HTTPClient? {
        entries.withLock { entries in
            entries[key]?.users += 1
            return entries[key]?.client
        }
    }

    /// Of two made at the same time one is kept.
    private func keep(_ client: HTTPClient, as key: Key) -> HTTPClient {
        let kept = entries.withLock { entries -> HTTPClient in
            var entry = entries[key] ?? Entry(client: client, users: 0)
            entry.users += 1
            entries[key] = entry
            return entry.client
        }
        if kept !== client { Self.shutDown(client) }
        return kept
    }

    /// Only frees connections; nothing waits for it.
    private static func shutDown(_ client: HTTPClient) {
        client.shutdown { _ in }
    }
}
