import GoText

/// Reads a template's text into a ``SyntaxTree``, by the grammar and in the order of Go's `text/template/parse`, so that
/// the first problem it reports is the one Go stops at. It goes on after each problem: at the next action.
struct Parser {
    /// Thrown after a problem was reported, to get to where parsing can go on.
    struct Interrupted: Error {}

    /// Parsed once the parts of a control structure are known.
    enum Clause { case node(SyntaxTree.Index), end(Token), otherwise(Token, isElseIf: Bool) }

    var tree: SyntaxTree
    var problems: [SyntaxProblem] = []
    private var lexer: Lexer
    private let isFunction: (ArraySlice<UInt8>) -> Bool
    private let limits: TemplateLimits

    /// Go's three tokens of look-ahead, in Go's order: the newest first.
    private var tokens = [Token.none, .none, .none]
    private var peeked = 0
    /// The token read last from the lexer, whose line Go names.
    private(set) var newest = Token.none
    private var comments: [Token] = []

    /// The variables in scope of the definition being read.
    var variables = VariableScope()
    var rangeDepth = 0
    /// Where the action being read began.
    var actionStart: Int?
    private var depth = 0
    /// Children of the nodes being read, a stack of stacks.
    var pending: [SyntaxTree.Index] = []

    init(_ source: [UInt8], limits: TemplateLimits, isFunction: @escaping (ArraySlice<UInt8>) -> Bool) {
        tree = SyntaxTree(source: source)
        self.limits = limits
        self.isFunction = isFunction
        let loops = !isFunction(Array("break".utf8)[...]) && !isFunction(Array("continue".utf8)[...])
        lexer = Lexer(source, hasLoopKeywords: loops)
        tree.nodes.reserveCapacity(source.count / 16)
        tree.children.reserveCapacity(source.count / 16)
    }

    /// Reads the whole text; the tree's root is what is outside of definitions.
    mutating func parse(name: [UInt8]) {
        if tree.source.count > limits.sourceBytes {
            report(.tooLong(limit: limits.sourceBytes), 0, 0)
            tree.root = makeList(from: pending.count, start: 0, end: 0)
            return
        }
        tree.root = parseTopLevel()
        define(name, as: tree.root)
    }

    func hasFunction(_ name: ArraySlice<UInt8>) -> Bool { isFunction(name) }

    // MARK: Tokens

    mutating func next() -> Token {
        if peeked > 0 {
            peeked -= 1
        } else {
            tokens[0] = read()
        }
        return tokens[peeked]
    }

    private mutating func read() -> Token {
        var token = lexer.next()
        while token.kind == .comment {
            comments.append(token)
            token = lexer.next()
        }
        newest = token
        return token
    }

    mutating func backUp() { peeked += 1 }

    mutating func backUp(to earlier: Token) {
        tokens[1] = earlier
        peeked = 2
    }

    mutating func backUp(to earliest: Token, _ earlier: Token) {
        tokens[1] = earlier
        tokens[2] = earliest
        peeked = 3
    }

    mutating func peek() -> Token {
        if peeked > 0 { return tokens[peeked - 1] }
        peeked = 1
        tokens[0] = read()
        return tokens[0]
    }

    mutating func nextNonSpace() -> Token {
        var token = next()
        while token.kind == .space { token = next() }
        return token
    }

    mutating func peekNonSpace() -> Token {
        let token = nextNonSpace()
        backUp()
        return token
    }

    mutating func expect(_ kind: Token.Kind, _ context: String) throws(Interrupted) -> Token {
        let token = nextNonSpace()
        if token.kind != kind { throw unexpected(token, context) }
        return token
    }

    func text(_ token: Token) -> ArraySlice<UInt8> { tree.source[token.start..<token.end] }

    // MARK: Problems

    /// Adds a problem; what comes next is read as if it were none.
    mutating func report(_ fault: SyntaxFault, _ start: Int, _ end: Int, opening: Int? = nil) {
        guard problems.count <= limits.faults else { return }
        let isLast = problems.count == limits.faults
        if isLast { lexer.stop() }
        let fault = isLast ? .tooManyFaults(limit: limits.faults) : fault
        problems.append(
            SyntaxProblem(fault: fault, start: start, end: end, goOffset: newest.start, opening: opening))
    }

