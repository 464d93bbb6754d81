/// The credentials file cannot be used.
package struct CredentialsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what to do; never a text of the file but its keys.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
