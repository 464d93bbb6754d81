import Catalog

/// A template as it was linted, for a run after some of its files changed: what stayed the same is not computed again.
struct KeptTemplate: Sendable {
    let template: LintTemplate
    /// What the rules about one version found, by the version's folder name.
    let versionFindings: [String: [Finding]]

    /// What they found in a version, if it is the one that was looked at.
    func findings(in version: LintVersion) -> [Finding]? {
        let isKept = template.versions.contains { $0 === version }
        return isKept ? versionFindings[version.version.folderName] : nil
    }
}
