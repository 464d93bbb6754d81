import Compiler
import Diagnostics

extension Rule {
    static let partUnreached = Rule(
        "MU031", "part-unreached", .note,
        finds: "A part of a template that no answers lead to.",
        because: """
            What stands there is never deployed. Often a condition tests something else than was meant: every answer is a text, and the text
            "false" is as true as any other.
            """,
        example: .web(
            "docker-compose.yml.tpl", unreached("if .Values.TTY"), better: unreached("if eq .Values.TTY \"true\""),
            ["rancher-compose.yml": Example.form("{variable: TTY, type: boolean, default: \"false\"}")]),
        check: .version { version, rule in
            guard let exploration = version.exploration, exploration.isComplete,
                version.compilation?.isAccepted == true
            else { return [] }
            return exploration.unreached.map { part in
                let what = part.isElse ? "the else of this condition is" : "what this condition guards is"
                let asked = part.variables.isEmpty ? "no question decides it" : nil
                return rule.finding(
                    "\(what) never written, whatever is answered", at: part.condition,
                    notes: [asked].compactMap(\.self),
                    help: part.isElse && !part.isCompared && !part.variables.isEmpty ? elseHelp : nil)
            }
        })

    private static let elseHelp = "an answer is a text, and a text that is not empty is true: compare it with eq"

    private static func unreached(_ condition: String) -> String {
        "web:\n  image: example/web:1.0.0\n  {{- \(condition)}}\n  tty: true\n  {{- else}}\n  tty: false\n  {{- end}}\n"
    }
}
