import Diagnostics
import YAML

/// The lines that the reference's decoder names: it does not read the author's text but one that it has written from the
/// section, keys sorted and long lines folded. This writes the same and looks the places up in it.
struct ReferenceLines {
    /// One step down in a tree.
    enum Step: Sendable {
        case key(String)
        case index(Int)

        var text: String {
            switch self {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
    }

    private let document: YAMLDocument
    /// go-yaml folds scalars past this column.
    private static let width = 80

    init(of section: ComposeMap) {
        let origin = Origin(path: "", span: SourceSpan(0, 0))
        let node = ComposeValue(.map(section), at: origin).yamlNode(sorted: true)
        document = YAMLDocument.parse(SourceText(path: "", bytes: YAMLEmitter.emit(node, width: Self.width)))
    }

    /// The line, from 1, of the value at the end of a path.
    func line(of path: [Step]) -> Int {
        guard var node = document.root else { return 1 }
        for step in path {
            guard let next = Self.follow(step, from: node) else { break }
            node = next
        }
        return document.source.position(at: node.span.start).line
    }

    private static func follow(_ step: Step, from node: YAMLNode) -> YAMLNode? {
        switch step {
        case .key(let key): return node[key]
        case .index(let index):
            guard let elements = node.elements, elements.indices.contains(index) else { return nil }
            return elements[index]
        }
    }
}
