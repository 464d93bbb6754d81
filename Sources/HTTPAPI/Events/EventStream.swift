import HTTPTypes
import HummingbirdCore
import NIOCore

/// One client's event stream: what it was told last, and what it is told next.
struct EventStream {
    let pages: EventPages
    let reader: EventPages.Reader
    /// The number that it begins after; nil when it must begin anew.
    let start: UInt64?

    /// The head of every stream. Proxies neither keep it nor hold it back.
    static func answer(
        _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) -> Answer {
        Answer(
            stream: write, contentType: "text/event-stream; charset=utf-8",
            headers: [.cacheControl: "no-store", .accelBuffering: "no"])
    }

    /// Writes until there are no more wake-ups, or the client is gone. Whatever is written waits for the client to take it.
    func write(
        waking wakes: AsyncStream<EventListeners.Wake>, to writer: inout any ResponseBodyWriter
    ) async throws {
        try await writer.write(opening)
        var number = try await write(after: start, to: &writer)
        for await wake in wakes {
            let next = try await write(after: number, to: &writer)
            if wake == .due { try await writer.write(heartbeat(at: next)) }
            number = next
        }
        try await writer.finish(nil)
    }

    /// Writes everything after a number that there is now; the number to go on after.
    private func write(after start: UInt64?, to writer: inout any ResponseBodyWriter) async throws -> UInt64 {
        var number = start
        while true {
            // Waits until the client has taken what was written, so that no page is held for one that does not read.
            try await writer.write(ByteBuffer())
            let page = pages.page(after: number, for: reader)
            if !page.isEmpty { try await writer.write(page.bytes) }
            if page.next == number { return page.next }
            number = page.next
        }
    }

    /// A comment at once, so that the client knows that it is heard, and the pause before it comes back.
    private var opening: ByteBuffer {
        let id = start.map { "id: \(pages.id(of: $0))\n" } ?? ""
        return ByteBuffer(string: ": events of catalogs\nretry: 2000\n\(id)\n")
    }

    /// A comment that shows whether the client is still there, with what it need not be told again.
    private func heartbeat(at number: UInt64) -> ByteBuffer { ByteBuffer(string: ":\nid: \(pages.id(of: number))\n\n") }
}
