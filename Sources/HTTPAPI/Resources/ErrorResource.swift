import Diagnostics
import HTTPTypes
import JSON

/// The body of every error.
struct ErrorResource: Sendable {
    let error: APIError
    /// The address that was asked for.
    let address: String

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("actions", [:])
            writer.member("code", error.code)
            if !error.diagnostics.isEmpty {
                writer.key("diagnostics")
                JSONRenderer().write(error.diagnostics, to: &writer)
            }
            writer.member("links", ["self": address])
            writer.member("message", error.message)
            if let place = error.place { writer.member("place", place) }
            // A string, as the reference has it: Go clients do not decode a number here.
            writer.member("status", String(error.status.code))
            writer.member("type", "error")
        }
    }
}
