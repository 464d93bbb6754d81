import Authoring
import Catalog
import Diagnostics
import Lint
import Testing

@Suite("New templates")
struct NewTemplateTests {
    private static func catalog(_ kind: TemplateKind, _ name: String = "log-agent") throws -> LintedCatalog {
        var catalog = LintedCatalog()
        catalog.apply(try NewTemplate(at: try TemplatePlace(name, kind: kind)).edit())
        return catalog
    }

    @Test("every kind lints clean, by every rule there is", arguments: TemplateKind.allCases)
    func clean(_ kind: TemplateKind) async throws {
        for name in ["log-agent", "Web_2.0", "7"] {
            let findings = await (try Self.catalog(kind, name)).findings()
            #expect(findings.isEmpty, "\(findings)")
        }
    }

    @Test("and so do versions on top of it, one after another", arguments: TemplateKind.allCases)
    func versions(_ kind: TemplateKind) async throws {
        var catalog = try Self.catalog(kind)
        let path = "\(kind.base)/log-agent"
        for bump in [VersionBump.minor, .patch, .major, .minor] {
            var request = NewVersion.Request()
            request.bump = bump
            catalog.apply(try NewVersion(request, of: catalog.texts(path)).edit)
        }
        let template = try #require(catalog.texts(path).template)
        #expect(template.versions.map(\.version) == ["1.0.0", "1.1.0", "1.1.1", "2.0.0", "2.1.0"])
        #expect(template.defaultVersion == "2.1.0")
        let findings = await catalog.findings()
        #expect(findings.isEmpty, "\(findings)")
    }

    @Test("what is said of it stands in its files, whatever characters it has")
    func texts() throws {
        var new = NewTemplate(at: try TemplatePlace("web"))
        new.title = "Web: <\"one\"> & 'two' # three"
        new.description = "- yes"
        new.category = "on"
        new.maintainer = "Ann <ann@example.org>"
        new.license = "MIT"
        new.rancherVersion = "v1.6.14"
        let files = try new.edit().added
        let template = try #require(TemplateTexts(path: "templates/web", files: files).template)
        #expect(template.name == new.title && template.description == "- yes" && template.category == "on")
        #expect(template.maintainer == "Ann <ann@example.org>" && template.license == "MIT")
        #expect(template.versions.map(\.minimumRancherVersion) == ["v1.6.14"])
        let icon = String(decoding: files["templates/web/catalogIcon-web.svg"] ?? [], as: UTF8.self)
        #expect(icon.contains("aria-label=\"Web: &lt;&quot;one&quot;&gt; &amp; 'two' # three\""))
        let left = files.filter {
            $0.key.contains("SCAFFOLD") || String(decoding: $0.value, as: UTF8.self).contains("SCAFFOLD")
        }
        #expect(left.isEmpty)
    }

    @Test("texts of several lines, and what is no version of Rancher, are refused")
    func refused() throws {
        var new = NewTemplate(at: try TemplatePlace("web"))
        new.title = "Web\nname: other"
        #expect(throws: AuthoringRefusal.self) { try new.edit() }
        new.title = "Web"
        new.rancherVersion = "v1.6"
        #expect { try new.edit() } throws: { "\($0)".contains("no version of Rancher") }
    }
}
