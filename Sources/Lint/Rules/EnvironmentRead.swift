import Compiler
import Diagnostics
import Versions

extension Rule {
    static let environmentRead = Rule(
        "MU078", "env-read", .warning,
        finds: "A template that calls env or expandenv.",
        because: """
            They read the environment of the Rancher server itself, passwords of its database among it, and what they give differs from server to
            server.
            """,
        example: .web(
            "docker-compose.yml.tpl", "web:\n  image: example/web:1.0.0\n  command: run {{ env \"HOME\" }}\n",
            better: "web:\n  image: example/web:1.0.0\n  command: run /root\n"),
        appliesTo: .templating,
        check: .version { version, rule in
            let rendered = version.compilation?.rendered
            return [rendered?.dockerCompose, rendered?.rancherCompose].compactMap(\.self)
                .filter { !$0.isUnchanged }.map(\.template)
                .flatMap { source in
                    calls(in: source.bytes).map { span in
                        rule.finding(
                            "the template reads the environment of the Rancher server", at: source.location(of: span),
                            help: "ask a question instead")
                    }
                }
        })

    /// The words `env` and `expandenv` inside `{{` and `}}`, outside of texts, comments and names.
    private static func calls(in bytes: [UInt8]) -> [SourceSpan] {
        let isCode = TemplateActions.codeMask(bytes)
        return Words.of(bytes).compactMap { range, before in
            guard isCode[range.lowerBound], before != UInt8(ascii: "."), before != UInt8(ascii: "$") else { return nil }
            let isCall = bytes[range].elementsEqual("env".utf8) || bytes[range].elementsEqual("expandenv".utf8)
            return isCall ? SourceSpan(range.lowerBound, range.upperBound) : nil
        }
    }
}
