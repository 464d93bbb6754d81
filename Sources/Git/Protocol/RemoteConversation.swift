import CGitShim

/// Git's smart protocol, spoken over a channel: the references of a remote, then a pack of what is missing here. Nothing of
/// what comes is kept but a choice of references; the pack goes to its receiver piece by piece. Used by one thread.
final class RemoteConversation {
    /// Lines before the pack that say what both sides have; one comes for each commit that was named, and one more.
    private static let mostAcknowledgements = 1024

    private let channel: any SmartChannel
    private let packets: PacketReader
    private let request: UpdateRequest
    private let advertisement: Advertisement
    private var hasAsked = false

    /// Connects and reads the references: the cheap probe.
    init(_ request: UpdateRequest) throws(GitFailure) {
        channel = try request.channel(request.budget())
        packets = PacketReader(channel, request)
        self.request = request
        do throws(GitFailure) {
            try channel.begin(.references)
            advertisement = try Advertisement(from: packets, request)
        } catch {
            channel.close()
            throw error
        }
    }

    deinit { channel.close() }

    /// The branch to follow.
    func branch() throws(GitFailure) -> RemoteBranch { try advertisement.references.choose() }

    /// Ends a conversation that asks for nothing, as the protocol has it.
    func end() {
        guard !hasAsked, !channel.isStateless else { return channel.close() }
        try? send("0000")
        channel.close()
    }

    /// Asks for a commit with all that belongs to it, but for what belongs to commits that are here.
    func receive(_ commit: git_oid, having commits: [git_oid], into receiver: PackReceiver) throws(GitFailure) {
        hasAsked = true
        try channel.begin(.pack)
        var text = Self.packet("want \(commit.hex) \(advertisement.capabilities.asked)\n") + "0000"
        for commit in commits { text += Self.packet("have \(commit.hex)\n") }
        try send(text + Self.packet("done\n"))
        try skipAcknowledgements(receiver)
        if advertisement.capabilities.hasSideBand {
            try receivePackets(receiver)
        } else {
            try receiveRaw(receiver)
        }
        try receiver.finish()
        channel.close()
    }

    /// Reads up to the pack; the first packet of one that comes in packets is already part of it.
    private func skipAcknowledgements(_ receiver: PackReceiver) throws(GitFailure) {
        for _ in 0..<Self.mostAcknowledgements {
            guard case .data(let bytes) = try packets.next() else { throw request.endedEarly() }
            if bytes.starts(with: "ERR ".utf8) { throw request.refusal(bytes.dropFirst(4)) }
            let isRefusal = bytes.starts(with: "NAK".utf8)
            if isRefusal || bytes.starts(with: "ACK ".utf8) {
                // The last line names no state behind the commit.
                let isLast = isRefusal || bytes.split(separator: UInt8(ascii: " ")).count == 2
                if isLast, !advertisement.capabilities.hasSideBand { return }
                continue
            }
            guard advertisement.capabilities.hasSideBand else { break }
            return try receive(bytes, receiver)
        }
        throw request.failure(
            .damagedTransfer, "\(request.url.display) sends no pack; it will be tried again")
    }

    private func receivePackets(_ receiver: PackReceiver) throws(GitFailure) {
        while case .data(let bytes) = try packets.next() { try receive(bytes, receiver) }
    }

    private func receiveRaw(_ receiver: PackReceiver) throws(GitFailure) {
        while true {
            let bytes = try packets.nextRaw()
            if bytes.isEmpty { return }
            try receiver.take(bytes)
        }
    }

    /// Takes a packet by its band: 1 is the pack, 2 is what the server says to people, 3 why it stops.
    private func receive(_ packet: UnsafeRawBufferPointer, _ receiver: PackReceiver) throws(GitFailure) {
        let bytes = UnsafeRawBufferPointer(rebasing: packet.dropFirst())
        switch packet.first {
        case 1: try receiver.take(bytes)
        case 2, nil: try receiver.take(message: packet.count + 4)
        case 3:
            throw request.failure(
                .serverError,
                "\(request.url.display) stopped sending (\(UpdateRequest.words(bytes))); look at the server")
        default: throw request.failure(.damagedTransfer, "what \(request.url.display) sent is damaged")
        }
        // A pack without bytes is a sign of life, which must not go on for ever.
        if packet.first == 1, bytes.isEmpty { try receiver.take(message: 5) }
    }

    private func send(_ text: String) throws(GitFailure) {
        var failure: GitFailure?
        Array(text.utf8).withUnsafeBytes { bytes in
            do throws(GitFailure) { try channel.write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private static func packet(_ text: String) -> String {
        let hex = String(text.utf8.count + 4, radix: 16)
        return String(repeating: "0", count: max(0, 4 - hex.count)) + hex + text
    }
}
