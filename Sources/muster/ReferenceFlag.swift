/// A flag of the reference's command line.
struct ReferenceFlag: Sendable {
    /// What a flag takes.
    enum Kind: Sendable {
        case boolean, number, text
    }

    let name: String
    var shorthand: Character?
    let kind: Kind
    /// What holds where the flag is not given.
    let standard: String
    let help: String
    /// Whether it changes what this program does; one that does not is accepted.
    var hasEffect = true

    /// All of them, in the reference's order.
    static let all = [
        Self(name: "cache", kind: .text, standard: "./cache", help: "Where mirrors and the database are kept."),
        Self(name: "config", kind: .text, standard: "./repo.json", help: "The catalogs; read again at every refresh."),
        Self(name: "debug", shorthand: "d", kind: .boolean, standard: "false", help: "Log more."),
        Self(name: "help", shorthand: "h", kind: .boolean, standard: "false", help: "Print this text."),
        Self(
            name: "migrate-db", kind: .boolean, standard: "false", help: "Without effect: the store migrates itself.",
            hasEffect: false),
        Self(name: "mysql-address", kind: .text, standard: "", help: storeIsSQLite, hasEffect: false),
        Self(name: "mysql-dbname", kind: .text, standard: "", help: storeIsSQLite, hasEffect: false),
        Self(name: "mysql-params", kind: .text, standard: "", help: storeIsSQLite, hasEffect: false),
        Self(name: "mysql-password", kind: .text, standard: "", help: storeIsSQLite, hasEffect: false),
        Self(name: "mysql-user", kind: .text, standard: "", help: storeIsSQLite, hasEffect: false),
        Self(name: "port", shorthand: "p", kind: .number, standard: "8088", help: "The port to listen on."),
        Self(
            name: "refresh-interval", kind: .number, standard: "60",
            help: "Seconds between refreshes; 0 for none after the start."),
        Self(name: "sqlite", kind: .boolean, standard: "false", help: storeIsSQLite, hasEffect: false),
        Self(
            name: "track", kind: .boolean, standard: "true", help: "Without effect: nothing is reported to anybody.",
            hasEffect: false),
        Self(
            name: "validate", kind: .boolean, standard: "false",
            help: "Load the catalogs once, and fail when a template does not parse."),
        Self(name: "version", shorthand: "v", kind: .boolean, standard: "false", help: "Print the version."),
    ]

    private static let storeIsSQLite = "Without effect: the store is always SQLite."

    /// How error messages and the usage spell it: `-p, --port`, or `--cache`.
    var spelling: String { shorthand.map { "-\($0), --\(name)" } ?? "--\(name)" }
}

extension ReferenceFlag {
    /// The text of `--help`.
    static var usage: String {
        let lines = all.map { flag in
            let spelling = (flag.shorthand == nil ? "    " : "") + flag.spelling
            let standard = flag.kind == .boolean || flag.standard.isEmpty ? "" : " (default: \(flag.standard))"
            return "  \(spelling)\(flag.valueName)".padded(to: 34) + flag.help + standard
        }
        return """
            Usage:
              \(ReferenceCommand.name) [flags]

            Flags:
            \(lines.joined(separator: "\n"))

            A number is decimal, or hexadecimal (0x1F98) or octal (017630). A flag's value stands behind it, or behind
            an equals sign; that of a boolean only behind an equals sign: --track=false. Arguments are not read.

            \(EnvironmentVariable.table(of: ReferenceCommand.variables))
            """
    }

    private var valueName: String {
        switch kind {
        case .boolean: ""
        case .number: " NUMBER"
        case .text: " TEXT"
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
