import Diagnostics
import Testing

@testable import Lint

@Suite("Rules about presentation")
struct PresentationRuleTests {
    private static let config = "name: Web\nversion: 1.0.0\n"
    private static let compose = "web:\n  image: example/web:1.0.0\n"

    @Test(
        "what people see of a template",
        arguments: [
            RuleRow(
                "a picture named as another", .iconUnfit, beside: "catalogIcon-zeb.png", "GIF89a",
                ["catalogIcon-zeb.png: the icon is named as PNG and is of the format GIF"]),
            RuleRow(
                "no picture at all", .iconUnfit, beside: "catalogIcon-zeb.png", "<html></html>",
                ["catalogIcon-zeb.png: the icon is named as PNG and is no picture of that format"]),
            RuleRow(
                "a handler in capitals", .iconUnfit, beside: "catalogIcon-zeb.svg", "<svg ONLOAD='run()'/>",
                ["catalogIcon-zeb.svg: the icon has a program in it"]),
            RuleRow(
                "a heavy one", .iconUnfit, beside: "catalogIcon-zeb.svg",
                "<svg/>" + String(repeating: " ", count: 200 << 10),
                ["catalogIcon-zeb.svg: the icon has 200 KB; 100 are plenty"]),
            RuleRow("an ending that says nothing", .iconUnfit, beside: "catalogIcon-zeb.ico", "\u{0}\u{0}\u{1}\u{0}"),
            RuleRow(
                "an address without a name", .maintainerForm, file: "config.yml",
                config + "maintainer: <ann@example.org>\n",
                ["config.yml:3:13: the maintainer \"<ann@example.org>\" has no address in <>"]),
            RuleRow("no maintainer", .maintainerForm, file: "config.yml", config),
            RuleRow(
                "an expression of licences", .licenseNotSPDX, file: "config.yml",
                config + "license: MIT OR Apache-2.0\n"),
            RuleRow(
                "an identifier that is not in the list", .licenseNotSPDX, file: "config.yml", config + "license: Zlib\n"
            ),
            RuleRow(
                "a name in words", .licenseNotSPDX, file: "config.yml", config + "license: The MIT License\n",
                ["config.yml:3:10: the licence \"The MIT License\" is no identifier of SPDX"]),
            RuleRow("a single category", .categorySpelling, file: "config.yml", config + "category: DNS\n"),
        ])
    func seen(_ row: RuleRow) async { await row.check() }

    @Test(
        "files",
        arguments: [
            RuleRow("an empty file", .lineEnds, file: "extra.yml", ""),
            RuleRow("no YAML", .lineEnds, file: "notes.txt", "a\r\nb"),
            RuleRow(
                "CR LF once", .lineEnds, file: "docker-compose.yml", "web:\r\n  image: example/web:1.0.0\n",
                ["0/docker-compose.yml:1:5: a line ends in CR LF"]),
            RuleRow(
                "left by an editor", .strayFile, file: "docker-compose.yml.orig", compose,
                ["0/docker-compose.yml.orig: an editor or a system left this file behind"]),
            RuleRow(
                "binary and left behind is said once", .strayFile, file: ".DS_Store", "\u{0}",
                ["0/.DS_Store: an editor or a system left this file behind"]),
            RuleRow(
                "two of one name", .strayFile, file: "docs/README.md", "# Docs\n",
                ["0/docs/README.md: two files of the version are named README.md; this one is served"]),
        ])
    func files(_ row: RuleRow) async { await row.check() }

    @Test(
        "names of a template and its version are compared by their words",
        arguments: [("Web", 0), ("web", 0), ("The Web Server", 0), ("Log Agent", 1), ("''", 0)])
    func names(_ name: String, _ count: Int) async {
        let row = RuleRow("", .nameDiffers, versions: ["0": ["name: \(name)", "version: 1.0.0"]])
        #expect(await row.findings().count == count)
    }

    @Test("only the version that is offered first is asked for its name")
    func firstName() async {
        let versions = ["0": ["name: Old", "version: 0.9.0"], "1": ["name: Web", "version: 1.0.0"]]
        #expect(await RuleRow("", .nameDiffers, versions: versions).findings().isEmpty)
    }

    @Test(
        "folders of templates and versions that ids cannot name are found",
        arguments: [
            ("infra-templates/we b/0", "the folder \"we b\" is named by more than letters, digits, -, _ and ."),
            ("infra-templates/web:1/0", "the folder \"web:1\" is named by more than letters, digits, -, _ and ."),
            ("infra-templates/w\u{E9}b/0", "the folder \"w\u{E9}b\" is named by more than letters, digits, -, _ and ."),
            ("infra-templates/web/007", "the folder 007 is the revision 7"),
            ("infra-templates/web/+1", "the folder +1 is the revision 1"), ("infra-templates/Web_2.0/10", nil),
            ("infra-templates/web/v1.0.0", nil),
        ] as [(String, String?)])
    func folders(_ folder: String, _ message: String?) async {
        let found = await RuleTests.findings(["\(folder)/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n"])
        #expect(found.filter { $0.rule == "MU066" }.map(\.diagnostic.message) == [message].compactMap(\.self))
    }

    @Test("the fix of line ends takes out the CR of every line, and no other")
    func lineEnds() async {
        let text = "web:\r\n  image: example/web:1.0.0\r\n  labels:\n    a: \"\\r\"\n"
        let fixes = await RuleRow("", .lineEnds, file: "docker-compose.yml", text).findings().flatMap(\.fixes)
        #expect(fixes.map(\.replacement) == ["web:\n  image: example/web:1.0.0\n  labels:\n    a: \"\\r\"\n"])
    }
}
