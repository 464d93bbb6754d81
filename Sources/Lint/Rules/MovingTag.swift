import Bundles
import Compiler
import Diagnostics

extension Rule {
    static let movingTag = Rule(
        "MU014", "moving-tag", .warning,
        finds: "An image without a tag, or with one that moves: latest, a branch's name, a major version alone.",
        because:
            "What runs then depends on the day a host pulled it: two hosts of one stack may run different programs, and no upgrade is seen.",
        example: .web(
            "docker-compose.yml", "web:\n  image: example/web:latest\n",
            better: "web:\n  image: example/web:1.0.0\n"),
        check: .version { version, rule in
            (version.compilation?.images ?? []).compactMap { use -> Diagnostic? in
                guard let reference = ImageReference(parsing: use.image), reference.digest == nil else { return nil }
                guard let trouble = trouble(with: reference.tag) else { return nil }
                return rule.finding(
                    "the image \(use.image) \(trouble)", at: use.location,
                    notes: ["the service \(use.service) runs it"],
                    help: "name a release, such as :1.2.3, or a digest")
            }
        })

    private static let moving: Set<String> = [
        "canary", "dev", "develop", "edge", "head", "latest", "main", "master", "nightly", "rolling", "stable",
        "testing",
    ]

    private static func trouble(with tag: String?) -> String? {
        guard let tag else { return "has no tag, which means latest" }
        if moving.contains(tag.lowercased()) { return "has the tag \(tag), which moves" }
        let digits = tag.hasPrefix("v") ? tag.dropFirst() : tag[...]
        let isMajor = !digits.isEmpty && digits.count <= 3 && digits.allSatisfy(\.isNumber)
        return isMajor ? "has the tag \(tag), which names a major version alone and moves" : nil
    }
}
