import Authoring
import Testing

@Suite("Where new templates go")
struct TemplatePlaceTests {
    @Test(
        "a kind has its folder, and a folder its kind",
        arguments: [
            ("web", TemplateKind?.none, "templates/web", TemplateKind.stack),
            ("web", .infra, "infra-templates/web", .infra), ("infra-templates/web", nil, "infra-templates/web", .infra),
            ("project-templates/small/", nil, "project-templates/small", .environment),
            ("machine-templates/box", .machine, "machine-templates/box", .machine),
            ("mesos-templates/web", nil, "mesos-templates/web", .stack),
            ("MongoDB_3.2", nil, "templates/MongoDB_3.2", .stack),
        ])
    func places(_ text: String, _ kind: TemplateKind?, _ path: String, _ found: TemplateKind) throws {
        let place = try TemplatePlace(text, kind: kind)
        #expect(place.path == path && place.kind == found)
    }

    @Test(
        "names that no id, address or folder could have are refused",
        arguments: [
            "", "/", "..", "../web", "a/b/c", ".web", "-web", "we b", "web:1", "a*b", "wéb", "infra-templates/",
            "infra/web",
            ".-templates/web", "templates/../web", "/etc/web", "web\n", String(repeating: "a", count: 64),
        ])
    func refused(_ text: String) {
        #expect(throws: AuthoringRefusal.self) { try TemplatePlace(text) }
    }

    @Test("a kind and a folder that disagree are refused")
    func disagreeing() {
        #expect { try TemplatePlace("infra-templates/web", kind: .stack) } throws: {
            "\($0)" == "templates of the kind stack stand in templates, not in infra-templates"
        }
    }
}
