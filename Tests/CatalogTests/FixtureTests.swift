import Catalog
import MusterTesting
import Testing

@Suite("Fixtures as catalogs")
struct FixtureTests {
    @Test("the good catalog is read as the file beside it says", arguments: CatalogFixtures.goodTemplates)
    func good(path: String) throws {
        let snapshot = try CatalogFixtures.good().snapshot()
        let template = try #require(snapshot.templates.first { $0.folderPath == path })
        let expected = try CatalogFixtures.expected("templates", of: "good").filter {
            $0.hasPrefix("\(path) ") || $0.hasPrefix("\(path)/")
        }
        #expect(Self.lines(of: template) == expected)
        #expect(template.diagnostics == [])
    }

    @Test(
        "what is broken costs nothing beside it: the template is served, or says why not",
        arguments: CatalogFixtures.broken)
    func broken(name: String) throws {
        let snapshot = try CatalogFixtures.tree("broken/\(name)").snapshot()
        #expect(snapshot.templates.count == 1)
        #expect(snapshot.templates.allSatisfy { !$0.versions.isEmpty || !$0.diagnostics.isEmpty })
    }

    /// A template and its versions, a line each.
    private static func lines(of template: Template) -> [String] {
        let head =
            "\(template.folderPath) name=\(template.name) category=\(template.category) default=\(template.defaultVersion) "
            + "maintainer=\(template.maintainer) license=\(template.license) description=\(template.description)"
        return [head]
            + template.versions.map { version in
                let questions = (version.questions ?? []).map { "\($0.variable):\($0.type)=\($0.defaultAnswer)" }
                    .joined(
                        separator: " ")
                return
                    "\(template.folderPath)/\(version.folderName) version=\(version.version) servers=\(version.minimumRancherVersion)"
                    + "..\(version.maximumRancherVersion) upgradeFrom=\(version.upgradeFrom) files=\(version.files.map(\.name).joined(separator: ",")) "
                    + "questions=\(questions)"
            }
    }
}
