import Catalog
import Versions

/// The steps by which a template grew, and what does not lie on them.
enum VersionPairs {
    /// The pairs of which neither version is newer to Rancher: the first so many, each with the earlier version of the list, and
    /// how many there are.
    static func incomparable(
        _ versions: [LintVersion], limit: Int
    ) -> (first: [(later: LintVersion, earlier: LintVersion)], count: Int) {
        let order = RancherOrderTable(versions.map(\.version.version))
        var (first, count): ([(later: LintVersion, earlier: LintVersion)], Int) = ([], 0)
        for later in versions.indices {
            for earlier in 0..<later
            where !order.isGreater(later, than: earlier) && !order.isGreater(earlier, than: later) {
                count += 1
                if first.count < limit { first.append((versions[later], versions[earlier])) }
            }
        }
        return (first, count)
    }

    /// Each version with the next newer one, in the order of the template's upgrade graph.
    static func of(_ versions: [LintVersion], in template: Template) -> [(older: LintVersion, newer: LintVersion)] {
        let byFolder = Dictionary(versions.map { ($0.version.folderName, $0) }) { first, _ in first }
        let ordered = UpgradeGraph.ordered(template.versions).compactMap { byFolder[$0.folderName] }
        return zip(ordered, ordered.dropFirst()).map { (older: $0, newer: $1) }
    }
}

extension Rule.Example {
    /// An example of a template with the versions 1.0.0 and 1.1.0, each with one file of its own.
    static func upgrade(_ file: String, from older: String, to newer: String, better: String) -> Self {
        let place = "infra-templates/web/1/\(file)"
        let first = web(file, older, better: older).files
        var files = first
        for (path, text) in first where path.hasPrefix("infra-templates/web/0/") {
            let next = "infra-templates/web/1/\(path.dropFirst("infra-templates/web/0/".count))"
            files[next] = nextVersion(text)
        }
        files[place] = nextVersion(newer)
        return Self(files, shown: place, better: nextVersion(better))
    }

    private static func nextVersion(_ text: String) -> String {
        text.split(separator: "version: 1.0.0", omittingEmptySubsequences: false).joined(separator: "version: 1.1.0")
    }
}
