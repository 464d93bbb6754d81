import Budget
import Diagnostics

/// Builds the tree of one document from events. Recursion is bounded by ``YAMLLimits/depth``.
struct Composer {
    private let events: EventParser
    private let source: SourceText
    private let limits: YAMLLimits
    private var found = CappedDiagnostics()
    /// Whether an alias was expanded.
    private(set) var repeatsNodes = false
    private var anchors: [String: Anchor] = [:]
    private var size = Size()
    private var meter: WorkMeter

    /// What was found.
    var diagnostics: [Diagnostic] { found.diagnostics }

    /// How much there is, counting what aliases repeat.
    private struct Size {
        var nodes = 0
        var bytes = 0

        static func - (left: Size, right: Size) -> Size {
            Size(nodes: left.nodes - right.nodes, bytes: left.bytes - right.bytes)
        }
    }

    /// A node as it is put into its parent.
    private struct Composed {
        var node: YAMLNode
        /// Sequences and mappings within each other, this one counted.
        var height: Int
        /// Where its text ends; for an alias not the anchored node's end.
        var end: Int
    }

    /// What an anchor's name stands for.
    private enum Anchor {
        /// The node that began as the given number is still being read.
        case open(Int)
        /// A whole node, with how much an alias to it repeats.
        case closed(Composed, size: Size)
    }

    init(events: EventParser, source: SourceText, limits: YAMLLimits, budget: WorkBudget) {
        meter = WorkMeter(budget)
        self.events = events
        self.source = source
        self.limits = limits
    }

    /// The first document's node; nil when there is none. Like go-yaml, it looks at what follows the document,
    /// which must be the end or another document, but not into that.
    mutating func document() throws(YAMLFailure) -> YAMLNode? {
        var event = try events.next()
        if case .streamStart = event.kind { event = try events.next() }
        guard case .documentStart = event.kind else { return nil }
        let root = try node(try events.next(), depth: 0).node
        _ = try events.next()
        _ = try events.next()
        return root
    }

    private mutating func node(_ event: YAMLEvent, depth: Int) throws(YAMLFailure) -> Composed {
        if case .alias(let anchor) = event.kind { return try alias(anchor, at: event.span, depth: depth) }
        let before = size
        try count(Size(nodes: 1), at: event.span)
        let number = size.nodes
        // A name counts from where its node starts, so that of two nodes of one name the later one stays.
        if let anchor = event.anchor { anchors[anchor] = .open(number) }
        let composed: Composed
        switch event.kind {
        case .scalar(let text, let style):
            try count(Size(bytes: text.count), at: event.span)
            composed = try Self.scalar(text, style: style, event: event)
        case .sequenceStart: composed = try sequence(event, depth: depth + 1)
        case .mappingStart: composed = try mapping(event, depth: depth + 1)
        default: throw YAMLFailure(code: .yamlSyntax, message: "unexpected end of the document", span: event.span)
        }
        if let anchor = event.anchor, case .open(number) = anchors[anchor] {
            anchors[anchor] = .closed(composed, size: size - before)
        }
        return composed
    }

    private mutating func alias(
        _ anchor: String, at span: SourceSpan, depth: Int
    ) throws(YAMLFailure) -> Composed {
        switch anchors[anchor] {
        case .closed(var composed, let size):
            try count(size, at: span)
            try checkDepth(depth + composed.height, at: span)
            composed.end = span.end
            repeatsNodes = true
            return composed
        case .open:
            throw YAMLFailure(
                code: .yamlAlias, message: "anchor '\(anchor.abbreviated)' value contains itself", span: span)
        case nil:
            throw YAMLFailure(
                code: .yamlAlias, message: "unknown anchor '\(anchor.abbreviated)' referenced", span: span)
        }
    }

