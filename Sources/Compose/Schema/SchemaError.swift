/// One thing that does not fit the schema of services, as the reference's validator lists them.
struct SchemaError: Sendable {
    enum Kind: Sendable {
        /// A member that is not allowed.
        case unknownMember(String)
        /// None of several alternatives fits; what follows is of the one that came nearest.
        case noAlternative
        /// A value of the wrong type; the types that would do.
        case wrongType([Schema.JSONType])
        /// An element that stands more than once.
        case notUnique
        /// A member that is missing.
        case missing(String)
        /// A member that another one needs is missing.
        case missingDependency(String)
        /// A text that has not the form it needs.
        case format(Schema.Format)
        /// A number below or above its range.
        case outOfRange(ClosedRange<Int>, isAbove: Bool)
        /// The value of a member whose name matches a pattern does not fit.
        case memberOfPattern(String, Schema.Pattern)
    }

    let kind: Kind
    /// The names and indices that lead to the value, the service's name first; empty for the whole file.
    let path: [String]
    /// The value.
    let value: ComposeValue
    /// The place to show: the value's, or an unknown member's key.
    let origin: Origin

    /// The length of the path.
    var pathBytes: Int { path.reduce(0) { $0 + $1.utf8.count } }
}
