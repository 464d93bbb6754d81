import Catalog
import MusterTesting
import Testing

@Suite("Names of folders")
struct FolderNameTests {
    @Test(
        "a template is read whatever letters its folder's name has",
        arguments: ["web", "wéb", "we\u{301}b", "网", "a b", "ẅ\u{1F4E6}"])
    func letters(_ name: String) throws {
        let snapshot = FileTree([
            "templates/\(name)/config.yml": "name: Web\n",
            "templates/\(name)/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n",
            "templates/\(name)/0/docker-compose.yml": "web:\n  image: a:1.0\n",
        ]).snapshot()
        let template = try #require(snapshot.template(base: "", folderName: name))
        #expect(template.name == "Web")
        #expect(template.versions.map(\.version) == ["1.0.0"])
        #expect(template.versions.first?.files.map(\.name) == ["docker-compose.yml", "rancher-compose.yml"])
    }
}
