import Catalog
import Drawing
import Foundation
import FoundationXML
import MusterTesting
import Testing

@Suite("Renderings of upgrade graphs")
struct UpgradeRenderingTests {
    static let versions = [
        version("0", "1.0.0"), version("1", "1.1.0"), version("2", "1.2.0", maximum: "v1.5.99"),
        version("3", "2.0.0", minimum: "v1.6.0", upgradeFrom: ">=1.1.0"), version("4", "2.1.0", upgradeFrom: "9.0.0"),
        version("v2.1.0", "2.1.0"),
    ]

    static func graph(_ rancherVersion: String = "v1.6.14") -> UpgradeGraph {
        UpgradeGraph(of: template(versions, named: "2.0.0"), rancherVersion: rancherVersion)
    }

    @Test("versions that are left out are counted")
    func leftOut() {
        let versions = (0..<(UpgradeGraph.mostVersions + 2)).map { version("\($0)", "1.\($0).0") }
        let graph = UpgradeGraph(of: template(versions))
        #expect(graph.text(title: "t").contains("\n2 of the lowest versions are left out\n"))
        #expect(String(decoding: graph.json(title: "t"), as: UTF8.self).contains(#""leftOut":2"#))
    }

    @Test("the text has a block a version, with reasons and the way to the default")
    func text() {
        #expect(
            Self.graph().text(title: "templates/t") == """
                templates/t, for Rancher v1.6.14: 6 versions

                1.0.0 (:0)
                  can be upgraded to 1.1.0 (:1)
                  not for Rancher v1.6.14: 1.2.0 (:2)
                  for upgrades from '>=1.1.0': 2.0.0 (:3)
                  replaced by 4, which says the same version: 2.1.0
                  for upgrades from '9.0.0': 2.1.0 (:4)
                  way to the default: 1.1.0 (:1), then 2.0.0 (:3)

                1.1.0 (:1)
                  can be upgraded to 2.0.0 (:3)
                  older: 1.0.0 (:0)
                  not for Rancher v1.6.14: 1.2.0 (:2)
                  replaced by 4, which says the same version: 2.1.0
                  for upgrades from '9.0.0': 2.1.0 (:4)

                1.2.0 (:2)  for Rancher up to v1.5.99  [not for v1.6.14]
                  can be upgraded to 2.0.0 (:3)
                  older: 1.0.0 (:0), 1.1.0 (:1)
                  replaced by 4, which says the same version: 2.1.0
                  for upgrades from '9.0.0': 2.1.0 (:4)

                2.0.0 (:3)  for Rancher v1.6.0 and later  [default]
                  no upgrade is offered
                  older: 1.0.0 (:0) to 1.2.0 (:2) (3 versions)
                  replaced by 4, which says the same version: 2.1.0
                  for upgrades from '9.0.0': 2.1.0 (:4)

                2.1.0  [replaced by 4]
                  no upgrade is offered
                  older: 1.0.0 (:0) to 2.0.0 (:3) (4 versions)
                  the same version to Rancher: 2.1.0 (:4)

                2.1.0 (:4)  [latest]
                  no upgrade is offered
                  older: 1.0.0 (:0) to 2.0.0 (:3) (4 versions)
                  replaced by 4, which says the same version: 2.1.0

                """)
    }

    @Test("the text of one version has a sentence for each that is not offered")
    func textFrom() {
        #expect(
            Self.graph().text(title: "templates/t", from: Self.versions[0]) == """
                templates/t, for Rancher v1.6.14: 6 versions

                1.0.0 (:0)
                  can be upgraded to 1.1.0 (:1)
                  1.2.0 (:2) is for Rancher up to v1.5.99; this is v1.6.14
                  2.0.0 (:3) is for upgrades from '>=1.1.0', which leaves out 1.0.0 (:0)
                  2.1.0 is not offered: 4 says the same version and stands for it
                  2.1.0 (:4) is for upgrades from '9.0.0', which leaves out 1.0.0 (:0)
                  way to the default: 1.1.0 (:1), then 2.0.0 (:3)

                """)
    }

    @Test(
        "a dead end is told where no way leads to the default",
        arguments: [
            (
                [version("0", "1.0.0"), version("1", "2.0.0", upgradeFrom: "0.0.0")],
                "dead end: no way leads to the default"
            ),
            (
                [version("0", "1.0.0"), version("1", "1.5.0"), version("2", "2.0.0", upgradeFrom: "0.0.0")],
                "no way leads to the default"
            ),
        ])
    func deadEnd(versions: [TemplateVersion], line: String) {
        let graph = UpgradeGraph(of: template(versions, named: "2.0.0"))
        #expect(graph.text(title: "t", from: versions[0]).hasSuffix("\n  \(line)\n"))
        #expect(!graph.text(title: "t", from: versions.last).contains("default:"))
    }

    @Test("no version is no trouble")
    func empty() throws {
        let graph = UpgradeGraph(of: template([]))
        #expect(graph.text(title: "t") == "t, for any Rancher version: 0 versions\n")
        #expect(graph.dot(title: "t").hasSuffix("}\n"))
        #expect(try SVGFacts(graph.svg(title: "t")).circles == 0)
        let json = try JSONValue(parsing: Data(graph.json(title: "t")))
        #expect(json["versions"] == .array([]) && json["default"] == .null)
    }

    @Test("Graphviz gets every offered step, in its weight, and dashes for what is not seen")
    func dot() {
        #expect(
            Self.graph("v1.5.0").dot(title: "templates/t") == #"""
                digraph "templates/t" {
                  label="templates/t"; labelloc=t; rankdir=BT;
                  node [shape=box, style=rounded, fontname="sans-serif"]; edge [color="#57606a"];
                  v0 [label="1.0.0 (:0)"];
                  v1 [label="1.1.0 (:1)"];
                  v2 [label="1.2.0 (:2)\nfor Rancher up to v1.5.99"];
                  v3 [label="2.0.0 (:3)\nfor Rancher v1.6.0 and later\nnot for v1.5.0", style="rounded,dashed"];
                  v4 [label="2.1.0\nreplaced by 4"];
                  v5 [label="2.1.0 (:4)\ndefault\nlatest"];
                  v0 -> v1;
                  v0 -> v2 [style=bold, penwidth=2];
                  v1 -> v2 [style=bold, penwidth=2];
                }

                """#)
        let plain = UpgradeGraph(
            of: template([version("0", "1.0"), version("1", "2.0"), version("2", "3.0")], named: "2.0"))
        #expect(plain.dot(title: "t").contains("v0 -> v2 [color=\"#57606a40\", constraint=false];"))
    }

    @Test("of one version only its steps and its way are drawn")
    func dotFrom() {
        let dot = Self.graph().dot(title: "t", from: Self.versions[0])
        #expect(dot.contains("  v0 -> v1 [style=bold, penwidth=2];\n  v1 -> v3 [style=bold, penwidth=2];\n}"))
        #expect(!dot.contains("v2 ["))
    }

    static let hostile = [
        version("0", #"1.0"; }<x onload='1'>&amp;\n\"#), version("1", "2.0\u{1B}[31m\u{202E}\u{FFFF}\n1"),
        version("2", String(repeating: "3", count: 5_000), minimum: "]]>", maximum: "<!--"),
    ]

    @Test("foreign text ends no quotes, opens no tags, and steers no terminal")
    func escaping() throws {
        let title = "a\"b<c>&\u{07}\\"
        let graph = UpgradeGraph(of: template(Self.hostile), rancherVersion: "<v1>\u{0}")
        let text = graph.text(title: title)
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.value == 0x202E })
        let dot = graph.dot(title: title)
        #expect(dot.contains(#"digraph "a\"b<c>&amp;\#u{FFFD}\\" {"#))
        #expect(dot.contains(#"label="1.0\"; }<x onload='1'>&amp;amp;\\n\\ (:0)"#))
        let svg = try SVGFacts(graph.svg(title: title))
        #expect(svg.elements.isSubset(of: ["svg", "title", "style", "rect", "text", "path", "g", "circle"]))
        #expect(svg.texts.contains { $0.hasPrefix(#"1.0"; }<x onload='1'>&amp;\n\"#) })
        #expect(svg.width < 1_000, "long texts are cut")
        let json = try JSONValue(parsing: Data(graph.json(title: title)))
        #expect(json["versions"]?.array?.count == 3)
    }

    @Test("the picture has a node a version, an arc an own step, and its size from its content")
    func svg() throws {
        let picture = try SVGFacts(Self.graph("v1.5.0").svg(title: "templates/t"))
        #expect(picture.circles == 6)
        #expect(picture.arcs == 3)
        #expect(picture.preferred == 2)
        #expect(picture.titles.contains("1.0.0 (:0) can be upgraded to 1.2.0 (:2), which is offered first"))
        #expect(picture.titles.contains("Upgrades of templates/t, for Rancher v1.5.0"))
        #expect(
            picture.titles.contains(
                "2.0.0 (:3); for Rancher v1.6.0 and later; not for v1.5.0; no upgrade is offered; "
                    + "no way leads to the default"))
        let chain = (0..<61).map { version("\($0)", "1.\($0).0") }
        let long = try SVGFacts(UpgradeGraph(of: template(chain)).svg(title: "t"))
        #expect(long.circles == 61)
        // From each to the next, and from each to the default; the last step is both.
        #expect(long.arcs == 60 + 59)
        #expect(long.height > picture.height)
        #expect(long.width < 600)
    }

    @Test("programs get every version with the standing of every other")
    func json() throws {
        let json = try JSONValue(parsing: Data(Self.graph().json(title: "templates/t")))
        #expect(json["template"] == .string("templates/t"))
        #expect(json["rancherVersion"] == .string("v1.6.14"))
        #expect(json["default"] == .string("3"))
        #expect(json["latest"] == .string("4"))
        let versions = try #require(json["versions"]?.array)
        #expect(versions.map { $0["folder"]?.string } == ["0", "1", "2", "3", "v2.1.0", "4"])
        #expect(versions[0]["pathToDefault"] == .array([.string("1"), .string("3")]))
        #expect(versions[3]["pathToDefault"] == .array([]))
        #expect(versions[5]["pathToDefault"] == .null)
        #expect(versions[0]["defaultUpgrade"] == .string("1"))
        #expect(versions[2]["isVisible"] == .boolean(false))
        #expect(
            versions[0]["standings"]
                == .object([
                    "0": .string("same"), "1": .string("offered"), "2": .string("outside-window"),
                    "3": .string("upgrade-from-excludes"), "v2.1.0": .string("superseded"),
                    "4": .string("upgrade-from-excludes"),
                ]))
        let one = try JSONValue(parsing: Data(Self.graph().json(title: "t", from: Self.versions[1])))
        #expect(one["versions"]?.array?.map { $0["folder"]?.string } == ["1"])
    }
}

/// What a picture holds, read by a parser that refuses what is not XML.
private final class SVGFacts: NSObject, XMLParserDelegate {
    struct NotXML: Error, CustomStringConvertible {
        let description: String
    }

    private(set) var elements: Set<String> = []
    private(set) var titles: [String] = []
    private(set) var texts: [String] = []
    private(set) var circles = 0
    private(set) var arcs = 0
    private(set) var preferred = 0
    private(set) var width = 0
    private(set) var height = 0
    private var content = ""

    init(_ svg: String) throws {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        guard parser.parse() else { throw NotXML(description: "\(String(describing: parser.parserError)): \(svg)") }
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.insert(element)
        content = ""
        let classes = attributes["class"]?.split(separator: " ") ?? []
        if element == "circle" { circles += 1 }
        if classes.contains("arc") { arcs += 1 }
        if classes.contains("preferred") { preferred += 1 }
        if element == "svg" {
            width = Int(attributes["width"] ?? "") ?? 0
            height = Int(attributes["height"] ?? "") ?? 0
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { content += string }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        if element == "title" { titles.append(content) }
        if element == "text" { texts.append(content) }
        content = ""
    }
}
