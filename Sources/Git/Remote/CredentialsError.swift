/// The credentials file cannot be used.
public struct CredentialsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what to do; never a text of the file but its keys.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
