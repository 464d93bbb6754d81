import Diagnostics
import YAML

extension FuzzTarget {
    /// Parses any bytes as YAML. Laws: a broken text says why; every node lies in the text and in its parent; findings
    /// render.
    static let yaml = FuzzTarget("yaml", checkYAML)
}

private func checkYAML(_ bytes: [UInt8]) {
    let source = SourceText(path: "fuzz.yml", bytes: bytes)
    let limits = YAMLLimits(bytes: 1 << 16, depth: 40, nodes: 5000)
    let document = YAMLDocument.parse(source, limits: limits)
    for diagnostic in document.diagnostics { law(!TextRenderer { _ in source }.render(diagnostic).isEmpty, "no text") }
    guard let root = document.root else { return }
    var nodes = 0
    check(root, within: SourceSpan(0, bytes.count), depth: 0, &nodes)
    law(nodes <= 20 * limits.nodes, "more nodes than the limit allows")
}

private func check(_ node: YAMLNode, within span: SourceSpan, depth: Int, _ nodes: inout Int) {
    nodes += 1
    law(node.span.start >= 0 && node.span.end <= span.end, "a node outside the text")
    law(depth <= 200, "deeper than the limit allows")
    _ = node.scalar?.reencoded
    _ = node.scalar?.goString
    for element in node.elements ?? [] { check(element, within: span, depth: depth + 1, &nodes) }
    for entry in node.entries ?? [] {
        check(entry.key, within: span, depth: depth + 1, &nodes)
        check(entry.value, within: span, depth: depth + 1, &nodes)
    }
}
