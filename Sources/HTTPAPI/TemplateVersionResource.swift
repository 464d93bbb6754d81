import Catalog
import Compiler
import JSON

/// A version of a template, with its files' text.
struct TemplateVersionResource: Sendable {
    let template: Template
    let version: TemplateVersion
    /// The template's id.
    let id: TemplateID
    let upgrades: UpgradeLinks
    let links: Links

    /// Writes the version.
    ///
    /// - Parameter files: the bytes of each file by its base name; nil in lists, which leave the member out: with it
    ///   a list of all versions would be as large as all catalogs together. `links.self` has it.
    func write(to writer: inout JSONWriter, files: [String: [UInt8]]?) {
        writer.object { writer in
            writer.member("actions", actions)
            writer.key("bindings")
            writer.null()
            if let files { write(files, to: &writer) }
            writer.member("id", id.version(version).description)
            writer.member("labels", version.labels)
            writer.member("links", allLinks)
            writer.member("maximumRancherVersion", version.maximumRancherVersion)
            writer.member("minimumRancherVersion", version.minimumRancherVersion)
            writeQuestions(to: &writer)
            writer.member("templateId", id.description)
            writer.member("type", "templateVersion")
            writer.member("upgradeFrom", version.upgradeFrom)
            writer.key("upgradeVersionLinks")
            upgrades.write(from: version, to: &writer)
            writer.member("version", version.version)
        }
    }

    /// An environment template is resolved, not compiled.
    private var isEnvironment: Bool { BundleKind(base: template.base) == .environment }

    private var actions: [String: String] {
        let own = id.version(version)
        var all = ["validateanswers": links.validateAnswers(own)]
        if !isEnvironment { all["compile"] = links.compile(own) }
        return all
    }

    private var allLinks: [String: String] {
        let own = id.version(version)
        var all = [
            "icon": links.icon(id), "questionsSchema": links.questionsSchema(own),
            "self": links.templateVersion(own), "template": links.template(id),
        ]
        if isEnvironment {
            all["environment"] = links.environment(own)
        } else {
            all["upgradePlan"] = links.upgradePlan(own)
        }
        if let target = upgrades.offers.defaultUpgrade(from: version) {
            all["defaultUpgradeVersion"] = links.template(id.version(target))
        }
        if !template.projectURL.isEmpty { all["project"] = template.projectURL }
        if let readme = version.readme, readme.size > 0 { all["readme"] = links.readme(own) }
        return all
    }

    private func write(_ files: [String: [UInt8]], to writer: inout JSONWriter) {
        writer.key("files")
        writer.object { writer in
            for name in files.keys.sorted() {
                writer.key(name)
                writer.string(utf8: files[name] ?? [])
            }
        }
    }

    private func writeQuestions(to writer: inout JSONWriter) {
        writer.key("questions")
        guard let questions = version.questions else { return writer.null() }
        writer.array { writer in
            for question in questions { QuestionResource(question: question).write(to: &writer) }
        }
    }
}
