import Compose
import Diagnostics

extension Rule {
    static let sidekicks = Rule(
        "MU081", "sidekicks", .warning,
        finds: "A sidekick that is no service, or that several services claim.",
        because: "Rancher refuses a stack with a sidekick of two services. One that does not exist is never started.",
        example: .web(
            "docker-compose.yml", labelled("dta"), better: labelled("data"),
            ["rancher-compose.yml": ".catalog:\n  name: Web\n  version: 1.0.0\nweb:\n  scale: 1\n"]),
        check: .stages([.composeSidekickMissing, .composeSidekickShared]))

    private static func labelled(_ name: String) -> String {
        "web:\n  image: example/web:1.0.0\n  labels:\n    io.rancher.sidekicks: \(name)\ndata:\n  image: example/data:1.0.0\n"
    }
}
