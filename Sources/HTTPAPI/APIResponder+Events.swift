import HTTPTypes
import JSON
import NIOCore
import Service

extension APIResponder {
    /// `GET events`: a stream of what happens, or with `since` a list of it.
    func events(_ client: ClientRequest) async throws -> Answer {
        let query = try EventQuery(client, limits: configuration.limits)
        let reader = EventPages.Reader(
            filter: query.filter, links: client.links, form: query.isPoll ? .list : .stream)
        if query.isPoll { return list(try await poll(query, reader, client), client) }
        if client.method == .head { return EventStream.answer { _ in } }
        return try stream(query, reader, client)
    }

    private func stream(_ query: EventQuery, _ reader: EventPages.Reader, _ client: ClientRequest) throws -> Answer {
        let limits = configuration.limits
        guard let listener = listeners.join(period: limits.eventHeartbeat, peer: client.peer) else {
            throw APIError.tooManyListeners
        }
        let stream = EventStream(pages: pages, reader: reader, start: pages.number(of: query.start))
        return EventStream.answer { writer in
            defer { listener.leave() }
            try await stream.write(waking: listener.wakes, to: &writer)
        }
    }

    /// The events that a client asks for, as soon as there is one that it sees, or its time has passed.
    private func poll(
        _ query: EventQuery, _ reader: EventPages.Reader, _ client: ClientRequest
    ) async throws -> EventPage {
        let page = pages.page(after: pages.number(of: query.start), for: reader)
        guard page.isEmpty, query.wait > 0, client.method != .head else { return page }
        guard let listener = listeners.join(period: query.wait, peer: client.peer) else {
            throw APIError.tooManyListeners
        }
        defer { listener.leave() }
        return await poll(reader, after: page.next, waking: listener.wakes)
    }

    private func poll(
        _ reader: EventPages.Reader, after number: UInt64, waking wakes: AsyncStream<EventListeners.Wake>
    ) async -> EventPage {
        var page = pages.nextShown(after: number, for: reader)
        if !page.isEmpty { return page }
        for await wake in wakes {
            page = pages.nextShown(after: page.next, for: reader)
            if !page.isEmpty || wake == .due { break }
        }
        return page
    }

    private func list(_ page: EventPage, _ client: ClientRequest) -> Answer {
        let next = pages.id(of: page.next).description
        let query = client.query
        let links = [
            "self": query.raw.isEmpty ? client.links.events : "\(client.links.events)?\(query.raw)",
            "next": "\(client.links.events)?\(query.changing(["since": next]))",
        ]
        let collection = CollectionResource(links: links, resourceType: "event", next: next)
        return once(client) { writer in
            collection.write(to: &writer) { writer in
                writer.array { writer in
                    if !page.isEmpty { writer.raw(Array(page.bytes.readableBytesView)) }
                }
            }
        }
    }
}
