import Bundles
import Catalog
import Compiler
import Diagnostics
import Versions

/// A version of an environment template with the stacks that it names.
struct EnvironmentVersion {
    let version: TemplateVersion
    /// The stacks whose templates are in this catalog, with the template; nil for one that is not there.
    let stacks: [(stack: ProjectTemplate.Stack, template: Template?)]
    /// What runs its containers, and the stack that brings it; Rancher's own needs none.
    let orchestration: (name: String, place: SourceLocation?)

    /// Every one of a catalog. Stacks of other catalogs are left out: nothing here says what those have.
    static func all(in catalog: LintCatalog) -> [EnvironmentVersion] {
        let templates = Dictionary(
            catalog.templates.map { ("\($0.template.base)*\($0.template.folderName)", $0.template) }
        ) { first, _ in first }
        return catalog.templates.flatMap(\.environments).map { environment in
            let own = environment.stacks.filter { $0.id.catalog == catalog.name }
            return EnvironmentVersion(
                version: environment.version,
                stacks: own.map { ($0, templates["\($0.id.base)*\($0.id.folderName)"]) },
                orchestration: orchestration(of: environment.stacks))
        }
    }

    private static func orchestration(
        of stacks: [ProjectTemplate.Stack]
    ) -> (name: String, place: SourceLocation?) {
        for stack in stacks where stack.id.base == "infra" {
            if let name = Orchestration.by(folder: stack.id.folderName) { return (name, stack.location) }
        }
        return (Orchestration.own, nil)
    }

    /// Whether some server is offered both this environment and a version.
    func meets(_ other: TemplateVersion) -> Bool {
        let (mine, theirs) = (version.window, other.window)
        let isAfter =
            !theirs.minimum.isEmpty && !mine.maximum.isEmpty
            && RancherReach.isLater(theirs.minimum, than: mine.maximum)
        let isBefore =
            !mine.minimum.isEmpty && !theirs.maximum.isEmpty
            && RancherReach.isLater(mine.minimum, than: theirs.maximum)
        return !isAfter && !isBefore
    }
}

extension Rule.Example {
    /// An example of an environment template of the catalog `mine` beside the infra template `web`.
    static func environment(_ stacks: String, better: String, _ others: [String: String] = [:]) -> Self {
        let folder = "project-templates/small"
        var files = web("README.md", "# Web\n", better: "# Web\n").files
        files["\(folder)/config.yml"] =
            "name: Small\ndescription: A small environment\nversion: 1.0.0\ncategory: Environment\nmaintainer: Ann\nlicense: MIT\n"
        files["\(folder)/0/rancher-compose.yml"] = ".catalog:\n  name: Small\n  version: 1.0.0\n"
        files["\(folder)/0/project.yml"] = project(stacks)
        return Self(
            files.merging(others) { $1 }, shown: "\(folder)/0/project.yml", better: project(better))
    }

    /// An example of an environment template that names the infra template `web`, which is for Rancher v1.6.0 and newer.
    static func environmentBlock(_ window: String, better: String) -> Self {
        let stack = "- {name: web, templateId: 'mine:infra*web'}\n"
        let shown = "project-templates/small/0/rancher-compose.yml"
        let block = { (window: String) in ".catalog:\n  name: Small\n  version: 1.0.0\n\(window)" }
        let files = environment(stack, better: stack, [shown: block(window)]).files
        return Self(files, shown: shown, better: block(better))
    }

    private static func project(_ stacks: String) -> String { "name: Small\nstacks:\n\(stacks)" }
}
