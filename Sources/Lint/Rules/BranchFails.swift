import Compiler
import Diagnostics

extension Rule {
    static let branchFails = Rule(
        "MU004", "branch-fails", .error,
        finds: "Answers with which a version does not compile, although it does with its defaults.",
        because: """
            Whoever chooses them gets a stack that Rancher refuses, or one without what follows the place where the template stopped. A version is
            compiled with every choice of its questions, and with all combinations of those that one condition reads; --set tells the smallest
            set of answers that fails.
            """,
        example: .web(
            "docker-compose.yml.tpl", mistaken,
            better: mistaken.split(separator: "priviledged").joined(separator: "privileged"),
            ["rancher-compose.yml": Example.form("{variable: TTY, type: boolean, default: \"false\"}")]),
        check: .version { version, rule in
            version.discoveries { $0.diagnostic.severity == .error && $0.cleared.isEmpty }.map {
                version.finding(rule, $0)
            }
        })

    private static let mistaken = """
        web:
          image: example/web:1.0.0
          {{- if eq .Values.TTY "true"}}
          priviledged: true
          {{- end}}

        """
}
