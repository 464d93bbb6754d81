import GoText

/// What loading compose documents can find: facts only. ``Wording`` makes our sentences of them, ``ReferenceText`` the
/// reference's texts.
enum ComposeFact: Sendable {
    // The shape of a document.
    /// Something that must be a map is none.
    case notAMap(name: String, kind: ValueKind)
    /// The `version` is no single value.
    case versionShape(kind: ValueKind)
    /// A version of the format that Rancher 1.6 does not read.
    case unsupportedVersion(String)
    /// An unquoted text with a `:` between brackets or braces, where Rancher's parser stops.
    case colonInFlow(String)

    // Interpolation.
    /// A `$` that begins neither a variable nor `$$`; `key` is the option whose value has it.
    case invalidInterpolation(key: String, value: String, Interpolation.Fault)
    /// A variable that nothing sets.
    case unsetVariable(String, near: String?)

    // Keys and schema.
    /// A key within a service that YAML reads as something else than text.
    case keyNotText(key: String, kind: ComposeMember.KeyKind, option: String)
    /// A number that is none, or infinite.
    case notFinite(String)
    /// A service's name with a character that it may not have.
    case serviceName(String)
    /// A catalog block among the services.
    case catalogBlock(ComposeDocument.Version)
    /// A member that is not allowed; the version when it is an option of a service.
    case unknownOption(String, ComposeDocument.Version?)
    /// A value of the wrong type; `option` names it.
    case wrongType(option: String, expected: [Schema.JSONType], kind: ValueKind)
    /// An element that stands more than once.
    case notUnique(option: String, element: String)
    /// A member that must be there.
    case missingOption(String, in: String)
    /// An option that needs another one.
    case missingDependency(String, of: String)
    /// A text that does not name ports.
    case notPorts(String)
    /// A number out of its range.
    case outOfRange(option: String, ClosedRange<Int>)

    // Conversion into typed values.
    /// A value that does not fit its field.
    case conversion(option: String, ConversionFault)

    // Other files.
    /// A file that the version does not have.
    case missingFile(String)
    /// A path that leaves the version's folder.
    case fileOutside(String)
    /// A service to extend that is not there; nil for the same file.
    case nothingToExtend(service: String, file: String?)
    /// A service that cannot be extended because of an option it has.
    case notExtensible(service: String, file: String, option: String)
    /// A service that, in the end, extends itself.
    case extendsItself(service: String, file: String)
    /// A line of an env_file that is longer than the reference reads.
    case envLineTooLong

    // Merge and checks.
    /// A load balancer's configuration that the other document's service of that name takes away.
    case loadBalancerLost(service: String)
    /// A sidekick of several services.
    case sidekickShared(primaries: [String], sidekick: String)
    /// A sidekick that is no service.
    case sidekickMissing(String)

    /// More of something than is read.
    case limit(Limit, Int)

    /// The limits of ``ComposeLimits``.
    enum Limit: Sendable {
        case services, interpolatedBytes, extendsDepth, extendedValues, extendedBytes, envFileBytes, variables
        case files, findings
    }
}

/// What kind of value stands somewhere, for a sentence.
enum ValueKind: Sendable {
    case nothing, boolean, number, text, list, map

    init(_ value: ComposeValue) {
        switch value.content {
        case .null: self = .nothing
        case .boolean: self = .boolean
        case .integer, .unsigned, .float: self = .number
        case .string: self = .text
        case .list: self = .list
        case .map: self = .map
        }
    }
}

/// Why a value does not fit a typed field.
enum ConversionFault: Sendable {
    /// The value has another type; what the reference's decoder says of it.
    case mismatch(TypeMismatch)
    /// An element, member or key that is no text.
    case notText(value: String, typeName: String)
    /// A text that is no whole number.
    case notAnInteger(String, outOfRange: Bool)
    /// A text that is no number.
    case notANumber(String)
    /// A text that is no size such as `64m`.
    case notASize(String)
    /// A text that is no duration such as `1m30s`.
    case notADuration(String, GoDuration.Fault)
    /// A command line that does not split into words.
    case notWords(ShellWords.Fault)
    /// A value that the reference's own reader of the field does not take.
    case unreadable(typeName: String, detail: String)
}

/// A value that the reference's YAML decoder cannot put into a Go type.
struct TypeMismatch: Sendable {
    /// The line of the text that the reference reads, from 1.
    var line: Int
    /// The short tag of what stands there, such as `!!str`.
    var tag: String
    /// Its text; empty for a list or map.
    var text: String
    /// The Go type.
    var typeName: String
}
