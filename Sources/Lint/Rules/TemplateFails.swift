import Compiler
import Diagnostics
import Versions
import GoTemplate

extension Rule {
    static let templateFails = Rule(
        "MU002", "template-fails", .error,
        finds: "A template that does not parse, or that stops in the middle.",
        because: """
            A template that does not parse makes Rancher refuse the stack. One that stops is worse: Rancher 1.6 deploys what was written before that
            place, and nobody is told what is missing.
            """,
        example: .web(
            "docker-compose.yml.tpl", "web:\n  image: example/web:1.0.0\n  {{- if true }}\n  tty: true\n",
            better: "web:\n  image: example/web:1.0.0\n  {{- if true }}\n  tty: true\n  {{- end }}\n"),
        appliesTo: .templating,
        check: .stages([
            .templateSyntax, .templateUnclosed, .templateEndMissing, .templateEndStray, .templateFunctionUnknown,
            .templateVariableUnknown, .templateRedefined, .templateUndefined, .templateType, .templateArguments,
            .templateField, .templateCall, .templateLimit, .templateStopped, .templateEngineRules,
        ]) { $1.isTemplated && !$1.takesBracesForTemplate($0) })
}
