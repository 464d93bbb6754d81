import Catalog

/// What of a graph is drawn: which versions, and which steps in which weight.
struct UpgradeDrawing: Sendable {
    /// How a step is drawn.
    enum Weight: Sendable, Hashable {
        /// The upgrade that is offered first.
        case preferred
        /// Any other.
        case plain
        /// One that two others lead along as well: see ``UpgradeGraph/isImplied(from:to:)``.
        case implied
    }

    /// A step that is offered.
    struct Step: Sendable, Hashable {
        let source: Int
        let target: Int
        let weight: Weight
    }

    /// Positions in the graph's versions, ascending.
    let nodes: [Int]
    /// Steps by source, then target.
    let steps: [Step]

    /// The drawing of a whole graph, or of what `version` can be upgraded to with its way to the default.
    init(of graph: UpgradeGraph, from version: TemplateVersion?) {
        var steps: [Step] = []
        for source in graph.sources(version) { steps += Self.steps(from: source, of: graph) }
        if version == nil {
            nodes = Array(graph.versions.indices)
        } else {
            let ways = graph.waysToDefault()
            for source in graph.sources(version) {
                guard case .steps(let path) = ways[source] else { continue }
                for (from, to) in zip(path, path.dropFirst()) {
                    steps.append(Step(source: from, target: to, weight: .preferred))
                }
            }
            nodes = Set(graph.sources(version) + steps.flatMap { [$0.source, $0.target] }).sorted()
        }
        self.steps = steps
    }

    private static func steps(from source: Int, of graph: UpgradeGraph) -> [Step] {
        let preferred = graph.defaultOffer(from: source)
        return graph.offers[source].map { target in
            let isImplied = graph.isImplied(from: source, to: target)
            let weight: Weight = target == preferred ? .preferred : isImplied ? .implied : .plain
            return Step(source: source, target: target, weight: weight)
        }
    }
}
