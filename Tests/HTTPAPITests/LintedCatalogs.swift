import Catalog
import Lint
import MusterTesting
import Service

/// Catalogs with what lint found in them.
enum LintedCatalogs {
    /// Two templates: a password in a URL and in a default, an image without a tag, a letter beyond ASCII before it.
    static let files = [
        "infra-templates/net/config.yml": "name: Net\nversion: 1.0.0\n",
        "infra-templates/net/0/rancher-compose.yml": """
        .catalog:
          version: 1.0.0
          questions:
          - {variable: DB_PASSWORD, type: password, default: swordfish}
        """,
        "infra-templates/net/0/docker-compose.yml":
            "net:\n  image: example/net:1.0.0\n  command: run ${DB_PASSWORD} http://ann:swordfish@example.org/\n",
        "templates/app/config.yml": "name: App\nversion: 2.0.0\n",
        "templates/app/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n",
        "templates/app/0/docker-compose.yml": "app:\n  image: example/app:1.0.0\n",
        "templates/app/v2.0.0/rancher-compose.yml": ".catalog:\n  version: 2.0.0\n",
        "templates/app/v2.0.0/docker-compose.yml":
            "app: {description: 'ü', image: example/app}\nold:\n  image: a:latest # muster-lint:disable=MU014\n",
    ]

    /// What the files hold.
    static let contents = FileTree(files).contents

    /// `name` with these files, linted at `commit`; not linted when that is nil.
    static func catalog(
        _ name: String = "mine", environment: String = CatalogKey.globalEnvironment, files: [String: String] = files,
        lintedAt commit: String? = String(repeating: "c", count: 40)
    ) async throws -> PublishedCatalog {
        let tree = FileTree(files)
        var lint: CatalogLint?
        if let commit {
            let input = LintInput(name: name, folders: tree.folders, contents: tree.contents)
            var linter = Linter()
            linter.keepsFixes = false
            lint = CatalogLint(commit: commit, result: try await linter.lint(input))
        }
        return PublishedCatalog(
            key: CatalogKey(environment: environment, name: name), url: "https://example.org/\(name).git",
            branch: "master", kind: "", state: .active, lastRefresh: nil, snapshot: tree.snapshot(), lint: lint)
    }

    /// `mine`; `late`, which was not linted yet; `old`, which was linted before it changed; environments' own.
    static func load() async throws -> InMemoryCatalogs {
        InMemoryCatalogs([
            try await catalog(), try await catalog("late", lintedAt: nil), try await catalog("old", lintedAt: "before"),
            try await catalog("own", environment: "1a5"), try await catalog("other", environment: "1a6"),
        ])
    }
}
