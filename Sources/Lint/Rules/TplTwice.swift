import Compiler
import Diagnostics
import Versions

extension Rule {
    static let tplTwice = Rule(
        "MU016", "tpl-twice", .warning,
        finds: "A version with both docker-compose.yml and docker-compose.yml.tpl.",
        because:
            "Rancher's UI deploys the .tpl, its server and its command line the other: what runs depends on who started it.",
        example: .init(
            Rule.Example.web("docker-compose.yml", "web:\n  image: example/web:1.0.0\n", better: "").files.merging(
                ["infra-templates/web/0/docker-compose.yml.tpl": "web:\n  image: example/web:1.0.1\n"]
            ) { $1 },
            shown: "infra-templates/web/0/docker-compose.yml", better: ""),
        appliesTo: .templating,
        check: .stages([.composeFileTwice]))
}
