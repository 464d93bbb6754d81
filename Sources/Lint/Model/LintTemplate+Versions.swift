import Catalog
import Versions

extension LintTemplate {
    /// The versions with the catalog's view of the version that stands for each text: what servers are offered, whatever
    /// their own version.
    var servedVersions: [LintVersion] { served.get() }
}

extension Template {
    /// The most servers that rules look at a template for: each costs a look at every version.
    static let mostRancherLines = 30

    /// The Rancher versions that bound the windows of the template's versions, and the last release of Rancher 1.6; each once. Of
    /// more than ``mostRancherLines`` those of the last versions.
    var rancherLines: [String] {
        var seen: Set<String> = []
        let bounds = versions.flatMap { [$0.minimumRancherVersion, $0.maximumRancherVersion] }
        let lines = (bounds + [RancherReach.lastRelease]).filter { !$0.isEmpty && seen.insert($0).inserted }
        return lines.suffix(Self.mostRancherLines)
    }
}
