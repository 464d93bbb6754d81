import Catalog
import Diagnostics
import Drawing

extension FuzzTarget {
    /// Reads the text as a version's block, its questions, a template's config.yml, and as ids. Laws: findings lie in the
    /// text; every question has a place; an id's text is the same id's.
    static let catalog = FuzzTarget("catalog") { bytes in
        let source = SourceText(path: "rancher-compose.yml", bytes: bytes)
        let form = QuestionForm.read(from: source)
        checkPlaces(of: form.diagnostics, in: source)
        law(form.questions.count == form.locations.count, "a question at no place")
        checkTree(bytes)
        checkNames(String(decoding: bytes.prefix(4096), as: UTF8.self))
    }

    /// The same bytes as every file of a template that is read.
    private static func checkTree(_ bytes: [UInt8]) {
        let names = [
            "config.yml", "0/rancher-compose.yml", "1/compose.yml", "v1.0.0/template-version.yml", "0/README.md",
        ]
        guard let id = ContentID(bytes: [UInt8](repeating: 1, count: 20)) else { return }
        let files = names.sorted().map {
            CatalogFile(path: "infra-templates/a/\($0)", content: id, size: bytes.count)
        }
        let folder = TemplateFolder(path: "infra-templates/a", tree: id, files: files)
        let snapshot = CatalogReader().read(commit: "c", folders: [folder]) { _ in bytes }
        for template in snapshot.templates {
            law(template.versions.count <= 3, "more versions than folders")
            for version in template.versions { law(!version.version.isEmpty, "a version without a text") }
            for diagnostic in template.diagnostics {
                law(diagnostic.location.end.map { $0.offset <= bytes.count } ?? true, "a finding outside of the text")
            }
            let graph = UpgradeGraph(of: template, rancherVersion: "v1.6.30")
            law(!graph.text(title: "a").isEmpty && !graph.svg(title: "a").isEmpty, "a graph without a picture")
        }
    }

    private static func checkNames(_ text: String) {
        if let id = TemplateID(parsing: text) {
            law(TemplateID(parsing: id.description)?.description == id.description, "an id's text is another id's")
        }
        if let id = ContentID(hex: text) { law(id.hex == text.lowercased(), "a content's id is another one") }
        if let path = CatalogPath(text) { _ = TemplateName(base: path.base, folderName: path.folderName) }
    }
}
