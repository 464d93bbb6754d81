import Catalog
import Compiler
import Diagnostics
import Versions
import GoTemplate

extension Rule {
    static let bracesMeantLiterally = Rule(
        "MU003", "braces-meant-literally", .error,
        finds: "Braces that are meant for another program in a file that Rancher takes for a template.",
        because: """
            From v1.5.0 on Rancher puts both compose files through its template engine, whatever their names. %{{service_name}} calls a function
            there, which does not exist, and the stack is refused.
            """,
        example: .web(
            "rancher-compose.yml", namedByTemplate, better: "# notemplating\n" + namedByTemplate,
            ["docker-compose.yml": "web:\n  image: example/web:1.0.0\n  command: run ${NAME}\n"]),
        fix: .needsReview,
        appliesTo: .templating,
        check: .version { version, rule in
            var seen: Set<String> = []
            return (version.compilation?.diagnostics ?? []).compactMap { found -> Diagnostic? in
                guard version.takesBracesForTemplate(found), seen.insert(found.location.path).inserted else {
                    return nil
                }
                let fix = mark(version.files.files.values.first { $0.path == found.location.path })
                guard version.isTemplated else { return notYet(rule, version, found, fix) }
                return rule.finding(
                    "Rancher takes these braces for its own: \(found.message)", at: found.location,
                    help: "put # notemplating on the first line", fixes: [fix].compactMap(\.self))
            }
        })

    /// The servers that the version is for take the braces as they are; those after them would not.
    private static func notYet(
        _ rule: Rule, _ version: LintVersion, _ found: Diagnostic, _ fix: Fix?
    ) -> Diagnostic {
        Diagnostic(
            DiagnosticCode(rule.name), .note, "from v1.5.0 on Rancher would take these braces for its own",
            at: found.location,
            notes: [
                "the version is for servers up to \(version.version.maximumRancherVersion), which take them as they are"
            ],
            help: "put # notemplating on the first line before you widen the window", fixes: [fix].compactMap(\.self))
    }

    private static func mark(_ source: SourceText?) -> Fix? {
        source.map {
            Fix(
                "turn templating off for the file", safety: .needsReview, at: $0.location(of: SourceSpan(0, 0)),
                replacement: "# notemplating\n")
        }
    }

    private static let namedByTemplate = """
        .catalog:
          name: Web
          version: 1.0.0
          questions:
          - variable: NAME
            default: "%{{service_name}}.%{{stack_name}}"
        web:
          scale: 1

        """
}

extension LintVersion {
    /// Whether any server that may run the version puts its files through the template engine, which v1.5.0 brought.
    var isTemplated: Bool { mayRun(from: "v1.5.0") }

    /// Whether a finding of the engine is about braces that nobody wrote for it: in a file that is not named as a template and
    /// takes none of its values.
    func takesBracesForTemplate(_ found: Diagnostic) -> Bool {
        guard [.templateSyntax, .templateFunctionUnknown].contains(found.code) else { return false }
        let source = files.files.values.first { $0.path == found.location.path }
        guard let source, !source.path.hasSuffix(".tpl") else { return false }
        return !Words.of(source.bytes).contains { range, before in
            before == UInt8(ascii: ".") && source.bytes[range].elementsEqual("Values".utf8)
        }
    }
}
