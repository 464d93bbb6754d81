/// Why something is not made, and what to do.
public struct AuthoringRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason, as one sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}
