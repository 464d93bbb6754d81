import MusterTesting
import Catalog
import Diagnostics
import Foundation
import Service

/// A small catalog with one of everything, for tests of single rules.
enum SampleCatalogs {
    static let icon = Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)

    /// `sample`, global: `plain` (no version window, an icon, a README) and `infra*net` (two versions with windows).
    static func load(environment: String = CatalogKey.globalEnvironment) -> InMemoryCatalogs {
        InMemoryCatalogs([catalog(environment: environment)], contents: contents)
    }

    static func catalog(_ name: String = "sample", environment: String = "global") -> PublishedCatalog {
        PublishedCatalog(
            key: CatalogKey(environment: environment, name: name), url: "https://example.org/\(name).git",
            branch: "master", kind: "", state: .active,
            lastRefresh: RefreshRecord(
                started: Moment(milliseconds: 0), finished: Moment(milliseconds: 1_500),
                commit: commit, error: nil),
            snapshot: CatalogSnapshot(commit: commit, templates: [plain, network]))
    }

    /// `many`, global: templates `t0`, `t1`, … with names that run the other way.
    static func many(_ count: Int) -> InMemoryCatalogs {
        let templates = (0..<count).map { number in
            var template = Template(
                folderPath: "templates/t\(number)", tree: id("a"), base: "", folderName: "t\(number)")
            template.name = "Name \(count - number)"
            template.category = number % 2 == 0 ? "even" : "Odd"
            return template
        }
        let catalog = PublishedCatalog(
            key: CatalogKey(environment: "global", name: "many"), url: "https://example.org/many.git", branch: "master",
            kind: "", state: .active, lastRefresh: nil, snapshot: CatalogSnapshot(commit: commit, templates: templates))
        return InMemoryCatalogs([catalog], contents: [:])
    }

    static let commit = String(repeating: "c", count: 40)

    static let contents = [id("1"): icon, id("2"): Array("# Plain\n".utf8), id("3"): [0x61, 0xFF, 0x62]]

    private static var plain: Template {
        var template = Template(folderPath: "templates/plain", tree: id("a"), base: "", folderName: "plain")
        template.name = "Plain </script><script>alert(1)</script> & more"
        template.categories = ["One", "Two"]
        template.icon = file("icon.svg", "1", SampleCatalogs.icon.count)
        template.readme = file("README.md", "2", 8)
        var version = TemplateVersion(folderName: "0", revision: 0, version: "1.0.0")
        version.files = [file("a.bin", "3", 3), file("README.md", "2", 8)]
        version.questions = [Question()]
        template.versions = [version]
        return template
    }

    private static var network: Template {
        var template = Template(folderPath: "infra-templates/net", tree: id("b"), base: "infra", folderName: "net")
        template.category = "One"
        template.defaultVersion = "2.0.0"
        var new = TemplateVersion(folderName: "1", revision: 1, version: "2.0.0")
        new.minimumRancherVersion = "v1.6.0"
        var old = TemplateVersion(folderName: "0", revision: 0, version: "1.0.0")
        old.minimumRancherVersion = "v1.2.0"
        template.versions = [old, new]
        return template
    }

    private static func file(_ name: String, _ digit: Character, _ size: Int) -> TemplateFile {
        TemplateFile(name: name, path: "templates/plain/\(name)", content: id(digit), size: size)
    }

    private static func id(_ digit: Character) -> ContentID {
        guard let id = ContentID(hex: String(repeating: digit, count: 40)) else {
            preconditionFailure("40 hexadecimal digits are an id")
        }
        return id
    }
}
