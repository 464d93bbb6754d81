public import Diagnostics

/// A place where a template decides: an `if`, a `with` or a `range`.
public struct TemplateBranch: Sendable, Hashable {
    /// The most fields of one branch that are told, and the most texts and numbers of one comparison.
    public static let mostOperands = 64

    /// The whole block, as ``ExecutionRecord/Branch/span`` tells it of a run.
    public let span: SourceSpan
    /// What decides.
    public let condition: SourceSpan
    /// Whether something is written for the other case.
    public let hasElse: Bool
    /// The fields that decide, from the data's root: `["Values", "IMAGE"]`; also those that reach the condition through
    /// template variables of the same name anywhere in the template.
    public let fields: Set<[String]>
    /// The texts and numbers that the condition compares fields with, as data would hold them, in their order.
    public let comparisons: [Comparison]

    /// Whether ``fields`` and ``comparisons`` have everything that decides, no more than ``mostOperands``.
    public let isWhole: Bool
    /// Whether nothing but fields, texts, numbers and `eq`, `ne`, `and`, `or` and `not` decides: the values in
    /// ``comparisons``, an empty one and any other then lead everywhere that values can lead.
    public let isPlain: Bool

    /// Fields beside texts and numbers in one comparison.
    public struct Comparison: Sendable, Hashable {
        /// The fields, from the data's root.
        public let fields: Set<[String]>
        /// What they are compared with.
        public let literals: [String]
    }
}

extension TextTemplate {
    /// Every place where the template decides, in the order of the text.
    public var branches: [TemplateBranch] {
        var reader = BranchReader(program.tree)
        return reader.branches()
    }
}

/// Reads the branches out of a syntax tree.
private struct BranchReader {
    private let tree: SyntaxTree
    /// Every field of the template, and its number.
    private var fields: [[String]] = []
    private var numbers: [[String]: Int] = [:]
    /// The numbers of the fields in what template variables are given, by the variable's name.
    private var declared: [[UInt8]: Operands] = [:]

    /// What an expression is made of: the numbers of fields, and comparisons.
    private struct Operands {
        var fields: Set<Int> = []
        var comparisons: [(fields: Set<Int>, literals: [String])] = []
        var isWhole = true

        mutating func add(_ other: Operands) {
            addFields(of: other)
            comparisons += other.comparisons.prefix(TemplateBranch.mostOperands - comparisons.count)
        }

        mutating func addFields(of other: Operands) {
            isWhole = isWhole && other.isWhole
            for field in other.fields where !fields.contains(field) {
                guard fields.count < TemplateBranch.mostOperands else {
                    isWhole = false
                    return
                }
                fields.insert(field)
            }
        }
    }

    init(_ tree: SyntaxTree) {
        self.tree = tree
        // In the order of the text: what a variable is made of is known before the variable is used.
        let pipelines = tree.nodes.indices.filter {
            tree.nodes[$0].kind == .pipeline && tree.nodes[$0].declarations > 0
        }
        for index in pipelines.sorted(by: { tree.nodes[$0].start < tree.nodes[$1].start }) {
            let operands = operands(of: SyntaxTree.Index(index))
            for variable in tree.children(of: SyntaxTree.Index(index)).prefix(Int(tree.nodes[index].declarations)) {
                guard let name = tree.names(of: tree[variable]).first else { continue }
                declared[name, default: Operands()].addFields(of: operands)
            }
        }
    }

    /// The branches in the order of the text.
    mutating func branches() -> [TemplateBranch] {
        let nodes = tree.nodes.filter { [.conditional, .with, .range].contains($0.kind) }
        return nodes.map { branch($0) }.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    }

    private mutating func branch(_ node: SyntaxTree.Node) -> TemplateBranch {
        let condition = tree.child(0, of: node)
        let operands = operands(of: condition)
        return TemplateBranch(
            span: node.span, condition: tree[condition].span, hasElse: node.childCount > 2,
            fields: names(operands.fields),
            comparisons: operands.comparisons.map { .init(fields: names($0.fields), literals: $0.literals) },
            isWhole: operands.isWhole && operands.comparisons.count < TemplateBranch.mostOperands,
            isPlain: node.kind != .range && isPlain(condition))
    }

    private func names(_ numbers: Set<Int>) -> Set<[String]> { Set(numbers.map { fields[$0] }) }

    private mutating func operands(ofField names: ArraySlice<[UInt8]>) -> Operands {
        let path = path(names)
        let number = numbers[path] ?? fields.count
        if number == fields.count {
            numbers[path] = number
            fields.append(path)
        }
        return Operands(fields: [number])
    }

    /// What an expression is made of. Expressions nest no deeper than the parser lets them.
    private mutating func operands(of index: SyntaxTree.Index) -> Operands {
        let node = tree[index]
        switch node.kind {
        case .field: return operands(ofField: tree.names(of: node))
        case .variable:
            let names = tree.names(of: node)
            guard let name = names.first else { return Operands() }
            // $ is the data's root.
            guard name.count > 1 else { return names.count > 1 ? operands(ofField: names.dropFirst()) : Operands() }
            return declared[name] ?? Operands()
        case .pipeline, .command, .chain:
            var result = Operands()
            for child in tree.children(of: index).dropFirst(Int(node.declarations)) {
                result.add(operands(of: child))
            }
            let literals = compared(by: index)
            if literals.count > TemplateBranch.mostOperands { result.isWhole = false }
            if !literals.isEmpty, result.comparisons.count < TemplateBranch.mostOperands {
                result.comparisons.append((result.fields, Array(literals.prefix(TemplateBranch.mostOperands))))
            }
            return result
        default: return Operands()
        }
    }

    private static let plainFunctions = ["and", "eq", "ne", "not", "or"].map { Array($0.utf8) }

    private func isPlain(_ index: SyntaxTree.Index) -> Bool {
        let node = tree[index]
        switch node.kind {
        case .field, .string, .number, .boolean, .dot: return true
        case .variable: return tree.names(of: node).first?.count == 1
        case .identifier: return Self.plainFunctions.contains(where: tree.text(node).elementsEqual)
        case .pipeline: return node.declarations == 0 && tree.children(of: index).allSatisfy(isPlain)
        case .command: return tree.children(of: index).allSatisfy(isPlain)
        default: return false
        }
    }

    private static let comparisons = ["eq", "ge", "gt", "le", "lt", "ne", "contains", "hasPrefix", "hasSuffix"]
        .map { Array($0.utf8) }

    /// The texts and numbers among the arguments of a command that compares.
    private func compared(by index: SyntaxTree.Index) -> [String] {
        let words = tree.children(of: index)
        guard tree[index].kind == .command, let first = words.first, tree[first].kind == .identifier,
            Self.comparisons.contains(where: tree.text(tree[first]).elementsEqual)
        else { return [] }
        return words.compactMap { word in
            switch tree[word].kind {
            case .string: tree.names(of: tree[word]).first.map { String(decoding: $0, as: UTF8.self) }
            case .number: String(decoding: tree.text(tree[word]), as: UTF8.self)
            default: nil
            }
        }
    }

    private func path(_ names: ArraySlice<[UInt8]>) -> [String] { names.map { String(decoding: $0, as: UTF8.self) } }
}
