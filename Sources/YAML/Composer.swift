import Diagnostics

/// Builds the tree of one document from events. Recursion is bounded by ``YAMLLimits/depth``.
struct Composer {
    private let events: EventParser
    private let source: SourceText
    private let limits: YAMLLimits
    private(set) var diagnostics: [Diagnostic] = []
    private var anchors: [String: Anchored] = [:]
    private var open: Set<String> = []
    private var nodes = 0

    /// An anchored node with the number of nodes that an alias to it repeats.
    private struct Anchored {
        var node: YAMLNode
        var size: Int
    }

    init(events: EventParser, source: SourceText, limits: YAMLLimits) {
        self.events = events
        self.source = source
        self.limits = limits
    }

    /// The first document's node; nil when there is none.
    mutating func document() throws(YAMLFailure) -> YAMLNode? {
        while true {
            let event = try events.next()
            switch event.kind {
            case .streamStart: continue
            case .documentStart: return try node(try events.next(), depth: 0)
            default: return nil
            }
        }
    }

    private mutating func node(_ event: YAMLEvent, depth: Int) throws(YAMLFailure) -> YAMLNode {
        if case .alias(let anchor) = event.kind { return try alias(anchor, at: event.span) }
        let before = nodes
        try count(1, at: event.span)
        if let anchor = event.anchor { open.insert(anchor) }
        let node: YAMLNode
        switch event.kind {
        case .scalar(let text, let style, let implicit):
            node = try Self.scalar(text, style: style, implicit: implicit, event: event)
        case .sequenceStart: node = try sequence(event, depth: depth + 1)
        case .mappingStart: node = try mapping(event, depth: depth + 1)
        default: throw YAMLFailure(code: .yamlSyntax, message: "unexpected end of the document", span: event.span)
        }
        if let anchor = event.anchor {
            open.remove(anchor)
            anchors[anchor] = Anchored(node: node, size: nodes - before)
        }
        return node
    }

    private mutating func alias(_ anchor: String, at span: SourceSpan) throws(YAMLFailure) -> YAMLNode {
        if open.contains(anchor) {
            throw YAMLFailure(code: .yamlAlias, message: "anchor '\(anchor)' value contains itself", span: span)
        }
        guard let anchored = anchors[anchor] else {
            throw YAMLFailure(code: .yamlAlias, message: "unknown anchor '\(anchor)' referenced", span: span)
        }
        try count(anchored.size, at: span)
        return anchored.node
    }

    private mutating func count(_ more: Int, at span: SourceSpan) throws(YAMLFailure) {
        nodes += more
        guard nodes <= limits.nodes else {
            let message = "the document has more than \(limits.nodes) nodes, counting what aliases repeat"
            throw YAMLFailure(code: .yamlTooManyNodes, message: message, span: span)
        }
    }

    private func checkDepth(_ depth: Int, at span: SourceSpan) throws(YAMLFailure) {
        guard depth <= limits.depth else {
            let message = "sequences and mappings are nested more than \(limits.depth) deep"
            throw YAMLFailure(code: .yamlTooDeep, message: message, span: span)
        }
    }

    private static func scalar(
        _ text: [UInt8], style: YAMLScalar.Style, implicit: Bool, event: YAMLEvent
    ) throws(YAMLFailure) -> YAMLNode {
        let string = String(decoding: text, as: UTF8.self)
        do throws(ScalarResolver.Mismatch) {
            let value = try ScalarResolver.resolve(string, style: style, tag: event.tag)
            return YAMLNode(.scalar(YAMLScalar(text: string, value: value, style: style)), span: event.span)
        } catch {
            throw YAMLFailure(code: .yamlValue, message: error.message, span: event.span)
        }
    }

    private mutating func sequence(_ start: YAMLEvent, depth: Int) throws(YAMLFailure) -> YAMLNode {
        try checkDepth(depth, at: start.span)
        var elements: [YAMLNode] = []
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.kind {
                return YAMLNode(.sequence(elements), span: Self.span(from: start, to: event, last: elements.last?.span))
            }
            elements.append(try node(event, depth: depth))
        }
    }

    private mutating func mapping(_ start: YAMLEvent, depth: Int) throws(YAMLFailure) -> YAMLNode {
        try checkDepth(depth, at: start.span)
        var builder = MappingBuilder()
        while true {
            let event = try events.next()
            if case .mappingEnd = event.kind {
                let last = builder.lastSpan
                diagnostics += builder.duplicates.map { duplicate($0) }
                return YAMLNode(
                    .mapping(try builder.entries()), span: Self.span(from: start, to: event, last: last))
            }
            let key = try node(event, depth: depth)
            builder.add(key: key, value: try node(try events.next(), depth: depth))
        }
    }

    /// A block ends where its last node does; libyaml marks the end of a block where the next token starts.
    private static func span(from start: YAMLEvent, to end: YAMLEvent, last: SourceSpan?) -> SourceSpan {
        let isFlow = end.span.end > end.span.start
        return SourceSpan(start.span.start, isFlow ? end.span.end : last?.end ?? start.span.end)
    }

    private func duplicate(_ pair: MappingBuilder.Duplicate) -> Diagnostic {
        Diagnostic(
            .yamlDuplicateKey, .warning, "the key \"\(pair.key)\" stands twice; the last one counts",
            at: source.location(of: pair.second),
            related: [RelatedLocation("first written here", at: source.location(of: pair.first))],
            help: "remove one of them")
    }
}
