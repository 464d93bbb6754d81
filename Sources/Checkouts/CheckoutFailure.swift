/// What cannot be done with a checkout, and what to do instead.
package struct CheckoutFailure: Error, Sendable, CustomStringConvertible {
    /// What is wrong and what to do.
    package let description: String

    init(_ description: String) { self.description = description }
}

/// Something that was named and can mean nothing here, whatever there is on disk.
package struct MeaninglessPlace: Error, Sendable, CustomStringConvertible {
    /// What is wrong with it and what to name instead.
    package let description: String

    init(_ description: String) { self.description = description }
}
