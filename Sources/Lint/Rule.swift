package import Diagnostics
package import Versions

/// Something that lint looks for: one rule a file in `Rules/`.
///
/// Its document, `muster explain CODE` and the registry are made of this value, and its example is run as a test.
package struct Rule: Sendable {
    /// What a rule looks at.
    enum Check: Sendable {
        /// Each version by itself.
        case version(@Sendable (LintVersion, Rule) -> [Diagnostic])
        /// Each template with its versions.
        case template(@Sendable (LintTemplate, Rule) -> [Diagnostic])
        /// All templates together.
        case catalog(@Sendable (LintCatalog, Rule) -> [Diagnostic])
        /// What reading and compiling find by these codes; of what compiling a version finds, what also satisfies the condition.
        case stages(
            Set<DiagnosticCode>, @Sendable (Diagnostic, LintVersion) -> Bool = { _, _ in true })
    }

    /// A small catalog that breaks the rule, and the change that makes it better.
    package struct Example: Sendable {
        /// The files by path.
        package let files: [String: String]
        /// Files that replace those of the same path; an empty one takes it away.
        package let better: [String: String]
        /// The file that documents show.
        package let shown: String
        /// What files held in the revision that the example is compared with.
        package let before: [String: String]

        /// The catalog after the change.
        package var betterFiles: [String: String] { files.merging(better) { $1 }.filter { !$0.value.isEmpty } }

        /// An example, of which documents show one file before and after.
        init(_ files: [String: String], shown: String, better: String, before: [String: String] = [:]) {
            self.files = files
            self.before = before
            self.shown = shown
            self.better = [shown: better]
        }
    }

    /// The stable code: `MU001`.
    package let code: String
    /// The stable name: `undefined-variable`.
    package let name: String
    /// How much its findings weigh unless the configuration says otherwise.
    package let severity: Severity
    /// What it finds, in one sentence.
    package let summary: String
    /// Why that matters.
    package let why: String
    /// A catalog that breaks it.
    package let example: Example
    /// Whether its findings bring fixes, and how safe those are.
    package let fix: Fix.Safety?
    /// Whether it is only looked for when the configuration turns it on.
    package let isOptIn: Bool
    /// Whether the lines that it finds are not shown: they may hold a secret.
    package let hidesSource: Bool
    /// The Rancher servers that it concerns; nil for all.
    package let appliesTo: RancherWindow?
    let check: Check

    init(
        _ code: String, _ name: String, _ severity: Severity, finds summary: String, because why: String,
        example: Example, fix: Fix.Safety? = nil, isOptIn: Bool = false, hidesSource: Bool = false,
        appliesTo: RancherWindow? = nil, check: Check
    ) {
        self.code = code
        self.name = name
        self.severity = severity
        self.summary = summary
        self.why = why
        self.example = example
        self.fix = fix
        self.isOptIn = isOptIn
        self.hidesSource = hidesSource
        self.appliesTo = appliesTo
        self.check = check
    }

    /// A finding of this rule, at its usual severity.
    func finding(
        _ message: String, at location: SourceLocation, related: [RelatedLocation] = [], notes: [String] = [],
        help: String? = nil, fixes: [Fix] = []
    ) -> Diagnostic {
        Diagnostic(
            DiagnosticCode(name), severity, message, at: location, related: related, notes: notes, help: help,
            fixes: fixes)
    }
}

extension Rule.Example {
    /// An example of one infra template `web` with one version, `0`. Files that are not given are as simple as they can be.
    ///
    /// - Parameters:
    ///   - file: the file that is shown: `docker-compose.yml`, `rancher-compose.yml` or another of the version's, or `config.yml`.
    ///   - text: its text.
    ///   - better: its better text.
    static func web(_ file: String, _ text: String, better: String, _ others: [String: String] = [:]) -> Self {
        let path = { (name: String) in
            name == "config.yml" ? "infra-templates/web/config.yml" : "infra-templates/web/0/\(name)"
        }
        var files = [
            "infra-templates/web/config.yml": """
            name: Web
            description: A web server
            version: 1.0.0
            category: Web
            maintainer: Ann <ann@example.org>
            license: Apache-2.0

            """,
            "infra-templates/web/catalogIcon-web.svg":
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n",
            "infra-templates/web/0/README.md": "# Web\n",
            "infra-templates/web/0/rancher-compose.yml": """
            .catalog:
              name: Web
              version: 1.0.0
              description: A web server
              minimum_rancher_version: v1.6.0
            web:
              scale: 1

            """,
            "infra-templates/web/0/docker-compose.yml": "web:\n  image: example/web:1.0.0\n",
        ]
        if file.hasSuffix(".tpl") { files[path(String(file.dropLast(4)))] = nil }
        for (name, text) in others { files[path(name)] = text }
        files[path(file)] = text
        return Self(files, shown: path(file), better: better)
    }
}

extension RancherWindow {
    /// The servers that put compose files through a template engine.
    static let templating = RancherWindow(minimum: "v1.5.0", maximum: "")
}
