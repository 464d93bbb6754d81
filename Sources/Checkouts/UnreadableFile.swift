/// A file or folder that cannot be read.
package struct UnreadableFile: Error, Sendable, CustomStringConvertible {
    /// What was named.
    package let path: String
    /// Why not, as the end of a sentence: `it is a folder`.
    package let reason: String

    /// A path that cannot be read, and why.
    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// A sentence of both.
    package var description: String { "cannot read \(path): \(reason)" }
}
