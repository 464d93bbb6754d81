import HTTPTypes
import JSON
import NIOCore
import Service

extension Endpoint {
    /// `/v1-catalog/events`: what happens, as it happens.
    static let events = Endpoint(
        name: "events", path: "/v1-catalog/events", link: "events",
        operations: [
            Operation(
                method: .get, id: "getEvents", group: .entry, summary: "What happens, as it happens",
                description: """
                    Without `since` an event stream: comments at once and every 15 seconds, and an event for each thing that
                    happens. A client goes on after the last `id` that it was told by sending it as `Last-Event-ID`. With `since` a
                    list of what happened after that id: at once, or if that is nothing, as soon as something happens.
                    """,
                parameters: ["Since", "Wait", "EventCatalog", "LastEventId"],
                outcomes: [
                    .badRequest("invalid-event-id", "invalid-query", "invalid-wait"), .ok("Events"),
                    .unavailable("TooManyListeners", "too-many-listeners"),
                ],
                example: Example(target: "/v1-catalog/events?since=&wait=0")
            ) { api, call, _ in try await api.events(call) }
        ],
        types: [
            SchemaResource(
                id: "event", pluralName: "events",
                fields: Fields.resource
                    + Fields.strings([
                        "catalogId", "commit", "environmentId", "externalId", "from", "kind", "message",
                        "previousCommit",
                        "templateId", "to", "version", "versionId",
                    ])
                    + Fields.numbers(["added", "changed", "errors", "notes", "removed", "warnings"])
                    + [SchemaResource.Field(name: "complete", type: "bool")],
                collection: "events", collectionMethods: ["GET"],
                filters: [("catalogId", ["eq"]), ("projectId", ["eq"])])
        ],
        components: """
            parameters:
              LastEventId:
                name: Last-Event-ID
                in: header
                description: The id of the event that the client was told last; without `since`.
                schema: {$ref: '#/components/schemas/EventId'}
              Since:
                name: since
                in: query
                description: The id of the event that the client was told last; empty for what happens from now on.
                allowEmptyValue: true
                schema: {oneOf: [{const: ''}, {$ref: '#/components/schemas/EventId'}]}
              Wait:
                name: wait
                in: query
                description: The seconds to wait when there is nothing to tell; with `since`.
                schema: {type: integer, minimum: 0, maximum: 60, default: 30}
              EventCatalog:
                name: catalogId
                in: query
                description: Only what happens to this catalog.
                schema: {type: string}
            responses:
              Events:
                description: A stream of events with `id`, `event` (the kind) and `data` (an `Event`), or with `since` a list.
                headers:
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  text/event-stream: {schema: {type: string}}
                  application/json: {schema: {$ref: '#/components/schemas/Events'}}
              TooManyListeners:
                description: '`too-many-listeners`: 4096 clients wait for events.'
                headers:
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                  Retry-After: {$ref: '#/components/headers/Retry-After'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Error'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              Events:
                type: object
                required: [data, links, next, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: event}
                  data: {type: array, items: {$ref: '#/components/schemas/Event'}}
                  next: {description: What to say for `since` next., $ref: '#/components/schemas/EventId'}
                  links:
                    description: '`self`, `next`.'
                    $ref: '#/components/schemas/Links'
              Event:
                description: |
                  Something that happened. On `reset`, what the client was told last is not known any more, and it must read the
                  lists anew; other kinds have the catalog, and what they are about.
                type: object
                required: [id, kind, links, type]
                properties:
                  type: {const: event}
                  id: {$ref: '#/components/schemas/EventId'}
                  kind:
                    enum:
                      - catalog.added
                      - catalog.removed
                      - catalog.refreshed
                      - catalog.failed
                      - catalog.linted
                      - version.added
                      - version.changed
                      - version.removed
                      - default.changed
                      - reset
                  catalogId: {type: string}
                  environmentId: {type: string}
                  commit:
                    description: What is served, of `catalog.refreshed`; what was looked at, of `catalog.linted`.
                    type: string
                  errors: {description: Findings of this severity; of `catalog.linted`., type: integer, minimum: 0}
                  warnings: {description: Findings of this severity., type: integer, minimum: 0}
                  notes: {description: Findings of this severity., type: integer, minimum: 0}
                  previousCommit: {description: What was served., type: [string, 'null']}
                  added: {description: Versions that came; of `catalog.refreshed`., type: integer, minimum: 0}
                  changed: {description: Versions that are different., type: integer, minimum: 0}
                  removed: {description: Versions that went., type: integer, minimum: 0}
                  complete: {description: Whether events of these versions follow., type: boolean}
                  message: {description: Why; of `catalog.failed`., type: string}
                  templateId: {type: string}
                  versionId: {$ref: 'bundle.schema.json#/$defs/versionId'}
                  externalId: {type: string, pattern: '^catalog://'}
                  version: {type: string}
                  from: {description: The default version before; of `default.changed`., type: [string, 'null']}
                  to: {description: The default version now., type: string}
                  links:
                    description: |
                      As far as they are there `catalog`, `findings`, `template`, `version`; of `reset` `catalogs`, `templates`.
                    $ref: '#/components/schemas/Links'
              EventId: {type: string, pattern: '^[0-9a-z]+-[0-9]+$', examples: [2ubr5d7ys9epe-3]}
            """
    )
}

extension APIResponder {
    /// A stream of what happens, or with `since` a list of it.
    fileprivate func events(_ call: Endpoint.Call) async throws -> Answer {
        let client = call.client
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
