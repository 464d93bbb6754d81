/// The types of fields that the reference decodes values into, with how each reads and what it writes.
indirect enum FieldType: Sendable {
    /// A text; any single value is read as its text.
    case text
    /// `true` or `false`.
    case flag
    /// A whole number of the Go type named; a fraction is cut off.
    case integer(String)
    /// A whole number, or a text of one.
    case numeric
    /// A size in bytes, or a text such as `64m`.
    case size
    /// Seconds, or a text such as `1m30s`.
    case duration
    /// Permissions in octal digits.
    case mode
    /// A list of texts.
    case texts
    /// A list of texts, or one text.
    case textOrTexts
    /// A list of words, or a command line.
    case command
    /// A list of texts, or a map whose pairs are joined by a separator.
    case pairs(String)
    /// A map of texts, or a list of `name=value`.
    case labels
    /// A map of texts.
    case textMap
    /// Anything.
    case any
    /// A map of anything.
    case anyMap
    /// A list of anything.
    case anyList
    /// A record; an optional one that is given is written even when all of it is zero.
    case record(RecordType, isOptional: Bool)
    /// A list of records.
    case records(RecordType)
    /// Where an image is built.
    case build
    /// The networks of a service, by name.
    case networks
    /// Mounts: `[source:]destination[:mode]`.
    case volumes
    /// Limits by name.
    case ulimits
    /// Whether, or by which name, something is there already.
    case external
    /// Secrets and where they go.
    case secrets

    /// The Go type that a mismatch names.
    var typeName: String {
        switch self {
        case .text: "string"
        case .flag: "bool"
        case .integer(let name): name
        case .numeric: "yaml.StringorInt"
        case .size: "yaml.MemStringorInt"
        case .duration: "yaml.DurationStringorInt"
        case .mode: "string"
        case .texts: "[]string"
        case .textOrTexts: "yaml.Stringorslice"
        case .command: "yaml.Command"
        case .pairs("="): "yaml.MaporEqualSlice"
        case .pairs: "yaml.MaporColonSlice"
        case .labels: "yaml.SliceorMap"
        case .textMap: "map[string]string"
        case .any: "interface {}"
        case .anyMap: "map[string]interface {}"
        case .anyList: "[]interface {}"
        case .record(let record, _): record.name
        case .records(let record): "[]" + record.name
        case .build: "yaml.Build"
        case .networks: "yaml.Networks"
        case .volumes: "yaml.Volumes"
        case .ulimits: "yaml.Ulimits"
        case .external: "yaml.External"
        case .secrets: "config.SecretReferences"
        }
    }

    /// Whether the reference reads the field with code of its own, which go-yaml does not call for an empty text.
    var hasOwnReader: Bool {
        switch self {
        case .numeric, .size, .duration, .textOrTexts, .command, .pairs, .labels, .build, .networks, .volumes, .ulimits,
            .external, .secrets:
            true
        default: false
        }
    }
}
