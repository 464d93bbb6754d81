import HTTPTypes

/// What a request says that must be there, or must not, for it to be done (RFC 9110, 13.1).
struct Preconditions: Sendable, Hashable {
    private let ifMatch: String?
    private let ifNoneMatch: String?

    init(_ headers: HTTPFields) {
        ifMatch = headers[.ifMatch]
        ifNoneMatch = headers[.ifNoneMatch]
    }

    /// Whether a write has any.
    var areOfWrite: Bool { ifMatch != nil || ifNoneMatch != nil }

    /// Whether what is there is what a read asks for; `If-None-Match` is a question there, and no condition.
    func allowReading(_ entityTag: String) -> Bool { matches(ifMatch, entityTag) }

    /// Whether something may be changed.
    ///
    /// - Parameter entityTag: that of what is there, uncompressed; nil when nothing is.
    func allowWriting(_ entityTag: String?) -> Bool {
        guard let entityTag else { return ifMatch == nil }
        return matches(ifMatch, entityTag) && !(ifNoneMatch.map { Answer.matches(Self.plain($0), entityTag) } ?? false)
    }

    /// `*`, or a list that has the tag; a weak one is never the same for `If-Match`.
    private func matches(_ header: String?, _ entityTag: String) -> Bool {
        guard let header else { return true }
        return Self.plain(header).elements.contains { $0 == "*" || $0 == entityTag }
    }

    /// Tags of compressed forms name what is there as well.
    private static func plain(_ header: String) -> String { header.replacing("-gzip\"", with: "\"") }
}
