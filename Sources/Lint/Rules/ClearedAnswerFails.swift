import Compiler
import Diagnostics

extension Rule {
    static let clearedAnswerFails = Rule(
        "MU030", "cleared-answer-fails", .warning,
        finds: "A question that is not required, and whose answer cannot be left out.",
        because: """
            The form lets whoever answers clear the field. Rancher then refuses the stack, or reads something else than was meant.
            """,
        example: .web(
            "rancher-compose.yml", Example.form("{variable: SCALE, type: int, default: 1}", scale: "${SCALE}"),
            better: Example.form("{variable: SCALE, type: int, required: true, default: 1}", scale: "${SCALE}")),
        check: .version { version, rule in
            version.discoveries { $0.diagnostic.severity == .error && !$0.cleared.isEmpty }.map {
                version.finding(rule, $0)
            }
        })
}
