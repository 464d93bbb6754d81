import Diagnostics
import YAML

extension Rule {
    static let duplicateKey = Rule(
        "MU006", "duplicate-key", .warning,
        finds: "A key that stands twice in one map.",
        because:
            "The last one counts and the first one is lost without a word. Other readers of the same file keep the first, or refuse it.",
        example: .web(
            "docker-compose.yml", "web:\n  image: example/web:1.0.0\n  tty: true\n  tty: false\n",
            better: "web:\n  image: example/web:1.0.0\n  tty: false\n"),
        check: .stages([.yamlDuplicateKey]))
}
