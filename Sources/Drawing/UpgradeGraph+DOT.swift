package import Catalog
import Diagnostics

extension UpgradeGraph {
    /// The graph in Graphviz's language: every offered step an edge, bold to the upgrade that is offered first, light where
    /// two others lead to the same; versions that the server does not see dashed. Ends in a line feed.
    ///
    /// - Parameters:
    ///   - title: what stands above, such as the template's id.
    ///   - version: the only version whose steps are drawn, with its way to the default; nil for all.
    package func dot(title: String, from version: TemplateVersion? = nil) -> String {
        let drawing = UpgradeDrawing(of: self, from: version)
        var lines = [
            "digraph \(quoted(title)) {", "  label=\(quoted(title)); labelloc=t; rankdir=BT;",
            "  node [shape=box, style=rounded, fontname=\"sans-serif\"]; edge [color=\"#57606a\"];",
        ]
        lines += drawing.nodes.map { "  v\($0) [\(attributes(of: $0))];" }
        lines += drawing.steps.map { "  v\($0.source) -> v\($0.target)\(Self.attributes(of: $0.weight));" }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private func attributes(of node: Int) -> String {
        let version = versions[node]
        let label = [version.label, version.window.phrase].compactMap { $0 } + marks(of: node)
        // Line ends of the label are its own; every text between them is foreign.
        let style = selection.isVisible(version) ? "" : ", style=\"rounded,dashed\""
        return "label=\"\(label.map(escaped).joined(separator: "\\n"))\"\(style)"
    }

    private static func attributes(of weight: UpgradeDrawing.Weight) -> String {
        switch weight {
        case .preferred: " [style=bold, penwidth=2]"
        case .plain: ""
        case .implied: " [color=\"#57606a40\", constraint=false]"
        }
    }

    private func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    /// Graphviz reads `\` and, in labels, entities; a quote would end the text.
    private func escaped(_ text: String) -> String {
        text.printable.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("&", with: "&amp;")
    }
}
