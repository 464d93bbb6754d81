import Bundles
package import Catalog
import Compiler
package import Diagnostics
package import YAML

/// A template with everything that rules look at, computed once.
package struct LintTemplate: Sendable {
    /// What the catalog makes of it.
    package let template: Template
    /// Every file below its folder.
    package let files: [CatalogFile]
    /// The author's `config.yml` as YAML; nil when there is none.
    package let config: YAMLDocument?
    /// Its versions, in the order of the walk.
    package let versions: [LintVersion]
    /// The folders of the versions that changed, where the run is about changes; nil for all.
    let changed: Set<String>?
    /// Each version with the next newer one, if one of both is among ``changed``.
    let upgrades: [(older: LintVersion, newer: LintVersion)]
    /// What servers at the bounds of the versions' windows see.
    let selections: Deferred<[VersionSelection]>
    /// The versions that are offered to some server.
    let served: Deferred<[LintVersion]>
    /// What files held that changed since, where the run is about changes; by path.
    let before: [String: [UInt8]]
    /// What the files hold.
    let contents: [ContentID: [UInt8]]
    /// How long looking at it may go on.
    let budget: TemplateBudget

    /// Computes it. A version that is the same in `previous` is taken over from there.
    ///
    /// - Parameters:
    ///   - scope: what changed, where the run is about changes.
    ///   - explores: whether versions are compiled over their answers.
    init(
        _ template: Template, folder: TemplateFolder, origin: CatalogOrigin, contents: [ContentID: [UInt8]],
        previous: LintTemplate? = nil, scope: LintScope? = nil, explores: Bool, budget: TemplateBudget
    ) {
        self.budget = budget
        before = scope?.before.filter { $0.key.hasPrefix(folder.path + "/") } ?? [:]
        self.template = template
        files = folder.files
        self.contents = contents
        let own = ["config.yml", "template.yml"].map { "\(folder.path)/\($0)" }
        config = folder.files.first { own.contains($0.path) }.map { file in
            YAMLDocument.parse(SourceText(path: file.path, bytes: contents[file.content] ?? []))
        }
        let known = Dictionary((previous?.versions ?? []).map { ($0.version.folderName, $0) }) { first, _ in first }
        versions = template.versions.map { version in
            let explores =
                explores && scope?.holds(folder: "\(template.folderPath)/\(version.folderName)") ?? true
            if let same = known[version.folderName], same.isSame(as: version, of: template, explores: explores) {
                return same
            }
            return LintVersion(
                VersionSource(version, of: template, from: origin) { contents[$0] ?? [] }, explores: explores,
                budget: budget)
        }
        selections = Deferred {
            template.rancherLines.map { VersionSelection(of: template, rancherVersion: $0) }
        }
        served = Deferred { [versions] in
            let names = Set(VersionSelection(of: template).visible.map(\.folderName))
            return versions.filter { names.contains($0.version.folderName) }
        }
        let folders = versions.map(\.folder)
        let changed = scope.map { scope in Set(folders.filter(scope.holds)) }
        self.changed = changed
        upgrades = VersionPairs.of(versions, in: template).filter { pair in
            changed.map { !$0.isDisjoint(with: [pair.older.folder, pair.newer.folder]) } ?? true
        }
    }

    /// The versions that rules about one version look at.
    var changedVersions: [LintVersion] { versions.filter { changed?.contains($0.folder) ?? true } }

    /// The template's folder from the catalog's root.
    package var folder: String { template.folderPath }

    /// What a file holds.
    package func bytes(of file: CatalogFile) -> [UInt8] { contents[file.content] ?? [] }

    /// Where something of `config.yml` stands.
    package func location(_ node: YAMLNode) -> SourceLocation {
        config?.source.location(of: node.span) ?? .wholeFile(folder)
    }

    /// Where a field of `config.yml` stands; the file, or the folder, where there is none.
    package func configLocation(_ key: String) -> SourceLocation {
        if let value = config?.root?[key] { return location(value) }
        return .wholeFile(config?.source.path ?? folder)
    }
}
