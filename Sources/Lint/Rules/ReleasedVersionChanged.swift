import Bundles
import Catalog
import Compiler
import Diagnostics
import JSON

extension Rule {
    static let releasedVersionChanged = Rule(
        "MU032", "released-version-changed", .warning,
        finds: "A version that was there in the revision of --since, and that deploys something else now.",
        because: """
            Who runs that version is offered no upgrade, and two stacks of one version are not the same. Texts for people, questions and the
            window may change; what is deployed may not.
            """,
        example: Example(
            Example.web("docker-compose.yml", "web:\n  image: example/web:1.0.1\n", better: "").files,
            shown: "infra-templates/web/0/docker-compose.yml", better: released,
            before: ["infra-templates/web/0/docker-compose.yml": released]),
        check: .template { template, rule in
            let versions = Dictionary(template.versions.map { ($0.folder, $0) }) { first, _ in first }
            return template.before.keys.sorted().compactMap { path -> Diagnostic? in
                let folder = path.split(separator: "/", omittingEmptySubsequences: false).prefix(3)
                guard let version = versions[folder.joined(separator: "/")], version.folder != path,
                    let old = template.before[path]
                else { return nil }
                let name = String(path.dropFirst(version.folder.count + 1))
                let now = version.files[name]
                guard isDeployed(name), !isSame(old, now, named: name) else { return nil }
                return rule.finding(
                    "\(version.version.version) is released and deploys something else now",
                    at: .wholeFile(now == nil ? version.folder : path),
                    notes: now == nil ? ["\(name) is gone"] : [],
                    help: "leave it as it was, and make a new version: muster new-version \(template.folder)")
            }
        })

    private static let released = "web:\n  image: example/web:1.0.0\n"

    /// Whether a file is more than a text for people.
    private static func isDeployed(_ name: String) -> Bool {
        let lowercased = name.lowercased()
        return !lowercased.hasPrefix("readme") && !lowercased.hasPrefix("catalogicon") && !lowercased.hasSuffix(".md")
    }

    private static func isSame(_ old: [UInt8], _ now: SourceText?, named name: String) -> Bool {
        guard let now else { return false }
        if old == now.bytes { return true }
        guard name == "rancher-compose.yml" else { return false }
        let before = JSONNode(yaml: SourceText(path: now.path, bytes: old)).map(deployed)
        return before != nil && before == JSONNode(yaml: now).map(deployed)
    }

    /// A `rancher-compose.yml` without its catalog block.
    private static func deployed(_ document: JSONNode) -> JSONNode {
        guard var members = document.object else { return document }
        members["catalog"] = nil
        members[".catalog"] = nil
        members["services"] = members["services"].map(deployed)
        return .object(members)
    }
}
