package import Catalog
import Diagnostics
import Versions
import YAML

/// A version that is to be made as a copy of an older one, and everything that has to change with it.
///
/// Files are edited at the places of their values and otherwise stay as they are. What comes out is read again as a catalog: a change
/// after which the catalog would not say what was meant is refused.
package struct NewVersion: Sendable {
    /// What is asked for.
    package struct Request: Sendable, Hashable {
        /// The version to copy, by its folder, revision or text; nil for the one that the template offers first.
        package var from: String?
        /// Which number is raised.
        package var bump = VersionBump.minor
        /// The new version's text; nil to raise a number of the old one.
        package var text: String?
        /// The oldest Rancher server that the new version is for; nil for what the old one says.
        package var minimumRancherVersion: String?

        /// A copy of the version that is offered first, one minor number up.
        package init() {}
    }

    /// The version that is copied.
    package let older: TemplateVersion
    /// The new version's text.
    package let text: String
    /// What changes.
    package private(set) var edit: CatalogEdit
    /// What was decided that its author may not expect, a sentence each.
    package private(set) var notes: [String] = []

    /// The change that makes a version.
    package init(_ request: Request, of texts: TemplateTexts) throws(AuthoringRefusal) {
        guard let template = texts.template else {
            throw AuthoringRefusal("\(texts.path) holds no template: neither config.yml nor versions")
        }
        let older = try Self.version(request.from, of: template)
        let text = try Self.text(request, after: older, in: template)
        let folderName = try NextVersionFolder.name(text, after: older, in: texts)
        self.older = older
        self.text = text
        edit = Self.copy(of: older.folderName, as: folderName, in: texts)

        try editBlock(for: request)
        if let minimum = request.minimumRancherVersion { try closeWindow(before: minimum, in: texts) }
        moveDefault(of: template, in: texts)
        try check(folderName, request, in: texts, was: template)
    }

    private static func version(_ name: String?, of template: Template) throws(AuthoringRefusal) -> TemplateVersion {
        guard let name else {
            if let version = VersionSelection(of: template).defaultTarget { return version }
            throw AuthoringRefusal("\(template.folderPath) has no version that could be copied")
        }
        if let version = template.versions.first(where: { $0.folderName == name }) ?? template.version(named: name) {
            return version
        }
        let near = NearestName.to(name, in: template.versions.map(\.version)).map { "; did you mean \($0)?" } ?? ""
        throw AuthoringRefusal("\(template.folderPath) has no version \(name)\(near)")
    }

    private static func text(
        _ request: Request, after older: TemplateVersion, in template: Template
    ) throws(AuthoringRefusal) -> String {
        let text = if let named = request.text { named } else { try request.bump.next(after: older.version) }
        guard RancherOrder.isGreater(text, than: older.version) else {
            throw AuthoringRefusal(
                "to Rancher \"\(text)\" is not newer than \"\(older.version)\", so it would be no upgrade")
        }
        if let other = template.versions.first(where: { $0.version == text }) {
            throw AuthoringRefusal("the folder \(other.folderName) already has the version \"\(text)\"")
        }
        return text
    }

    private static func copy(of folderName: String, as newName: String, in texts: TemplateTexts) -> CatalogEdit {
        let from = "\(texts.path)/\(folderName)/"
        let to = "\(texts.path)/\(newName)"
        let copied = texts.files.filter { $0.key.hasPrefix(from) }
        return CatalogEdit(
            folder: to,
            added: Dictionary(uniqueKeysWithValues: copied.map { ("\(to)/\($0.key.dropFirst(from.count))", $0.value) }))
    }

    // MARK: The new version's own block

    private mutating func editBlock(for request: Request) throws(AuthoringRefusal) {
        guard let block = VersionBlock(in: edit.folder, files: edit.added) else {
            // A folder that is named by its version needs no block.
            guard request.minimumRancherVersion == nil else { throw VersionBlock.missing(in: older.folderName) }
            return
        }
        var edits = MappingEdits(block.source)
        if block.node["version"] != nil || older.revision != nil {
            edits.set("version", to: text, in: block.node)
        }
        if let minimum = request.minimumRancherVersion { raiseWindow(to: minimum, of: block, with: &edits) }
        adjustUpgradeFrom(of: block, with: &edits)
        if let uuid = block.node["uuid"]?.scalar?.text, !uuid.isEmpty {
            notes.append("the uuid \(uuid) was copied; Rancher does not read it, but its name says that it is unique")
        }
        edit.added[block.source.path] = edits.bytes
    }

    private mutating func raiseWindow(to minimum: String, of block: VersionBlock, with edits: inout MappingEdits) {
        edits.set("minimum_rancher_version", to: minimum, in: block.node, behind: ["version", "name"])
        guard !older.maximumRancherVersion.isEmpty else { return }
        if RancherOrder.isGreater(minimum, than: older.maximumRancherVersion) {
            edits.remove("maximum_rancher_version", from: block.node)
            notes.append("the new version is for \(minimum) and newer, without the maximum of the old one")
        } else {
            notes.append("the new version keeps the maximum_rancher_version \(older.maximumRancherVersion)")
        }
    }

    /// Lets a range that would not take the copied version take it, too, so that its stacks can come along.
    private mutating func adjustUpgradeFrom(of block: VersionBlock, with edits: inout MappingEdits) {
        let range = older.upgradeFrom
        guard !range.isEmpty, !UpgradeRange.offers(older.version, in: range) else { return }
        let wider = "\(range) || \(older.version)"
        guard !range.hasPrefix("0.0.0"), UpgradeRange.offers(older.version, in: wider) else {
            notes.append("upgrade_from '\(range)' was copied, which takes no stack of \(older.version)")
            return
        }
        edits.set("upgrade_from", to: wider, in: block.node)
    }

    // MARK: What else changes

    private mutating func closeWindow(before minimum: String, in texts: TemplateTexts) throws(AuthoringRefusal) {
        guard let last = RancherVersionText.before(minimum) else {
            throw AuthoringRefusal("\"\(minimum)\" is no version of Rancher; write all three numbers: v1.6.0")
        }
        let window = older.window
        guard window.minimum.isEmpty || RancherOrder.isGreater(minimum, than: window.minimum) else { return }
        guard window.maximum.isEmpty || RancherOrder.isGreater(window.maximum, than: last) else { return }
        guard window.minimum.isEmpty || !RancherOrder.isGreater(window.minimum, than: last) else {
            notes.append(
                "the window of \(older.version) stays open: no release is between \(window.minimum) and \(minimum)")
            return
        }
        guard let block = VersionBlock(in: "\(texts.path)/\(older.folderName)", files: texts.files) else {
            throw VersionBlock.missing(in: older.folderName)
        }
        var edits = MappingEdits(block.source)
        edits.set(
            "maximum_rancher_version", to: last, in: block.node,
            behind: ["minimum_rancher_version", "version", "name"])
        edit.changed[block.source.path] = CatalogEdit.Change(old: block.source.bytes, new: edits.bytes)
        notes.append("\(older.version) is now for servers up to \(last)")
    }

    private mutating func moveDefault(of template: Template, in texts: TemplateTexts) {
        let named = template.defaultVersion
        guard !named.isEmpty else { return }
        guard !RancherOrder.isGreater(named, than: text) else {
            notes.append("config.yml still names \(named), which is newer than \(text)")
            return
        }
        let path = ["config.yml", "template.yml"].map { "\(texts.path)/\($0)" }.last { texts.files[$0] != nil }
        guard let path, let bytes = texts.files[path] else { return }
        let source = SourceText(path: path, bytes: bytes)
        let keys = ["version", "default_version", "defaultVersion"]
        guard let root = YAMLDocument.parse(source).root,
            let key = keys.first(where: { root[$0]?.scalar?.text.isEmpty == false })
        else { return }
        var edits = MappingEdits(source)
        edits.set(key, to: text, in: root)
        edit.changed[path] = CatalogEdit.Change(old: bytes, new: edits.bytes)
    }

    // MARK: Reading it again

    private func check(
        _ folderName: String, _ request: Request, in texts: TemplateTexts, was template: Template
    ) throws(AuthoringRefusal) {
        let after = texts.changed(by: edit).template
        let made = after?.versions.first { $0.folderName == folderName }
        let closed = after?.versions.first { $0.folderName == older.folderName }
        guard let after, let made, made.version == text else { throw Self.unreadable("\(edit.folder)'s version") }
        if let minimum = request.minimumRancherVersion, made.minimumRancherVersion != minimum {
            throw Self.unreadable("\(edit.folder)'s minimum_rancher_version")
        }
        if edit.changed.keys.contains(where: { $0.hasPrefix("\(texts.path)/\(older.folderName)/") }),
            closed?.maximumRancherVersion != request.minimumRancherVersion.flatMap(RancherVersionText.before)
        {
            throw Self.unreadable("\(older.folderName)'s maximum_rancher_version")
        }
        guard made.questions == older.questions, made.labels == older.labels else {
            throw Self.unreadable("\(edit.folder)'s questions")
        }
        let isNewest = !RancherOrder.isGreater(template.defaultVersion, than: text)
        guard template.defaultVersion.isEmpty || after.defaultVersion == (isNewest ? text : template.defaultVersion)
        else { throw Self.unreadable("config.yml's version") }
        guard after.versions.count == template.versions.count + 1 else { throw Self.unreadable(texts.path) }
    }

    private static func unreadable(_ what: String) -> AuthoringRefusal {
        AuthoringRefusal(
            "\(what) is written in a way that cannot be edited in place (an alias, or beside nothing but lists); nothing was changed"
        )
    }
}
