package import Catalog
import Diagnostics
import Encodings

extension UpgradeGraph {
    /// The graph as a picture, one SVG document: the versions in a column, the newest on top, and at their left an arc for each
    /// offered step that others do not imply; the upgrade that is offered first is bold, what the server does not see dashed.
    ///
    /// It brings its own ground and heeds the reader's colour scheme, so it is readable on dark and on light pages, and has
    /// no script and no links. What stands in it of the catalog is text.
    ///
    /// - Parameters:
    ///   - title: what stands on top, such as the template's id.
    ///   - version: the only version whose steps are drawn, with its way to the default; nil for all.
    package func svg(title: String, from version: TemplateVersion? = nil) -> String {
        UpgradePicture(of: self, title: title, from: version).document
    }
}

/// The places and the text of a picture.
private struct UpgradePicture {
    private static let rowHeight = 38
    private static let headerHeight = 44
    private static let longestArc = 280
    /// The width of a character in the fixed-width font of size 12, rounded up.
    private static let characterWidth = 8
    private static let longestText = 60

    /// Light colours stand on the elements, so that what knows no style sheets shows them too.
    private static let style = """
        @media (prefers-color-scheme:dark){.muster-upgrades .paper,.muster-upgrades .node{fill:#151b23}
        .muster-upgrades .ink{fill:#e6edf3}.muster-upgrades .soft{fill:#9198a1}.muster-upgrades .node{stroke:#e6edf3}
        .muster-upgrades .arc{stroke:#6e7681}.muster-upgrades .head{fill:#6e7681}
        .muster-upgrades .preferred{stroke:#4493f8}.muster-upgrades .default{fill:#4493f8}}
        """

    private struct Row {
        let position: Int
        let name: String
        let details: String
        let tooltip: String
        let isVisible: Bool
        let isDefault: Bool
    }

    private struct Arc {
        let source: Int
        let target: Int
        let isPreferred: Bool
        let tooltip: String
        /// How many rows it leads across; never 0.
        var length: Int { max(1, abs(source - target)) }
    }

    private let title: String
    /// The newest first.
    private let rows: [Row]
    /// Between rows; the preferred ones last, so that they lie on top.
    private let arcs: [Arc]
    /// The length of the longest arc; never 0.
    private let longest: Int

    init(of graph: UpgradeGraph, title: String, from version: TemplateVersion?) {
        let drawing = UpgradeDrawing(of: graph, from: version)
        let nodes = Array(drawing.nodes.reversed())
        let places = Dictionary(nodes.enumerated().map { ($1, $0) }) { first, _ in first }
        let ways = graph.waysToDefault()
        let server = graph.selection.rancherVersion
        self.title = Self.shortened(server.isEmpty ? title : "\(title), for Rancher \(server)")
        rows = nodes.map { Self.row($0, of: graph, way: ways[$0]) }
        arcs = drawing.steps.filter { $0.weight != .implied }.compactMap { step -> Arc? in
            guard let source = places[step.source], let target = places[step.target] else { return nil }
            let isPreferred = step.weight == .preferred
            let (from, to) = (graph.versions[step.source], graph.versions[step.target])
            return Arc(
                source: source, target: target, isPreferred: isPreferred,
                tooltip: graph.explanation(of: to, from: from) + (isPreferred ? ", which is offered first" : ""))
        }.sorted { !$0.isPreferred && $1.isPreferred }
        longest = arcs.map(\.length).max() ?? 1
    }

    private static func row(_ position: Int, of graph: UpgradeGraph, way: UpgradeGraph.WayToDefault) -> Row {
        let version = graph.versions[position]
        let marks = graph.marks(of: position)
        let count = graph.offers[position].count
        let offered = count == 0 ? "no upgrade is offered" : "\(count) upgrade\(count == 1 ? " is" : "s are") offered"
        let isStranded = way == .deadEnd || way == .missing
        let words = [version.label, version.window.phrase ?? "for any Rancher version"] + marks + [offered]
        return Row(
            position: position, name: shortened(version.label),
            details: shortened(([version.window.phrase].compactMap { $0 } + marks).joined(separator: ", ")),
            tooltip: shortened(
                (words + (isStranded ? ["no way leads to the default"] : [])).joined(separator: "; "), to: 400),
            isVisible: graph.selection.isVisible(version),
            isDefault: version.folderName == graph.selection.defaultTarget?.folderName)
    }

