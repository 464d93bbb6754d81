import NIOCore

/// What one connection has under way, for the handlers in its pipeline. It is used on the connection's event loop only.
final class ConnectionActivity {
    /// Asks a connection to close if it has no request under way.
    struct CloseUnlessBusy: Sendable {}

    let channel: any Channel
    let connections: Connections
    private let place: Connections.Place
    /// Requests that were handed on and not answered yet.
    private var underWay = 0
    /// Whether a request has begun whose end has not come.
    private var isReading = false
    /// Whether the request that is being read was answered before its end.
    private(set) var isAnsweredEarly = false
    /// Bytes of the request that is being read.
    private var readBytes = 0
    /// Bytes of its body that are still to come, where its head says how many it has.
    private(set) var bodyLeft = 0
    /// Bytes that came and are held back.
    private var heldBytes = 0
    /// Bytes of whole requests that are under way, as far as they are counted.
    private var wholeBytes = 0
    /// What is counted of a request that has not come to its end.
    private var unfinished: Backlog.Piece?
    /// What is counted of small answers that the client does not take.
    private var untaken: Backlog.Piece?
    /// Whether no more requests are read: the connection ends behind the answer to the last.
    private(set) var isEnding = false
    /// Whether the last answer was sent, and the client has to close its side.
    private(set) var hasEnded = false
    /// Requests that were read to their end.
    private var requests = 0

    init(_ channel: any Channel, in connections: Connections, place: Connections.Place) {
        self.channel = channel
        self.connections = connections
        self.place = place
    }

    /// Whether the next request may come: nothing is under way, and the client takes what is written.
    var takesRequests: Bool { channel.isWritable && !isEnding && (underWay == 0 || isReading) }

    /// Whether an answer may be written at once: none is under way before it.
    var takesAnswers: Bool { channel.isWritable && !isEnding && underWay == 0 }

    /// Whether an answer may be written at once, and nothing of a request is there.
    var isIdle: Bool { takesAnswers && !isReading && heldBytes == 0 && readBytes == 0 }

    /// Whether a head that has not ended is larger than any may be: the decoder would take a line without an end.
    var hasEndlessHead: Bool { !isReading && readBytes > connections.headBytes }

    /// Whether the next byte begins a request.
    var isBetweenRequests: Bool { !isReading && readBytes == 0 }

    /// Whether a whole request is under way.
    var isBusy: Bool { underWay > 0 && !isReading }

    /// What the connection waits for. Two that are equal have nothing between them that its client did and that counts.
    enum Stage: Equatable {
        case idle(requests: Int)
        case readingHead(requests: Int)
        case readingBody(requests: Int)
        case answering
        /// The client has to take what is written; so many bytes are left.
        case waitingForReader(bytes: Int)
    }

    /// What the connection waits for now.
    var stage: Stage {
        if !channel.isWritable { return .waitingForReader(bytes: unwrittenBytes) }
        if isReading { return .readingBody(requests: requests) }
        if underWay > 0 { return .answering }
        return readBytes + heldBytes > 0 ? .readingHead(requests: requests) : .idle(requests: requests)
    }

    private var unwrittenBytes: Int {
        (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}

extension ConnectionActivity {
    /// How long a client may take to close its side when the connection ends.
    private static let farewell = TimeAmount.seconds(2)

    /// Ends the connection behind what was written: closed at once, it would take the answer along if the client is still
    /// sending. What the client sends meanwhile is dropped.
    func end() {
        guard !hasEnded else { return }
        (isEnding, hasEnded) = (true, true)
        let channel = channel
        channel.close(mode: .output, promise: nil)
        channel.eventLoop.scheduleTask(in: Self.farewell) { channel.close(promise: nil) }
    }
}

extension ConnectionActivity {
    /// Bytes are given on to the decoder.
    func note(given bytes: Int) {
        readBytes += bytes
        bodyLeft = max(0, bodyLeft - bytes)
    }

    /// Bytes of the request that is being read are not kept.
    func note(dropped bytes: Int) { readBytes -= bytes }

    /// So many bytes are held back.
    func note(held bytes: Int) {
        heldBytes = bytes
        countUnfinished()
    }

    /// A request has begun, whose body has so many bytes.
    func noteHead(bodyLength: Int) {
        isReading = true
        bodyLeft = bodyLength
    }

    /// A request's end has come, and it is answered by whoever noticed.
    func noteAnsweredAtOnce() {
        noteRequestEnd()
        place.noteUse()
    }

    /// A request is handed on, to be answered later.
    func noteHandedOn() { underWay += 1 }

    /// The end of a request that was handed on has come. False when there are too many bytes of such requests.
    func noteWhole() -> Bool {
        let bytes = readBytes
        noteRequestEnd()
        place.noteBusy()
        guard bytes >= Connections.countedBytes else { return true }
        guard connections.wholeRequests.take(bytes) else { return false }
        wholeBytes += bytes
        return true
    }

    /// A request that was handed on is answered.
    func noteAnswered() {
        underWay -= 1
        isAnsweredEarly = isReading
        guard underWay == 0 else { return }
        giveBackWhole()
        place.noteUse()
    }

    /// Counts small answers that wait while the connection takes no more of them.
    func noteWritability() {
        if channel.isWritable {
            if let piece = untaken { connections.untaken.remove(piece, for: channel) }
            untaken = nil
        } else if untaken == nil {
            let piece = Backlog.Piece(storage: nil, bytes: Connections.unwritableBytes)
            untaken = piece
            connections.untaken.add(piece, for: channel)
        }
    }

    /// The last request has come to its end.
    func noteLastRequest() { isEnding = true }

    /// The connection is closed.
    func noteClosed() {
        if let piece = unfinished { connections.unfinished.remove(piece, for: channel) }
        if let piece = untaken { connections.untaken.remove(piece, for: channel) }
        (unfinished, untaken) = (nil, nil)
        giveBackWhole()
    }

    /// The connection was asked to close, and goes on.
    func stay() { place.stay() }

    private func noteRequestEnd() {
        requests &+= 1
        isReading = false
        (readBytes, bodyLeft, isAnsweredEarly) = (0, 0, false)
        countUnfinished()
    }

    private func giveBackWhole() {
        connections.wholeRequests.giveBack(wholeBytes)
        wholeBytes = 0
    }

    /// Counts what the client has sent that is not a whole request, in steps.
    private func countUnfinished() {
        let bytes = (readBytes + heldBytes) / Connections.countedBytes * Connections.countedBytes
        guard bytes != unfinished?.bytes ?? 0 else { return }
        if let piece = unfinished { connections.unfinished.remove(piece, for: channel) }
        unfinished = bytes == 0 ? nil : Backlog.Piece(storage: nil, bytes: bytes)
        if let piece = unfinished { connections.unfinished.add(piece, for: channel) }
    }
}
