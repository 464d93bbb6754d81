/// Something that the operator wrote and that cannot be used. What it would have said stays as it was.
package struct OperatorTrouble: Sendable, Hashable, CustomStringConvertible {
    /// What a file is for.
    package enum Subject: String, Sendable, Hashable, CaseIterable {
        /// The catalogs of all environments.
        case catalogs
        /// What remotes are shown.
        case credentials
    }

    /// What the file is for.
    package let subject: Subject
    /// The file's path, or the name of the setting.
    package let source: String
    /// The entry; nil when nothing of the file can be used.
    package let entry: String?
    /// What is wrong, and what to write instead; never a value, which may be a secret.
    package let message: String

    /// Trouble with a file, or with one entry of it.
    package init(_ subject: Subject, in source: String, entry: String? = nil, _ message: String) {
        self.subject = subject
        self.source = source
        self.entry = entry
        self.message = message
    }

    /// One sentence with file and entry.
    package var description: String {
        if message.contains(source) { return message }
        return entry.map { "\(source), entry \"\($0.prefix(Self.shownNameLength))\": \(message)" }
            ?? "\(source): \(message)"
    }

    /// The characters that are shown of an entry's name, which may be as long as the file.
    private static let shownNameLength = 200
}
