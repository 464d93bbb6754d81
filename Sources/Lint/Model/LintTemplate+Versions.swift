import Catalog
import Versions

extension LintTemplate {
    /// A version with the catalog's view of the version that stands for each text: what servers are offered, whatever
    /// their own version.
    var servedVersions: [LintVersion] {
        let served = Set(VersionSelection(of: template).visible.map(\.folderName))
        return versions.filter { served.contains($0.version.folderName) }
    }

    /// The Rancher versions that bound the windows of the template's versions, and the last release of Rancher 1.6; each once.
    var rancherLines: [String] {
        var seen: Set<String> = []
        let bounds = template.versions.flatMap { [$0.minimumRancherVersion, $0.maximumRancherVersion] }
        return (bounds + [RancherReach.lastRelease]).filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
