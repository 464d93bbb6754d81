import GoText

/// A parsed template: flat arrays of nodes, each with the bytes it came from.
///
/// Nodes refer to others by index. ``Node/position`` is the byte that Go names in error texts, which for a chain of
/// fields is not where it begins; ``Node/start`` and ``Node/end`` are the whole range.
struct SyntaxTree: Sendable {
    typealias Index = Int32

    enum Kind: UInt8, Sendable {
        case list, text, comment, action, pipeline, command
        case field, variable, chain, identifier, boolean, dot, null, number, string
        case conditional, with, range, template, define, block, breakLoop, continueLoop
    }

    struct Node: Sendable {
        var kind: Kind
        /// A truth value, or whether a pipeline assigns instead of declaring.
        var flag = false
        /// How many of a pipeline's children are declared variables.
        var declarations: Int32 = 0
        var position: Int32
        var start: Int32
        var end: Int32
        /// The children in ``SyntaxTree/children``.
        var firstChild: Int32 = 0
        var childCount: Int32 = 0
        /// The names of a field, chain or variable in ``SyntaxTree/names``; the text of a string, the name of a template
        /// there; a number in ``SyntaxTree/numbers``.
        var firstName: Int32 = 0
        var nameCount: Int32 = 0
    }

    /// A named template: what `define` and `block` make.
    struct Definition: Sendable {
        let name: [UInt8]
        let list: Index
    }

    let source: [UInt8]
    var nodes: [Node] = []
    var children: [Index] = []
    var names: [[UInt8]] = []
    var numbers: [NumberLiteral] = []
    private(set) var definitions: [Definition] = []
    private var places: [[UInt8]: Int] = [:]
    var root: Index = 0

    init(source: [UInt8]) { self.source = source }

    /// The place of a name in ``definitions``.
    func definition(_ name: [UInt8]) -> Int? { places[name] }

    /// Puts a definition in the place of the one with its name, or at the end.
    mutating func define(_ definition: Definition) {
        if let place = places[definition.name] {
            definitions[place] = definition
        } else {
            places[definition.name] = definitions.count
            definitions.append(definition)
        }
    }

    subscript(index: Index) -> Node {
        @inline(__always) get { nodes[Int(index)] }
        set { nodes[Int(index)] = newValue }
    }

    func children(of index: Index) -> ArraySlice<Index> {
        let node = nodes[Int(index)]
        return children[Int(node.firstChild)..<Int(node.firstChild + node.childCount)]
    }

    @inline(__always)
    func child(_ place: Int, of node: Node) -> Index { children[Int(node.firstChild) + place] }

    func names(of node: Node) -> ArraySlice<[UInt8]> {
        names[Int(node.firstName)..<Int(node.firstName + node.nameCount)]
    }

    /// The text of a range of the source.
    func text(_ node: Node) -> ArraySlice<UInt8> { source[Int(node.start)..<Int(node.end)] }

    /// Whether a list holds nothing but white space and comments, which Go takes for no definition at all.
    func isEmpty(_ index: Index) -> Bool {
        let node = self[index]
        switch node.kind {
        case .comment, .define: return true
        case .text: return text(node).allSatisfy(Self.isSpace)
        case .list: return children(of: index).allSatisfy(isEmpty)
        default: return false
        }
    }

    /// White space as `bytes.TrimSpace` knows it, of one byte.
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
}
