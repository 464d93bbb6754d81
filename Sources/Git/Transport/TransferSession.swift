import CGitShim

/// The state of one transfer, handed through libgit2's callbacks as their payload. Used by one thread.
///
/// A callback cannot throw through C, so the first failure is kept here and thrown after libgit2 has returned.
final class TransferSession {
    private let channel: (any SmartChannel)?
    private let budget: TransferBudget
    private(set) var failure: GitFailure?
    private let payload: UnsafeMutablePointer<muster_channel>

    /// A session over a channel, or without one for a repository of this machine, which libgit2 reads itself.
    init(channel: (any SmartChannel)?, budget: TransferBudget) {
        self.channel = channel
        self.budget = budget
        payload = .allocate(capacity: 1)
        let context = Unmanaged.passUnretained(self).toOpaque()
        payload.initialize(
            to: muster_channel(
                context: context,
                stateless: channel?.isStateless == true ? 1 : 0,
                action: { context, service in
                    TransferSession.at(context).guarded { channel throws(GitFailure) in
                        let references = service == Int32(GIT_SERVICE_UPLOADPACK_LS.rawValue)
                        try channel.begin(references ? .references : .pack)
                    }
                },
                read: { context, buffer, capacity, count in
                    TransferSession.at(context).guarded { channel throws(GitFailure) in
                        count.pointee = try channel.read(into: .init(start: buffer, count: capacity))
                    }
                },
                write: { context, bytes, count in
                    TransferSession.at(context).guarded { channel throws(GitFailure) in
                        try channel.write(.init(start: bytes, count: count))
                    }
                },
                close: { context in TransferSession.at(context).channel?.close() }))
    }

    deinit {
        channel?.close()
        payload.deallocate()
    }

    /// libgit2's callbacks for this session, which must outlive the remote that uses them.
    func install(in callbacks: inout git_remote_callbacks) {
        callbacks.payload = UnsafeMutableRawPointer(payload)
        if channel != nil { callbacks.transport = { muster_smart_transport($0, $1, $2) } }
        callbacks.transfer_progress = { _, payload in TransferSession.of(payload)?.progress() ?? 0 }
        callbacks.pack_progress = { _, _, _, payload in TransferSession.of(payload)?.progress() ?? 0 }
    }

    private static func at(_ context: UnsafeMutableRawPointer) -> TransferSession {
        Unmanaged<TransferSession>.fromOpaque(context).takeUnretainedValue()
    }

    private static func of(_ payload: UnsafeMutableRawPointer?) -> TransferSession? {
        payload.map { at($0.assumingMemoryBound(to: muster_channel.self).pointee.context) }
    }

    private func guarded(_ body: (any SmartChannel) throws(GitFailure) -> Void) -> Int32 {
        guard let channel, failure == nil else { return -1 }
        do throws(GitFailure) {
            try body(channel)
            return 0
        } catch {
            return fail(error)
        }
    }

    private func progress() -> Int32 {
        do throws(GitFailure) {
            try budget.checkTotal()
            return 0
        } catch {
            return fail(error)
        }
    }

    private func fail(_ failure: GitFailure) -> Int32 {
        if self.failure == nil { self.failure = failure }
        // libgit2 reads a text after every failed callback; the real reason is kept in `failure`.
        git_error_set_str(Int32(GIT_ERROR_CALLBACK.rawValue), "stopped")
        return -1
    }
}
