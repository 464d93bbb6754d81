import Catalog
import MusterTesting
import Service

/// A catalog whose versions are compiled: one that goes well, one that does not, and environment templates of both kinds.
enum CompilableCatalogs {
    private static let files: [String: String] = {
        var files = [
            "infra-templates/net/config.yml": "name: Net\nversion: 2.0.0\n",
            "infra-templates/broken/config.yml": "name: Broken\nversion: 1.0.0\n",
            "infra-templates/broken/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n",
            "infra-templates/broken/0/docker-compose.yml": "a:\n  privileged: maybe\n",
            "project-templates/base/config.yml": "name: Base\nversion: 0.1.0\n",
            "project-templates/base/0/rancher-compose.yml": ".catalog:\n  version: 0.1.0\n",
            "project-templates/base/0/project.yml":
                "name: Base\nstacks:\n- {name: network, templateId: 'mine:infra*net', answers: {MTU: 1400}}\n",
            "project-templates/lost/config.yml": "name: Lost\nversion: 0.1.0\n",
            "project-templates/lost/0/rancher-compose.yml": ".catalog:\n  version: 0.1.0\n",
            "project-templates/lost/0/project.yml":
                "name: Lost\nstacks:\n- {name: network, templateId: 'gone:infra*net'}\n",
        ]
        for (revision, version) in ["1.0.0", "2.0.0"].enumerated() {
            files["infra-templates/net/\(revision)/rancher-compose.yml"] = """
                .catalog:
                  version: \(version)
                  minimum_rancher_version: v1.\(revision + 5).0
                  questions:
                  - {variable: MTU, label: Packets, type: int, default: 1500, min: 100, max: 9000}
                  - {variable: PASSWORD, type: password, required: true}
                  - {variable: MODE, type: enum, options: [a, b], default: a}
                """
            files["infra-templates/net/\(revision)/docker-compose.yml"] =
                "net:\n  image: example/net:\(version)\n  environment:\n    MTU: ${MTU}\n    PASSWORD: ${PASSWORD}\n"
        }
        return files
    }()

    /// `mine`, global: `infra*net` (two versions with windows and questions), `infra*broken`, `project*base` of
    /// `infra*net`, and `project*lost` of a catalog that is not there.
    static func tree(_ changes: [String: String] = [:]) -> FileTree { FileTree(files.merging(changes) { $1 }) }

    /// The catalog `mine` of a tree.
    static func catalog(of tree: FileTree, environment: String = CatalogKey.globalEnvironment) -> PublishedCatalog {
        PublishedCatalog(
            key: CatalogKey(environment: environment, name: "mine"), url: "https://example.org/mine.git",
            branch: "master", kind: "", state: .active, lastRefresh: nil, snapshot: tree.snapshot())
    }

    /// The catalog with other or more files.
    static func load(_ changes: [String: String] = [:]) -> InMemoryCatalogs {
        let tree = tree(changes)
        return InMemoryCatalogs([catalog(of: tree)], contents: tree.contents)
    }
}