    // MARK: Places

    /// How far the handles of an arc stand out: in proportion to its length, so that no two of one end meet.
    private func bulge(_ arc: Arc) -> Int {
        14 + arc.length * min(8 * longest, Self.longestArc) / longest
    }

    /// Where the column of versions is: to the right of the widest arc. A curve comes three quarters as far as its handles.
    private var column: Int { 28 + (arcs.map { bulge($0) }.max() ?? 0) * 3 / 4 }

    private var width: Int {
        let texts = rows.flatMap { [$0.name, $0.details] }.map { column + 18 + Self.width(of: $0) }
        return max(texts.max() ?? 0, 16 + Self.width(of: title)) + 16
    }

    private var height: Int { Self.headerHeight + rows.count * Self.rowHeight + 8 }

    private func middle(of row: Int) -> Int { Self.headerHeight + row * Self.rowHeight + Self.rowHeight / 2 }

    private static func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? characterWidth : 2 * characterWidth) }
    }

    // MARK: Text

    var document: String {
        let size = "width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\""
        let font = "font-family=\"ui-monospace,monospace\" font-size=\"12\""
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"muster-upgrades\" role=\"img\" \(size) \(font)>",
            "<title>\(Self.escaped("Upgrades of \(title)"))</title>", "<style>\n\(Self.style)\n</style>",
            "<rect class=\"paper\" width=\"\(width)\" height=\"\(height)\" rx=\"6\" fill=\"#ffffff\"/>",
            "<text class=\"ink\" x=\"16\" y=\"26\" font-weight=\"bold\" fill=\"#1f2328\">\(Self.escaped(title))</text>",
        ]
        lines += arcs.map(text)
        lines += Set(arcs.map(\.target)).sorted().map(arrowhead)
        lines += rows.indices.map(text)
        return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    private func text(of arc: Arc) -> String {
        let (from, to, reach) = (middle(of: arc.source), middle(of: arc.target), column - bulge(arc))
        let path = "M\(column) \(from)C\(reach) \(from) \(reach) \(to) \(column - 6) \(to)"
        let look =
            arc.isPreferred
            ? "class=\"arc preferred\" stroke=\"#0969da\" stroke-width=\"2\""
            : "class=\"arc\" stroke=\"#8c959f\" stroke-width=\"1.2\""
        return "<path d=\"\(path)\" fill=\"none\" \(look)><title>\(Self.escaped(arc.tooltip))</title></path>"
    }

    /// Every arc arrives from the left, so one arrowhead a row is enough.
    private func arrowhead(at row: Int) -> String {
        "<path class=\"head\" d=\"M\(column - 12) \(middle(of: row) - 4)l7 4l-7 4z\" fill=\"#8c959f\"/>"
    }

    private func text(of index: Int) -> String {
        let (row, y) = (rows[index], middle(of: index))
        let dashes = row.isVisible ? "" : " stroke-dasharray=\"2 2\""
        let look = row.isDefault ? "class=\"node default\" fill=\"#0969da\"" : "class=\"node\" fill=\"#ffffff\""
        let weight = row.isDefault ? " font-weight=\"bold\"" : ""
        let ink = row.isVisible ? "class=\"ink\" fill=\"#1f2328\"" : "class=\"soft\" fill=\"#59636e\""
        return "<g><title>\(Self.escaped(row.tooltip))</title>"
            + "<circle \(look) cx=\"\(column)\" cy=\"\(y)\" r=\"5\" stroke=\"#1f2328\"\(dashes)/>"
            + "<text \(ink) x=\"\(column + 18)\" y=\"\(y - 2)\"\(weight)>\(Self.escaped(row.name))</text>"
            + "<text class=\"soft\" x=\"\(column + 18)\" y=\"\(y + 12)\" font-size=\"11\" fill=\"#59636e\">"
            + "\(Self.escaped(row.details))</text></g>"
    }

    private static func shortened(_ text: String, to length: Int = longestText) -> String {
        let text = text.printable
        return text.unicodeScalars.count <= length ? text : String(text.unicodeScalars.prefix(length - 1)) + "…"
    }

    private static func escaped(_ text: String) -> String {
        XMLText.escaped(text.printable).replacing("'", with: "&#39;")
    }
}
