/// What changed from one snapshot of a catalog to the next, as those see it who follow versions.
///
/// Finding it costs a comparison of tree ids for each template, and a look at the versions of those that differ.
public struct SnapshotDifference: Sendable, Hashable {
    /// Something about one template.
    public enum Change: Sendable, Hashable {
        /// A version that was not there before.
        case added(TemplateVersionName)
        /// A version of which anything is different: its text, its files, its questions.
        case changed(TemplateVersionName)
        /// A version that is not there any more, as it was.
        case removed(TemplateVersionName)
        /// The version that is offered first to whoever does not say its Rancher version; the name is the new one's.
        case defaultChanged(TemplateVersionName, from: String)
    }

    /// How many versions are new.
    public private(set) var added = 0
    /// How many versions are different.
    public private(set) var changed = 0
    /// How many versions are gone.
    public private(set) var removed = 0
    /// What changed, template by template; empty when there is more than the limit allows.
    public private(set) var changes: [Change] = []
    /// Whether ``changes`` has everything that is counted.
    public private(set) var isComplete = true
    private let limit: Int

    /// What changed from `before` to `after`, with at most `limit` changes told one by one.
    public init(from before: CatalogSnapshot, to after: CatalogSnapshot, limit: Int) {
        self.limit = limit
        guard before.commit != after.commit else { return }
        var (old, new) = (0, 0)
        while old < before.names.count, new < after.names.count {
            if before.names[old] == after.names[new] {
                if before.templates[old].tree != after.templates[new].tree {
                    compare(before.templates[old], after.templates[new])
                }
                (old, new) = (old + 1, new + 1)
            } else if before.names[old] < after.names[new] {
                compare(before.templates[old], nil)
                old += 1
            } else {
                compare(nil, after.templates[new])
                new += 1
            }
        }
        for template in before.templates[old...] { compare(template, nil) }
        for template in after.templates[new...] { compare(nil, template) }
    }

    private mutating func compare(_ before: Template?, _ after: Template?) {
        var known = before?.versionsByIDSuffix ?? [:]
        let served = after?.versionsByIDSuffix ?? [:]
        for (position, version) in (after?.versions ?? []).enumerated() {
            guard let after, served[version.idSuffix] == position else { continue }
            let name = TemplateVersionName(after, version)
            guard let before, let previous = known.removeValue(forKey: version.idSuffix) else {
                added += 1
                note(.added(name))
                continue
            }
            if before.versions[previous] == version { continue }
            changed += 1
            note(.changed(name))
        }
        for (position, version) in (before?.versions ?? []).enumerated() {
            guard let before, known[version.idSuffix] == position else { continue }
            removed += 1
            note(.removed(TemplateVersionName(before, version)))
        }
        if let before, let after { compareDefaults(before, after) }
    }

    private mutating func compareDefaults(_ before: Template, _ after: Template) {
        let (old, new) = (VersionSelection(of: before), VersionSelection(of: after))
        guard old.defaultVersion != new.defaultVersion else { return }
        note(
            .defaultChanged(
                TemplateVersionName(
                    base: after.base, folderName: after.folderName, idSuffix: new.defaultTarget?.idSuffix,
                    version: new.defaultVersion),
                from: old.defaultVersion))
    }

    private mutating func note(_ change: Change) {
        guard isComplete else { return }
        guard changes.count < limit else {
            isComplete = false
            changes = []
            return
        }
        changes.append(change)
    }
}

extension Template {
    /// Where the version of each id is. Of several with one id it is the one that the id means: the first of a revision,
    /// else the last of a text.
    fileprivate var versionsByIDSuffix: [String: Int] {
        var positions: [String: Int] = [:]
        for (position, version) in versions.enumerated() {
            if let known = positions[version.idSuffix], versions[known].revision != nil { continue }
            positions[version.idSuffix] = position
        }
        return positions
    }
}
