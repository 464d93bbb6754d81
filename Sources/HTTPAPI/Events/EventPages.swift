import JSON
import NIOCore
import Service

/// Some events after a place in the log, in the form that a client takes them.
struct EventPage: Sendable {
    /// The events that the client sees; empty when there are none.
    let bytes: ByteBuffer
    /// The number to go on after.
    let next: UInt64

    /// Whether there is nothing that the client sees.
    var isEmpty: Bool { bytes.readableBytes == 0 }
}

/// Pages of the log. A thousand who listen to the same get the same bytes, made once.
struct EventPages: Sendable {
    /// How events are written.
    enum Form: Sendable, Hashable {
        /// As blocks of an event stream.
        case stream
        /// As the elements of a JSON array.
        case list
    }

    /// What the bytes of a page depend on.
    struct Reader: Sendable, Hashable {
        let filter: EventFilter
        let links: Links
        let form: Form

        /// The bytes that its texts take.
        fileprivate var size: Int {
            [filter.environment, filter.catalog, links.base, links.environment ?? ""].reduce(0) {
                $0 + $1.utf8.count
            }
        }
    }

    private struct Key: Hashable {
        let reader: Reader
        let number: UInt64
    }

    private let log: EventLog
    private let limit: Int
    /// The pages that were made since the last event.
    private let made: GenerationCache<Key, UInt64, EventPage>

    /// What is kept of them.
    var usage: CacheUsage { made.usage }

    /// Pages of at most so many events as `limits` allow.
    init(of log: EventLog, limits: APILimits) {
        self.log = log
        limit = limits.eventsOfPage
        made = GenerationCache(bytes: limits.cacheBytes / 16, entries: limits.cacheEntries / 16) { key, page in
            256 + key.reader.size + page.bytes.storageCapacity
        }
    }

    /// Where a reader begins. Nil when it was told last of what the log does not know any more.
    func number(of start: EventQuery.Start) -> UInt64? {
        switch start {
        case .now: log.last
        case .after(let id): log.number(of: id)
        }
    }

    /// The id of the event of a number.
    func id(of number: UInt64) -> EventID { log.id(of: number) }

    /// The events after a number; a reset when it is nil, or so old that some are not kept.
    func page(after number: UInt64?, for reader: Reader) -> EventPage {
        let last = log.last
        guard let number else { return reset(reader, last) }
        if number == last { return EventPage(bytes: ByteBuffer(), next: number) }
        let key = Key(reader: reader, number: number)
        if let page = made.find(key, generation: last) { return page }
        guard let events = log.events(after: number, limit: limit) else { return reset(reader, last) }
        let shown = events.lazy.filter { reader.filter.shows($0) }.map { event in
            EventResource(content: .event(event), id: log.id(of: event.number), links: reader.links)
        }
        let page = EventPage(bytes: Self.bytes(of: shown, reader.form), next: events.last?.number ?? number)
        made.drop { $0 < last }
        made.keep(page, for: key, generation: last)
        return page
    }

    /// The first page after a number that has something to show; else an empty one at the log's end.
    func nextShown(after number: UInt64, for reader: Reader) -> EventPage {
        var page = page(after: number, for: reader)
        while page.isEmpty {
            let next = self.page(after: page.next, for: reader)
            if next.next == page.next { break }
            page = next
        }
        return page
    }

    /// Tells to read everything again. What is published is at least as new as `last` by then.
    private func reset(_ reader: Reader, _ last: UInt64) -> EventPage {
        let event = EventResource(content: .reset, id: log.id(of: last), links: reader.links)
        return EventPage(bytes: Self.bytes(of: [event], reader.form), next: last)
    }

    private static func bytes(of events: some Sequence<EventResource>, _ form: Form) -> ByteBuffer {
        var bytes = ByteBuffer()
        for event in events {
            var writer = JSONWriter(capacity: 512)
            event.write(to: &writer)
            switch form {
            case .stream:
                bytes.writeString("id: \(event.id)\nevent: \(event.kind)\ndata: ")
                bytes.writeBytes(writer.bytes)
                bytes.writeString("\n\n")
            case .list:
                if bytes.readableBytes > 0 { bytes.writeString(",") }
                bytes.writeBytes(writer.bytes)
            }
        }
        return bytes
    }
}
