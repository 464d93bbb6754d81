import Compiler
import Compose
import Diagnostics

extension Rule {
    static let undefinedVariable = Rule(
        "MU001", "undefined-variable", .warning,
        finds: "A variable that no question asks for: ${NAME} in a compose file, .Values.NAME in a template.",
        because: """
            Rancher puts nothing in its place and says so only in a log: an image without a tag, a port without a number. In a template it
            prints <no value>, and a condition on it is false.
            """,
        example: .web(
            "docker-compose.yml", "web:\n  image: example/web:${TAGG}\n",
            better: "web:\n  image: example/web:${TAG}\n",
            [
                "rancher-compose.yml":
                    ".catalog:\n  name: Web\n  version: 1.0.0\n  questions:\n  - variable: TAG\n    type: string\n    default: 1.0.0\n"
            ]),
        check: .stages([.templateValueUnknown, .interpolationUnset]))
}
