/// Why something is not made, and what to do.
package struct AuthoringRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason, as one sentence.
    package let description: String

    init(_ description: String) { self.description = description }
}
