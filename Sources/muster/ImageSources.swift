import Bundles
import Checkouts
import Catalog
import Compiler
import Diagnostics

/// The versions whose images a command lists: what an argument of `muster images` means.
struct ImageSources {
    /// A version as a stack runs it.
    struct Stack {
        let source: VersionSource
        let name: String
        let answers: [String: String]
    }

    let library: CatalogLibrary
    let rancherVersion: String

    /// The stacks of a catalog, a template, an environment template, or one version.
    func stacks(named text: String) async throws -> [Stack] {
        if library.catalogs.contains(where: { $0.origin.catalog == text }) { return try await catalog(text) }
        let id = try VersionPlace(text, catalogName: nil).id
        if id.base == "project" {
            let found = try await VersionPlace.version(id, in: library, rancherVersion: rancherVersion)
            return try await environment(found.source)
        }
        if id.version == nil { return try await versions(of: try library.template(id)) }
        let found = try await VersionPlace.version(id, in: library, rancherVersion: rancherVersion)
        return [Self.alone(found.source)]
    }

    /// A version in a stack that is named by its template's folder.
    static func alone(_ source: VersionSource) -> Stack {
        Stack(source: source, name: source.template.folderName, answers: [:])
    }

    private func catalog(_ name: String) async throws -> [Stack] {
        var stacks: [Stack] = []
        for catalog in library.catalogs where catalog.origin.catalog == name {
            for template in catalog.snapshot.templates where !["machine", "project"].contains(template.base) {
                stacks += try await versions(of: .init(origin: catalog.origin, template: template))
            }
        }
        return stacks
    }

    private func versions(of found: CatalogLibrary.FoundTemplate) async throws -> [Stack] {
        var stacks: [Stack] = []
        for version in VersionSelection(of: found.template, rancherVersion: rancherVersion).visible {
            stacks.append(Self.alone(try await library.source(of: version, in: found)))
        }
        return stacks
    }

    /// The stacks of an environment template. One that cannot be resolved ends the command: a list without it would be wrong.
    func environment(_ source: VersionSource) async throws -> [Stack] {
        guard let text = source.files["project.yml"] else {
            throw ServerError("\(source.id) has no project.yml, so it is no environment template")
        }
        let template = ProjectTemplate.read(text)
        if let error = template.diagnostics.first(where: { $0.severity == .error }) {
            throw ServerError("\(error.location): \(error.message)")
        }
        var stacks: [Stack] = []
        for stack in template.stacks {
            let found = try await VersionPlace.version(stack.id, in: library, rancherVersion: rancherVersion)
            stacks.append(Stack(source: found.source, name: stack.name, answers: stack.answers))
        }
        return stacks
    }
}
