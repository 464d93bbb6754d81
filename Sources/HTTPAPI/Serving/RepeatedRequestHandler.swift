import Foundation
import NIOCore
import NIOHTTP1

/// Answers, before the decoder, a request whose bytes are those of the one before it on the connection: pollers, benchmarks
/// and browsers that look again send the same head each time, and most of what a small answer costs is reading it.
///
/// It knows nothing of HTTP beyond where a head ends. As long as each read of the connection gave the decoder exactly one
/// whole request without a body, a read that begins like the last one is that request again. After anything else the
/// connection takes the longer way for good.
///
/// The connection reads when it is told to, which happens here: by itself behind a repeated request, and through everybody
/// who may want to wait after any other.
final class RepeatedRequestHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let activity: ConnectionActivity
    private let ready: ReadyResponder
    /// What stands behind the decoder.
    private let behind: ReadyAnswerHandler
    /// The last request that was answered behind the decoder, with its bytes.
    private var last: (bytes: ByteBuffer, request: KnownRequest)?
    private var isPlain = true
    private var needsFlush = false
    /// Whether something was handed on since the last end of reading.
    private var hasHandedOn = false

    init(activity: ConnectionActivity, ready: ReadyResponder, behind: ReadyAnswerHandler) {
        self.activity = activity
        self.ready = ready
        self.behind = behind
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        context.pipeline.syncOperations.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        while isPlain, let last, activity.isIdle, buffer.starts(with: last.bytes),
            let reply = ready.reply(to: last.request)
        {
            ready.write(reply, for: context.channel) { context.write(NIOAny($0), promise: $1) }
            activity.noteAnsweredAtOnce()
            needsFlush = true
            buffer.moveReaderIndex(forwardBy: last.bytes.readableBytes)
        }
        if buffer.readableBytes > 0 { handOn(buffer, context) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        guard hasHandedOn else { return context.read() }
        hasHandedOn = false
        context.fireChannelReadComplete()
        context.pipeline.syncOperations.read()
    }

    private func handOn(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
        hasHandedOn = true
        guard isPlain else { return context.fireChannelRead(wrapInboundOut(buffer)) }
        let before = behind.seen
        context.fireChannelRead(wrapInboundOut(buffer))
        isPlain = buffer.isOneHead && behind.seen == before.adding(heads: 1, ends: 1)
        guard isPlain, let request = behind.lastAnswered else { return last = nil }
        last = (buffer, request)
    }
}

extension ByteBuffer {
    /// Whether the bytes begin with those of another buffer.
    fileprivate func starts(with other: ByteBuffer) -> Bool {
        guard readableBytes >= other.readableBytes else { return false }
        return withUnsafeReadableBytes { bytes in
            other.withUnsafeReadableBytes { start in
                guard let bytes = bytes.baseAddress, let start = start.baseAddress else { return false }
                return memcmp(bytes, start, other.readableBytes) == 0
            }
        }
    }

    /// Whether the bytes are those of one head: the first empty line is their end.
    fileprivate var isOneHead: Bool {
        withUnsafeReadableBytes { bytes in
            var index = 3
            while index < bytes.count {
                // Only at the fourth byte of an empty line are all four what they must be.
                if bytes[index] == UInt8(ascii: "\n"), bytes[index - 1] == UInt8(ascii: "\r"),
                    bytes[index - 2] == UInt8(ascii: "\n"), bytes[index - 3] == UInt8(ascii: "\r")
                {
                    return index == bytes.count - 1
                }
                index += 1
            }
            return false
        }
    }
}
