import ArgumentParser

extension CommandConfiguration {
    /// A command whose help says what it does, how it ends, and how it is called.
    ///
    /// - Parameters:
    ///   - about: paragraphs, each on one line: the parser breaks lines where the terminal ends.
    ///   - findings: when the command ends with status 1; nil when it never does.
    ///   - examples: command lines.
    ///   - more: what stands behind the examples.
    init(
        _ name: String, _ abstract: String, about: String = "", findings: String? = nil, examples: [String],
        more: String = "", subcommands: [any ParsableCommand.Type] = [],
        defaultSubcommand: (any ParsableCommand.Type)? = nil
    ) {
        let statuses =
            ["0  all went well"] + (findings.map { ["1  \($0)"] } ?? [])
            + ["2  the command line is wrong", "3  it could not run: a file, a port or a network is not there"]
        let parts = [
            about, "Exit status:\n" + Self.indented(statuses), "Examples:\n" + Self.indented(examples), more,
        ]
        self.init(
            commandName: name, abstract: abstract,
            discussion: parts.filter { !$0.isEmpty }.joined(separator: "\n\n"), subcommands: subcommands,
            defaultSubcommand: defaultSubcommand)
    }

    private static func indented(_ lines: [String]) -> String { lines.map { "  \($0)" }.joined(separator: "\n") }
}
