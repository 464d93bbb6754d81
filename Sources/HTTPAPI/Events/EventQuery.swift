import Service

/// What a client wants to hear of, and from where on.
struct EventQuery: Sendable, Hashable {
    /// From where on a client has to be told.
    enum Start: Sendable, Hashable {
        /// From what happens next.
        case now
        /// From the event after this one.
        case after(EventID)
    }

    let filter: EventFilter
    let start: Start
    /// Whether it asks for what there is rather than for a stream.
    let isPoll: Bool
    /// The seconds that a poll waits when there is nothing yet.
    let wait: Int

    /// The query of a request: `since` makes it a poll and says from where, else the header `Last-Event-ID` does.
    ///
    /// - Throws: ``APIError`` for an id that is none, for a time that is none or too long, and for what cannot be decoded.
    init(_ client: ClientRequest, limits: APILimits) throws {
        guard !client.query.isIncomplete else { throw APIError.undecodableQuery }
        filter = EventFilter(environment: client.environmentOrGlobal, catalog: client.query.first("catalogId"))
        isPoll = client.query.contains("since")
        start = try Self.start(isPoll ? client.query.first("since") : client.lastEventID)
        wait = try Self.wait(client.query, limits)
    }

    private static func start(_ text: String) throws -> Start {
        if text.isEmpty { return .now }
        guard let id = EventID(parsing: text) else { throw APIError.invalidEventID }
        return .after(id)
    }

    private static func wait(_ query: RequestQuery, _ limits: APILimits) throws -> Int {
        let text = query.first("wait")
        if text.isEmpty { return limits.usualEventWait }
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let wait = Int(text),
            wait <= limits.longestEventWait
        else { throw APIError.invalidEventWait(limits.longestEventWait) }
        return wait
    }
}
