import NIOCore

/// A body that is counted until the client has taken it, in pieces, each of which is progress.
struct UntakenBody {
    private static let pieceBytes = 256 << 10

    private let body: ByteBuffer
    private let channel: any Channel
    private let backlog: Backlog

    init(_ body: ByteBuffer, for channel: any Channel, in backlog: Backlog) {
        self.body = body
        self.channel = channel
        self.backlog = backlog
    }

    /// Writes the body piece by piece.
    func write(
        _ promise: EventLoopPromise<Void>?, by write: (ByteBuffer, EventLoopPromise<Void>?) -> Void
    ) {
        let (piece, channel, backlog) = (body.piece, channel, backlog)
        backlog.add(piece, for: channel)
        var rest = body
        while rest.readableBytes > Self.pieceBytes, let first = rest.readSlice(length: Self.pieceBytes) {
            let taken = channel.eventLoop.makePromise(of: Void.self)
            taken.futureResult.whenSuccess { backlog.noteProgress(of: channel) }
            write(first, taken)
        }
        let taken = channel.eventLoop.makePromise(of: Void.self)
        taken.futureResult.whenComplete { _ in backlog.remove(piece, for: channel) }
        if let promise { taken.futureResult.cascade(to: promise) }
        write(rest, taken)
    }
}
