import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Git's smart protocol over HTTP: one GET for the references, then one POST for each step towards the pack.
final class HTTPChannel: SmartChannel {
    private static let maximumRedirects = 5
    private static let userAgent = "git/2.39.0 (muster)"

    private let request: UpdateRequest
    private let budget: TransferBudget
    private let clientKey: HTTPClientPool.Key
    private let client: HTTPClient
    /// Where the repository really is, once the first request has followed its redirects.
    private var address: HTTPAddress
    private var exchange: HTTPExchange?
    private var outgoing: ByteBuffer?
    private var chunk = ByteBuffer()

    init(_ request: UpdateRequest, _ budget: TransferBudget) throws(GitFailure) {
        self.request = request
        self.budget = budget
        address = HTTPAddress(request.url)
        clientKey = HTTPClientPool.Key(request)
        client = try HTTPClientPool.shared.take(clientKey, for: request)
    }

    deinit {
        close()
        HTTPClientPool.shared.giveBack(clientKey)
    }

    var isStateless: Bool { true }

    func begin(_ service: SmartService) throws(GitFailure) {
        close()
        switch service {
        case .references: try openReferences()
        case .pack: outgoing = ByteBuffer()
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(GitFailure) {
        outgoing?.writeBytes(bytes)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitFailure) -> Int {
        if let body = outgoing {
            outgoing = nil
            try post(body)
        }
        if chunk.readableBytes == 0, try !fillChunk() { return 0 }
        return chunk.readWithUnsafeReadableBytes { bytes in
            let count = min(bytes.count, buffer.count)
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            return (count, count)
        }
    }

    func close() {
        exchange?.cancel()
        exchange = nil
        chunk = ByteBuffer()
    }

    /// False at the end of the body.
    private func fillChunk() throws(GitFailure) -> Bool {
        guard let exchange else { return false }
        switch try exchange.waitForChunk(until: budget.idleEnd(), budget) {
        case .value(let next):
            try budget.count(next.readableBytes)
            chunk = next
            return true
        case .end: return false
        case .expired: throw budget.expired()
        case .failed(let error): throw HTTPFailure(request, budget).failure(error, afterHead: true)
        }
    }

    private func openReferences() throws(GitFailure) {
        for _ in 0...Self.maximumRedirects {
            var get = HTTPClientRequest(url: address.referencesURL)
            get.headers.add(name: "Accept", value: "application/x-git-upload-pack-advertisement")
            let head = try send(get)
            guard (301...308).contains(head.status), head.status != 304 else {
                return try HTTPFailure(request, budget).check(
                    head, type: "application/x-git-upload-pack-advertisement", sentLogin: sendsLogin)
            }
            address = try address.redirected(to: head.headers.first(name: "Location"), request)
        }
        throw request.failure(
            .serverError, "\(request.url.display) redirects more than \(Self.maximumRedirects) times; check the URL")
    }

    private func post(_ body: ByteBuffer) throws(GitFailure) {
        var post = HTTPClientRequest(url: address.packURL)
        post.method = .POST
        post.headers.add(name: "Content-Type", value: "application/x-git-upload-pack-request")
        post.headers.add(name: "Accept", value: "application/x-git-upload-pack-result")
        post.body = .bytes(body)
        try HTTPFailure(request, budget).check(
            try send(post), type: "application/x-git-upload-pack-result", sentLogin: sendsLogin)
    }

    private func send(_ outgoing: HTTPClientRequest) throws(GitFailure) -> HTTPExchange.Head {
        close()
        var outgoing = outgoing
        outgoing.headers.add(name: "User-Agent", value: Self.userAgent)
        outgoing.headers.add(name: "Accept-Encoding", value: "identity")
        if let login = sendsLogin ? authorization : nil { outgoing.headers.add(name: "Authorization", value: login) }
        let exchange = HTTPExchange()
        self.exchange = exchange
        let total = request.deadlines.total.components
        let deadline = NIODeadline.now() + .seconds(total.seconds + 1)
        exchange.start(outgoing, with: client, deadline: deadline)
        let end = max(budget.idleEnd(), budget.connectEnd())
        switch try exchange.waitForHead(until: end, budget) {
        case .value(let head): return head
        case .end: throw budget.endedEarly()
        case .expired: throw budget.expired()
        case .failed(let error): throw HTTPFailure(request, budget).failure(error, afterHead: false)
        }
    }

    /// A login goes to the host it was written for, and to no other that a redirect names.
    private var sendsLogin: Bool { authorization != nil && address.isTrusted }

    private var authorization: String? {
        if let token = request.credential.bearer { return "Bearer \(token.reveal())" }
        return request.credential.basic.map { "Basic \($0.header)" }
    }
}
