import NIOCore
import NIOHTTP1

/// Gives on what came from the wire request by request, in front of the decoder, and only while answers are taken: requests
/// behind one that is under way, or whose client does not read, wait here as the bytes that they came in, and no more are
/// read. A request that is being read is given on as it comes, and never together with the beginning of the next: what comes
/// out of the decoder belongs to one request until that is answered.
final class RequestGate: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let activity: ConnectionActivity
    private let ready: ReadyResponder
    private var held = ByteBuffer()
    private var isGiving = false
    /// The last four bytes that were given on: the empty line behind chunks may be cut anywhere.
    private var lastBytes: UInt32 = 0
    /// Whether somebody behind wants to read more than what is held.
    private var wantsMore = false
    /// Whether what is held is the beginning of a line, and nothing can be done before more of it comes.
    private var needsMore = false
    /// The event that says that the client sends no more; it comes behind what is held.
    private var ending: Any?

    init(activity: ConnectionActivity, ready: ReadyResponder) {
        self.activity = activity
        self.ready = ready
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !activity.hasEndlessHead, !activity.isEnding else { return }
        var bytes = unwrapInboundIn(data)
        if held.readableBytes == 0 { held = bytes } else { held.writeBuffer(&bytes) }
        give(context)
        activity.note(held: held.readableBytes)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        context.fireChannelWritabilityChanged()
        activity.noteWritability()
        resume(context)
    }

    func flush(context: ChannelHandlerContext) {
        context.flush()
        // An answer may have come to its end.
        resume(context)
    }

    func read(context: ChannelHandlerContext) {
        if held.readableBytes == 0 || needsMore { context.read() } else { wantsMore = true }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ConnectionActivity.CloseUnlessBusy {
            if activity.isBusy { activity.stay() } else { context.close(promise: nil) }
        } else if event as? ChannelEvent == .inputClosed, activity.hasEnded {
            context.close(promise: nil)
        } else if event as? ChannelEvent == .inputClosed, held.readableBytes > 0 {
            ending = event
            context.fireUserInboundEventTriggered(PeerHandler.Departure())
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        held = ByteBuffer()
        activity.noteClosed()
        context.fireChannelInactive()
    }

    private func resume(_ context: ChannelHandlerContext) {
        guard held.readableBytes > 0, !isGiving, activity.takesRequests else { return }
        give(context)
        activity.note(held: held.readableBytes)
        context.fireChannelReadComplete()
    }

    private func give(_ context: ChannelHandlerContext) {
        guard !isGiving else { return }
        (isGiving, needsMore) = (true, false)
        while held.readableBytes > 0, activity.takesRequests {
            if activity.isBetweenRequests {
                switch RequestLine.look(at: &held) {
                case .absent: continue
                case .incomplete where held.readableBytes <= ready.limits.headerListBytes:
                    (isGiving, needsMore) = (false, true)
                    return readOn(context)
                case .incomplete, .plausible: break
                case .wrong(let error): return refuse(error)
                }
            }
            let length = activity.bodyLeft > 0 ? min(activity.bodyLeft, held.readableBytes) : lengthOfFirst
            activity.note(given: length)
            let slice = take(length)
            lastBytes = slice.readableBytesView.suffix(4).reduce(lastBytes) { $0 << 8 | UInt32($1) }
            context.fireChannelRead(wrapInboundOut(slice))
            if activity.hasEndlessHead { return refuse(.headTooLarge(ready.limits.headerListBytes)) }
        }
        isGiving = false
        if held.readableBytes == 0 { finish(context) }
    }

    private func take(_ length: Int) -> ByteBuffer {
        if length < held.readableBytes, let slice = held.readSlice(length: length) { return slice }
        defer { held = ByteBuffer() }
        return held
    }

    /// Refuses what came, and reads nothing more: `isGiving` stays.
    private func refuse(_ error: APIError) {
        held = ByteBuffer()
        ready.refuse(error, activity)
    }

    private func finish(_ context: ChannelHandlerContext) {
        if let ending {
            self.ending = nil
            context.fireUserInboundEventTriggered(ending)
        }
        readOn(context)
    }

    private func readOn(_ context: ChannelHandlerContext) {
        if wantsMore {
            wantsMore = false
            context.read()
        }
    }

    private var lengthOfFirst: Int {
        var four = lastBytes
        for (place, byte) in held.readableBytesView.prefix(3).enumerated() {
            four = four << 8 | UInt32(byte)
            if four == Self.emptyLine { return place + 1 }
        }
        return held.withUnsafeReadableBytes(Self.lengthOfFirst)
    }

    /// CR LF CR LF.
    private static let emptyLine: UInt32 = 0x0D0A_0D0A

    /// The bytes up to the first empty line, where a head ends; all when there is none. Looks at every fourth byte, unless
    /// one may be a part of the line.
    private static func lengthOfFirst(_ bytes: UnsafeRawBufferPointer) -> Int {
        var index = 3
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\n"):
                if bytes[index - 1] == UInt8(ascii: "\r"), bytes[index - 2] == UInt8(ascii: "\n"),
                    bytes[index - 3] == UInt8(ascii: "\r")
                {
                    return index + 1
                }
                index += 2
            case UInt8(ascii: "\r"): index += 1
            default: index += 4
            }
        }
        return bytes.count
    }
}
