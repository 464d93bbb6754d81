import Bundles
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
    /// - Parameter writeFiles: writes the member `files`, the texts by their base names; lists leave it out: with it a list of
    ///   all versions would be as large as all catalogs together. `links.self` has it.
    func write(to writer: inout JSONWriter, writeFiles: (inout JSONWriter) -> Void) {
        writer.object { writer in
            writer.member("actions", actions)
            writer.key("bindings")
            writer.null()
            writeFiles(&writer)
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

    private func writeQuestions(to writer: inout JSONWriter) {
        writer.key("questions")
        guard let questions = version.questions else { return writer.null() }
        writer.array { writer in
            for question in questions { QuestionResource(question: question).write(to: &writer) }
        }
    }
}