    mutating func interrupt(_ fault: SyntaxFault, at token: Token, opening: Int? = nil) -> Interrupted {
        report(fault, token.start, token.end, opening: opening)
        return Interrupted()
    }

    mutating func unexpected(_ token: Token, _ context: String) -> Interrupted {
        if token.kind == .fault, let fault = lexer.fault {
            return interrupt(.lexical(fault, actionStart: actionStart), at: token, opening: actionStart)
        }
        return interrupt(.unexpected(found: goName(token), context: context), at: token)
    }

    /// How Go names a token in an error text.
    private func goName(_ token: Token) -> String {
        if token.kind == .end { return "EOF" }
        let text = text(token)
        if token.kind.rawValue > Token.Kind.keyword.rawValue { return "<\(String(decoding: text, as: UTF8.self))>" }
        if text.count <= 10 { return String(decoding: GoQuote.quote(Array(text)), as: UTF8.self) }
        return String(decoding: GoQuote.quote(Self.prefix(text, runes: 10)), as: UTF8.self) + "..."
    }

    private static func prefix(_ text: ArraySlice<UInt8>, runes: Int) -> [UInt8] {
        let bytes = Array(text)
        var index = 0
        for _ in 0..<runes where index < bytes.count { index += Rune.decode(bytes, at: index).width }
        return Array(bytes[..<index])
    }

    /// Goes on behind the action that a problem was found in.
    mutating func resynchronize() {
        // What was read and put back belongs to the broken action, but for the delimiter that ends it.
        while peeked > 0 {
            if next().kind == .rightDelimiter { return }
        }
        if newest.kind == .rightDelimiter { return }
        lexer.resynchronize(after: newest.start)
        peeked = 0
    }

    /// Runs `body` one level deeper, unless that is too deep.
    mutating func nested<Result>(
        at token: Token, _ body: (inout Parser) throws(Interrupted) -> Result
    ) throws(Interrupted) -> Result {
        guard depth < limits.nesting else { throw interrupt(.tooDeep(limit: limits.nesting), at: token) }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    // MARK: Nodes

    mutating func add(_ node: SyntaxTree.Node) -> SyntaxTree.Index {
        tree.nodes.append(node)
        return SyntaxTree.Index(tree.nodes.count - 1)
    }

    mutating func add(
        _ kind: SyntaxTree.Kind, position: Int, start: Int, end: Int, children mark: Int
    ) -> SyntaxTree.Index {
        var node = SyntaxTree.Node(
            kind: kind, position: Int32(position), start: Int32(start), end: Int32(end))
        node.firstChild = Int32(tree.children.count)
        node.childCount = Int32(pending.count - mark)
        tree.children.append(contentsOf: pending[mark...])
        pending.removeLast(pending.count - mark)
        return add(node)
    }

    mutating func addLeaf(_ kind: SyntaxTree.Kind, _ token: Token, position: Int? = nil) -> SyntaxTree.Index {
        add(
            SyntaxTree.Node(
                kind: kind, position: Int32(position ?? token.start), start: Int32(token.start), end: Int32(token.end)))
    }

    mutating func makeList(from mark: Int, start: Int, end: Int) -> SyntaxTree.Index {
        add(.list, position: start, start: start, end: end, children: mark)
    }

    /// Puts the comments read since the last node into the list being read.
    mutating func flushComments() {
        for comment in comments { pending.append(addLeaf(.comment, comment)) }
        comments.removeAll(keepingCapacity: true)
    }

    /// Where the newest token ends: the end of the node just read.
    var lastEnd: Int { peeked > 0 ? tokens[peeked - 1].start : newest.end }

    /// Installs a definition by Go's rule: of two with one name one must be empty, and the other counts.
    mutating func define(_ name: [UInt8], as list: SyntaxTree.Index) {
        let known = tree.definition(name).map { tree.definitions[$0].list }
        if known.map(tree.isEmpty) ?? true {
            tree.define(.init(name: name, list: list))
        } else if !tree.isEmpty(list) {
            let node = tree[list]
            report(.redefinition(String(decoding: name, as: UTF8.self)), Int(node.start), Int(node.end))
        }
    }
}
