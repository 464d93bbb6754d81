/// Why the service would not do what a client asked; the client can mend it.
public struct ServiceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's text: `missing-field`, ….
        public let description: String
        /// A needed field is absent or empty.
        public static let missingField = Code(description: "missing-field")
        /// A field's value cannot be used.
        public static let invalidField = Code(description: "invalid-field")
        /// The name is taken.
        public static let alreadyExists = Code(description: "already-exists")
        /// What was read has nothing in it, where there was something before.
        public static let emptied = Code(description: "emptied")
        /// There is no such catalog here.
        public static let notFound = Code(description: "not-found")
    }

    /// What kind of refusal it is.
    public let code: Code
    /// One sentence; the reference's own words where it has some.
    public let message: String

    /// A refusal.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
