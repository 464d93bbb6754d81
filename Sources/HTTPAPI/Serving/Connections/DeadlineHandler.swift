import NIOCore
import NIOHTTP1

/// Closes a connection whose client does not go on: with half a request, with nothing to ask, or with an answer that it does
/// not read. It looks every few seconds what has changed, so that what is read and written costs nothing more.
final class DeadlineHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    /// The seconds from one look to the next.
    static let interval = 5

    private let activity: ConnectionActivity
    private let ready: ReadyResponder
    private var next: Scheduled<Void>?
    private var stage: ConnectionActivity.Stage?
    /// The seconds for which the stage has been the same.
    private var seconds = 0

    init(activity: ConnectionActivity, ready: ReadyResponder) {
        self.activity = activity
        self.ready = ready
    }

    func channelActive(context: ChannelHandlerContext) {
        lookLater(context.channel)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        next?.cancel()
        context.fireChannelInactive()
    }

    private func lookLater(_ channel: any Channel) {
        next = channel.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(Self.interval))) { [self] in
            look(at: channel)
            if channel.isActive { lookLater(channel) }
        }
    }

    private func look(at channel: any Channel) {
        let now = activity.stage
        guard now == stage else {
            (stage, seconds) = (now, 0)
            return
        }
        seconds += Self.interval
        let limits = ready.limits
        switch now {
        case .readingHead: if seconds >= limits.headSeconds { ready.refuse(.requestTimeout, activity) }
        case .readingBody: if seconds >= limits.requestSeconds { ready.refuse(.requestTimeout, activity) }
        case .waitingForReader: if seconds >= limits.unreadSeconds { channel.close(promise: nil) }
        case .idle: if seconds >= limits.idleSeconds { channel.close(promise: nil) }
        case .answering: break
        }
    }
}
