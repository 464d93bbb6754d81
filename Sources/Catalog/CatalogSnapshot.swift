public import Diagnostics

/// A catalog as of one commit, parsed. Immutable; versions that did not change are shared with the snapshot before.
public struct CatalogSnapshot: Sendable, Hashable {
    /// The commit's 40 hexadecimal digits; for a plain folder, a digest of its content in the same form.
    public let commit: String
    /// The templates, ordered by base, then folder name (byte order).
    public let templates: [Template]
    /// What concerns no single template, such as a folder without any.
    public let diagnostics: [Diagnostic]
    /// The number of versions of all templates.
    public let versionCount: Int
    /// How many findings there are in all templates and about none, by severity.
    public let findingCounts: FindingCounts
    /// The templates' names in the same order, for look-ups that compare bytes only.
    let names: [TemplateName]

    /// A snapshot of templates in any order.
    public init(commit: String, templates: [Template], diagnostics: [Diagnostic] = []) {
        let named = templates.map { (name: $0.templateName, template: $0) }.sorted { $0.name < $1.name }
        self.init(
            commit: commit, templates: named.map(\.template), names: named.map(\.name), diagnostics: diagnostics,
            versionCount: templates.reduce(0) { $0 + $1.versions.count },
            findingCounts: templates.reduce(FindingCounts(of: diagnostics)) { $0 + FindingCounts(of: $1.diagnostics) })
    }

    private init(
        commit: String, templates: [Template], names: [TemplateName], diagnostics: [Diagnostic], versionCount: Int,
        findingCounts: FindingCounts
    ) {
        self.commit = commit
        self.templates = templates
        self.names = names
        self.diagnostics = diagnostics
        self.versionCount = versionCount
        self.findingCounts = findingCounts
    }

    /// The template of this base and folder name.
    public func template(base: String, folderName: String) -> Template? {
        index(of: TemplateName(base: base, folderName: folderName)).map { templates[$0] }
    }

    /// The template that was read from exactly this folder.
    public func template(atPath path: String) -> Template? { index(ofPath: path).map { templates[$0] } }

    /// Where in ``templates`` the template that was read from exactly this folder is.
    public func index(ofPath path: String) -> Int? {
        guard let name = TemplateName(folderPath: path), let index = index(of: name),
            templates[index].folderPath.utf8.elementsEqual(path.utf8)
        else { return nil }
        return index
    }

    /// Where in ``templates`` the template of a name is.
    public func index(of name: TemplateName) -> Int? {
        var (low, high) = (0, names.count)
        while low < high {
            let middle = (low + high) / 2
            if names[middle] < name { low = middle + 1 } else { high = middle }
        }
        return low < names.count && names[low] == name ? low : nil
    }
}

extension CatalogSnapshot {
    /// The snapshot of a later commit: without the templates of `paths`, and with `read`, which came from some of them.
    /// Costs a copy of the list of templates, and what was read.
    ///
    /// Nil when the result cannot be told from these alone: two templates would have one name.
    func updated(to commit: String, replacing paths: [String], with read: [Template]) -> CatalogSnapshot? {
        var (templates, names) = (templates, names)
        var (versionCount, findingCounts) = (versionCount, findingCounts)
        var gone: Set<Int> = []
        for path in paths {
            guard let index = index(ofPath: path) else { continue }
            gone.insert(index)
            versionCount -= templates[index].versions.count
            findingCounts = findingCounts - FindingCounts(of: templates[index].diagnostics)
        }
        var added: [(name: TemplateName, template: Template)] = []
        for template in read {
            let name = template.templateName
            versionCount += template.versions.count
            findingCounts = findingCounts + FindingCounts(of: template.diagnostics)
            if let index = index(of: name) {
                guard gone.remove(index) != nil else { return nil }
                templates[index] = template
            } else {
                added.append((name, template))
            }
        }
        if !gone.isEmpty || !added.isEmpty {
            let kept = zip(names, templates).enumerated().lazy.filter { !gone.contains($0.offset) }.map(\.element)
            let all = (kept.map { (name: $0.0, template: $0.1) } + added).sorted { $0.name < $1.name }
            guard zip(all, all.dropFirst()).allSatisfy({ $0.name != $1.name }) else { return nil }
            (templates, names) = (all.map(\.template), all.map(\.name))
        }
        return CatalogSnapshot(
            commit: commit, templates: templates, names: names, diagnostics: diagnostics, versionCount: versionCount,
            findingCounts: findingCounts)
    }
}
