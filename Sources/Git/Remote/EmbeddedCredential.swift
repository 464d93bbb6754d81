import Encodings

/// A text that nothing prints: neither interpolation, `dump`, nor a debugger's summary shows it.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    /// Hides a text.
    package init(_ text: String) {
        self.text = text
    }

    /// The text itself; for the wire and for sealing only.
    package func reveal() -> String { text }

    /// Three dots, whatever the text.
    package var description: String { "•••" }
    /// Three dots, whatever the text.
    package var debugDescription: String { description }
    /// No children.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The `user:password` that a URL carried. Shown nowhere; see ``Secret``.
package struct EmbeddedCredential: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The user's name; a secret too, since tokens are often written in its place.
    package let user: Secret
    /// The password or token; empty when the URL had none.
    package let secret: Secret

    /// A credential of these texts, already percent-decoded.
    package init(user: String, secret: String) {
        self.user = Secret(user)
        self.secret = Secret(secret)
    }

    /// What HTTP's basic authentication sends of it.
    var header: String {
        String(decoding: Base64.encoded(Array("\(user.reveal()):\(secret.reveal())".utf8)), as: UTF8.self)
    }

    /// Nothing but that there is one.
    package var description: String { "•••" }
    /// Nothing but that there is one.
    package var debugDescription: String { description }
    /// No children.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
