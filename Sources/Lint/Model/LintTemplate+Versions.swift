import Catalog
import Versions

extension LintTemplate {
    /// The versions with the catalog's view of the version that stands for each text: what servers are offered, whatever
    /// their own version.
    var servedVersions: [LintVersion] { served.get() }
}

extension Template {
    /// The Rancher versions that bound the windows of the template's versions, and the last release of Rancher 1.6; each once.
    var rancherLines: [String] {
        var seen: Set<String> = []
        let bounds = versions.flatMap { [$0.minimumRancherVersion, $0.maximumRancherVersion] }
        return (bounds + [RancherReach.lastRelease]).filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