    private mutating func count(_ more: Size, at span: SourceSpan) throws(YAMLFailure) {
        size.nodes += more.nodes
        size.bytes += more.bytes
        guard size.nodes <= limits.nodes else {
            let message = "the document has more than \(limits.nodes) nodes, counting what aliases repeat"
            throw YAMLFailure(code: .yamlTooManyNodes, message: message, span: span)
        }
        guard size.bytes <= limits.expandedBytes else {
            let message =
                "the document's values have more than \(limits.expandedBytes) bytes, counting what aliases repeat"
            throw YAMLFailure(code: .yamlTooLarge, message: message, span: span)
        }
        if !meter.goesOn(after: more.bytes), let stop = meter.stop {
            throw YAMLFailure(code: stop.code, message: stop.sentence("reading the document"), span: span)
        }
    }

    private func checkDepth(_ depth: Int, at span: SourceSpan) throws(YAMLFailure) {
        guard depth <= limits.depth else {
            let message = "sequences and mappings are nested more than \(limits.depth) deep"
            throw YAMLFailure(code: .yamlTooDeep, message: message, span: span)
        }
    }

    private static func scalar(
        _ text: String, style: YAMLScalar.Style, event: YAMLEvent
    ) throws(YAMLFailure) -> Composed {
        do throws(ScalarResolver.Mismatch) {
            let value = try ScalarResolver.resolve(text, style: style, tag: event.tag)
            let node = YAMLNode(.scalar(YAMLScalar(text: text, value: value, style: style)), span: event.span)
            return Composed(node: node, height: 0, end: event.span.end)
        } catch {
            throw YAMLFailure(code: .yamlValue, message: error.message, span: event.span)
        }
    }

    private mutating func sequence(_ start: YAMLEvent, depth: Int) throws(YAMLFailure) -> Composed {
        try checkDepth(depth, at: start.span)
        var elements: [YAMLNode] = []
        var height = 0
        var last = start.span.end
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.kind {
                return Self.collection(.sequence(elements), from: start, to: event, last: last, height: height + 1)
            }
            let element = try node(event, depth: depth)
            elements.append(element.node)
            height = max(height, element.height)
            last = element.end
        }
    }

    private mutating func mapping(_ start: YAMLEvent, depth: Int) throws(YAMLFailure) -> Composed {
        try checkDepth(depth, at: start.span)
        var builder = MappingBuilder()
        var height = 0
        var last = start.span.end
        while true {
            let event = try events.next()
            if case .mappingEnd = event.kind {
                for pair in builder.duplicates { report(pair) }
                let entries = YAMLNode.Content.mapping(try builder.entries())
                return Self.collection(entries, from: start, to: event, last: last, height: height + 1)
            }
            let key = try node(event, depth: depth)
            let valueEvent = try events.next()
            let value = try node(valueEvent, depth: depth)
            if event.isMergeKey {
                builder.addMerge(value.node, isAlias: valueEvent.isAlias)
            } else {
                builder.add(key: key.node, value: value.node)
            }
            height = max(height, key.height, value.height)
            last = max(key.end, value.end)
        }
    }

    /// A block ends where its last node does; libyaml marks the end of a block where the next token starts.
    private static func collection(
        _ content: YAMLNode.Content, from start: YAMLEvent, to end: YAMLEvent, last: Int, height: Int
    ) -> Composed {
        let isFlow = end.span.end > end.span.start
        let span = SourceSpan(start.span.start, isFlow ? end.span.end : last)
        return Composed(node: YAMLNode(content, span: span), height: height, end: span.end)
    }

    private mutating func report(_ pair: MappingBuilder.Duplicate) {
        guard !found.isFull(.yamlDuplicateKey, in: source.path) else {
            return found.leaveOut(.yamlDuplicateKey, .warning, in: source.path)
        }
        found.append(
            Diagnostic(
                .yamlDuplicateKey, .warning, "the key \"\(pair.key.abbreviated)\" stands twice; the last one counts",
                at: source.location(of: pair.second),
                related: [RelatedLocation("first written here", at: source.location(of: pair.first))],
                help: "remove one of them"))
    }
}
