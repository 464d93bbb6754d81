/// Why the service would not do what a client asked; the client can mend it.
package struct ServiceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's text: `missing-field`, ….
        package let description: String
        /// A needed field is absent or empty.
        package static let missingField = Code(description: "missing-field")
        /// A field's value cannot be used.
        package static let invalidField = Code(description: "invalid-field")
        /// The name is taken.
        package static let alreadyExists = Code(description: "already-exists")
        /// What was read has nothing in it, where there was something before.
        package static let emptied = Code(description: "emptied")
        /// There is no such catalog here.
        package static let notFound = Code(description: "not-found")
    }

    /// What kind of refusal it is.
    package let code: Code
    /// One sentence; the reference's own words where it has some.
    package let message: String

    /// A refusal.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    package var description: String { message }
}
