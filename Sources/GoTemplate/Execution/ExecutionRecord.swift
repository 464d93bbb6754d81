public import Diagnostics

/// What an execution did: which branches it took, and which values it read.
public struct ExecutionRecord: Sendable, Hashable {
    /// An `if` or `with` that was decided, in the order of the run; a loop's body adds one for every pass.
    public struct Branch: Sendable, Hashable {
        /// The whole block in the template.
        public let span: SourceSpan
        /// How often its first list ran: 0 or 1, for a loop the number of passes.
        public let passes: Int
        /// Whether it is a `range`.
        public let isLoop: Bool

        /// Whether the first list was taken, and not the `else`.
        public var isTaken: Bool { passes > 0 }
    }

    /// A value of the data that was read.
    public struct Read: Sendable, Hashable {
        /// The names from the data's root: `["Values", "IMAGE"]`.
        public let path: [String]
        /// The expression that read it.
        public let span: SourceSpan
        /// Whether the data has it.
        public let isFound: Bool
    }

    /// So many branches, and so many reads, are told one by one; of more, which only long loops have, each once.
    public static let mostRepeated = 10_000

    /// What was decided, in the order of the run.
    public private(set) var branches: [Branch] = []
    /// What was read of the data, in the order of the run.
    public private(set) var reads: [Read] = []
    /// Those that were told since there were many.
    private var knownBranches: Set<Branch> = []
    private var knownReads: Set<Read> = []
    /// How many steps the run took, as ``TemplateLimits/steps`` counts them.
    public internal(set) var steps = 0
    /// How many bytes the run moved, as ``TemplateLimits/movedBytes`` counts them.
    public internal(set) var movedBytes = 0
    /// The maps of the data, by identity, with their paths: the root's own and those directly in it.
    private var paths: [ObjectIdentifier: [String]] = [:]

    init(data: Value) {
        guard case .map(let root) = data else { return }
        paths[ObjectIdentifier(root)] = []
        for (key, value) in zip(root.keys, root.values) {
            guard case .map(let map) = value else { continue }
            paths[ObjectIdentifier(map)] = [String(decoding: key, as: UTF8.self)]
        }
    }

    mutating func branch(_ node: SyntaxTree.Node, isTaken: Bool) {
        add(Branch(span: node.span, passes: isTaken ? 1 : 0, isLoop: false))
    }

    mutating func loop(_ node: SyntaxTree.Node, passes: Int) {
        add(Branch(span: node.span, passes: passes, isLoop: true))
    }

    private mutating func add(_ branch: Branch) {
        // Of a loop that runs very often, whether it runs at all is what is left to tell.
        let kind = Branch(span: branch.span, passes: min(branch.passes, 1), isLoop: branch.isLoop)
        guard branches.count < Self.mostRepeated || knownBranches.insert(kind).inserted else { return }
        branches.append(branch)
    }

    mutating func read(_ name: [UInt8], of map: GoMap, isFound: Bool, at node: SyntaxTree.Node) {
        guard let path = paths[ObjectIdentifier(map)] else { return }
        let read = Read(path: path + [String(decoding: name, as: UTF8.self)], span: node.span, isFound: isFound)
        guard reads.count < Self.mostRepeated || knownReads.insert(read).inserted else { return }
        reads.append(read)
    }
}

extension SyntaxTree.Node {
    /// The bytes of the template that the node covers.
    var span: SourceSpan { SourceSpan(Int(start), Int(end)) }
}
