import Catalog
import Foundation
import Service

/// Catalogs to publish one after another, for tests of events.
enum EventCatalogs {
    /// `name` with one template `app` of this many versions; its commit is their number.
    static func catalog(_ name: String = "cat", environment: String = "global", versions: Int) -> PublishedCatalog {
        let tree = ContentID(bytes: [UInt8](repeating: UInt8(truncatingIfNeeded: versions), count: 20))
        var templates: [Template] = []
        if let tree {
            var template = Template(folderPath: "infra-templates/app", tree: tree, base: "infra", folderName: "app")
            template.versions = (0..<versions).map {
                TemplateVersion(folderName: "\($0)", revision: $0, version: "1.\($0).0")
            }
            templates = [template]
        }
        return published(
            name, environment, error: nil, CatalogSnapshot(commit: "commit-\(versions)", templates: templates))
    }

    /// `name` with nothing to serve, whose last refresh failed.
    static func failed(_ name: String = "cat", environment: String = "global", _ message: String) -> PublishedCatalog {
        published(name, environment, error: message, nil)
    }

    private static func published(
        _ name: String, _ environment: String, error: String?, _ snapshot: CatalogSnapshot?
    ) -> PublishedCatalog {
        PublishedCatalog(
            key: CatalogKey(environment: environment, name: name), url: "https://example.org/\(name).git", branch: "",
            kind: "", state: error == nil ? .active : .error,
            lastRefresh: RefreshRecord(
                started: Moment(milliseconds: 0), finished: Moment(milliseconds: 0), commit: snapshot?.commit,
                error: error),
            snapshot: snapshot)
    }
}
