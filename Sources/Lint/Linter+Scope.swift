import Bundles
import Catalog
import Compiler
import Diagnostics

extension Linter {
    /// What is found in a folder, and what others ask of it; nil when it holds no template.
    func lint(
        _ folder: TemplateFolder, of input: LintInput, isNamed: Bool, previous: LintedTemplate?
    ) async throws -> LintedTemplate? {
        guard let scope = input.scope, !scope.folders.contains(folder.path) else {
            return try await lint(folder, of: input, previous: previous)
        }
        guard CatalogPath(folder.path)?.base == "project" else {
            return try await glance(folder, of: input, isNamed: isNamed)
        }
        var template = try await lint(folder, of: input, previous: previous)
        // Of an environment template that did not change, what it says about templates that did.
        let environments = template?.environments.map { $0.naming(scope.concerns) }
        template?.environments = environments ?? []
        template?.findings = []
        return template
    }

    /// What rules about the whole catalog ask of a template that did not change: the configuration, and of one that a changed
    /// environment template names the versions too.
    private func glance(_ folder: TemplateFolder, of input: LintInput, isNamed: Bool) async throws -> LintedTemplate? {
        guard let outline = TemplateReader().read(folder, contents: { _ in [] }) else { return nil }
        let names =
            isNamed
            ? ["config.yml", "template.yml", "rancher-compose.yml", "compose.yml"] : ["config.yml", "template.yml"]
        let files = folder.files.filter { file in names.contains { file.path.hasSuffix("/" + $0) } }
        let contents = try await input.contents(TemplateFolder(path: folder.path, tree: folder.tree, files: files))
        let template = TemplateReader().read(folder) { contents[$0] ?? [] } ?? outline
        return LintedTemplate(template, only: nil)
    }

    /// The folders of the templates that changed environment templates name.
    func foldersNamed(in input: LintInput) async throws -> Set<String> {
        guard let scope = input.scope else { return [] }
        var named: Set<String> = []
        for folder in input.folders
        where scope.folders.contains(folder.path) && CatalogPath(folder.path)?.base == "project" {
            let files = folder.files.filter { $0.path.hasSuffix("/project.yml") }
            let contents = try await input.contents(TemplateFolder(path: folder.path, tree: folder.tree, files: files))
            let ids = files.flatMap { file in
                ProjectTemplate.read(SourceText(path: file.path, bytes: contents[file.content] ?? [])).stacks.map(\.id)
            }
            named.formUnion(input.folders.map(\.path).filter { path in ids.contains { $0.isTemplate(at: path) } })
        }
        return named
    }
}

extension LintedTemplate.NamedStacks {
    fileprivate func naming(_ isWanted: (TemplateID) -> Bool) -> Self {
        var stacks = self
        stacks.stacks.removeAll { !isWanted($0.id) }
        return stacks
    }
}

extension TemplateID {
    /// Whether a folder `TOP/FOLDER` is the template's.
    func isTemplate(at path: String) -> Bool {
        guard let place = CatalogPath(path) else { return false }
        return place.base == base && place.folderName == folderName
    }
}
