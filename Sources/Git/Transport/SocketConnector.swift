import Foundation

/// Makes a TCP connection within a deadline, name lookup included.
struct SocketConnector {
    private let url: RemoteURL
    private let budget: TransferBudget

    init(_ url: RemoteURL, _ budget: TransferBudget) {
        self.url = url
        self.budget = budget
    }

    /// Tries the host's addresses one after another.
    func connect() throws(GitFailure) -> Descriptor {
        let end = budget.connectEnd()
        var last: Int32 = ECONNREFUSED
        for address in try addresses(until: end) {
            guard let socket = open(address) else { continue }
            last = try finish(socket, address, until: end)
            if last == 0 { return socket }
        }
        throw GitFailure(
            .unreachable,
            "no connection to \(url.display): \(String(cString: strerror(last))); check that a git server listens there"
        )
    }

    private func open(_ address: SocketAddress) -> Descriptor? {
        let number = socket(address.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        return number >= 0 ? Descriptor(owning: number) : nil
    }

    /// 0 when connected, else the errno.
    private func finish(
        _ socket: Descriptor, _ address: SocketAddress, until end: ContinuousClock.Instant
    ) throws(GitFailure) -> Int32 {
        let started = address.bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return Int32(-1) }
            return Glibc.connect(
                socket.number, base.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
        if started == 0 { return 0 }
        guard errno == EINPROGRESS else { return errno }
        guard try Descriptor.wait(for: [(socket, POLLOUT)], until: end, budget) != nil else {
            throw budget.connectExpired()
        }
        var (code, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        getsockopt(socket.number, SOL_SOCKET, SO_ERROR, &code, &size)
        return code
    }

    /// `getaddrinfo` cannot be given a deadline, so it runs on a thread that is left alone when it takes too long.
    private func addresses(until end: ContinuousClock.Instant) throws(GitFailure) -> [SocketAddress] {
        let lookup = NameLookup()
        let (host, port) = (url.host, url.effectivePort)
        Thread.detachNewThread { lookup.finish(NameLookup.resolve(host, port)) }
        while ContinuousClock.now < end {
            try budget.checkTotal()
            guard let found = lookup.wait(seconds: 0.05) else { continue }
            guard !found.isEmpty else {
                throw GitFailure(.unreachable, "the host of \(url.display) is not known; check its name")
            }
            return found
        }
        throw budget.connectExpired()
    }
}

/// One address as `connect(2)` takes it.
struct SocketAddress: Sendable {
    let family: Int32
    let bytes: [UInt8]
}

/// Hands the result of a name lookup from one thread to another.
///
/// `@unchecked Sendable`: `result` is only touched while `condition` is locked.
private final class NameLookup: @unchecked Sendable {
    private static let maximumAddresses = 8
    private let condition = NSCondition()
    private var result: [SocketAddress]?

    func finish(_ addresses: [SocketAddress]) {
        condition.lock()
        defer { condition.unlock() }
        result = addresses
        condition.signal()
    }

    func wait(seconds: Double) -> [SocketAddress]? {
        condition.lock()
        defer { condition.unlock() }
        if result == nil { _ = condition.wait(until: Date(timeIntervalSinceNow: seconds)) }
        return result
    }

    /// Empty when the name is not known.
    static func resolve(_ host: String, _ port: Int) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = list
        while let entry = next?.pointee, found.count < maximumAddresses {
            if let address = entry.ai_addr {
                let bytes = Array(UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen)))
                found.append(SocketAddress(family: entry.ai_family, bytes: bytes))
            }
            next = entry.ai_next
        }
        return found
    }
}
