import GoText

/// Lists and control structures.
extension Parser {
    /// The text outside of definitions, to the end.
    mutating func parseTopLevel() -> SyntaxTree.Index {
        let mark = pending.count
        while peek().kind != .end {
            flushComments()
            let first = peek()
            do throws(Interrupted) {
                if first.kind == .leftDelimiter {
                    let delimiter = next()
                    if nextNonSpace().kind == .defineKeyword {
                        pending.append(try parseDefinition(from: delimiter))
                        continue
                    }
                    backUp(to: delimiter)
                }
                switch try parseClause() {
                case .node(let node): pending.append(node)
                case .end(let token): report(.strayClause("{{end}}", context: nil), token.start, token.end)
                case .otherwise(let token, let isElseIf):
                    report(.strayClause("{{else}}", context: nil), token.start, token.end)
                    if isElseIf { resynchronize() }
                }
            } catch {
                resynchronize()
            }
        }
        flushComments()
        return makeList(from: mark, start: 0, end: tree.source.count)
    }

    /// The nodes up to an `{{end}}` or `{{else}}`. A problem in one of them costs that one.
    mutating func parseList(opening: Token) throws(Interrupted) -> (list: SyntaxTree.Index, clause: Clause) {
        let mark = pending.count
        let start = peekNonSpace().start
        while peekNonSpace().kind != .end {
            flushComments()
            do throws(Interrupted) {
                let clause = try parseClause()
                guard case .node(let node) = clause else {
                    return (makeList(from: mark, start: start, end: max(start, clauseStart(clause))), clause)
                }
                pending.append(node)
            } catch {
                resynchronize()
            }
        }
        pending.removeLast(pending.count - mark)
        throw interrupt(.unexpectedEnd, at: newest, opening: opening.start)
    }

    private func clauseStart(_ clause: Clause) -> Int {
        switch clause {
        case .end(let token), .otherwise(let token, _): token.start
        case .node: 0
        }
    }

    /// Text or an action.
    private mutating func parseClause() throws(Interrupted) -> Clause {
        let token = nextNonSpace()
        switch token.kind {
        case .text: return .node(addLeaf(.text, token))
        case .leftDelimiter:
            actionStart = token.start
            defer { actionStart = nil }
            return try parseAction(from: token)
        default: throw unexpected(token, "input")
        }
    }

    private mutating func parseAction(from delimiter: Token) throws(Interrupted) -> Clause {
        let token = nextNonSpace()
        switch token.kind {
        case .blockKeyword: return .node(try parseBlock(from: delimiter))
        case .breakKeyword: return .node(try parseLoopExit(.breakLoop, "{{break}}", token, from: delimiter))
        case .continueKeyword: return .node(try parseLoopExit(.continueLoop, "{{continue}}", token, from: delimiter))
        case .elseKeyword:
            if peekNonSpace().kind == .ifKeyword { return .otherwise(delimiter, isElseIf: true) }
            _ = try expect(.rightDelimiter, "else")
            return .otherwise(delimiter, isElseIf: false)
        case .endKeyword:
            _ = try expect(.rightDelimiter, "end")
            return .end(delimiter)
        case .ifKeyword: return .node(try parseControl(.conditional, "if", from: delimiter))
        case .rangeKeyword: return .node(try parseControl(.range, "range", from: delimiter))
        case .templateKeyword: return .node(try parseCall(from: delimiter))
        case .withKeyword: return .node(try parseControl(.with, "with", from: delimiter))
        default: break
        }
        backUp()
        let first = peek()
        let mark = pending.count
        let pipeline = try parsePipeline("command", end: .rightDelimiter)
        pending.append(pipeline)
        return .node(
            add(.action, position: first.start, start: delimiter.start, end: lastEnd, children: mark))
    }

    private mutating func parseLoopExit(
        _ kind: SyntaxTree.Kind, _ name: String, _ keyword: Token, from delimiter: Token
    ) throws(Interrupted) -> SyntaxTree.Index {
        let token = nextNonSpace()
        if token.kind != .rightDelimiter { throw unexpected(token, name) }
        if rangeDepth == 0 { report(.outsideLoop(name), delimiter.start, token.end) }
        return addLeaf(
            kind, Token(kind: keyword.kind, start: delimiter.start, end: token.end), position: keyword.start)
    }

    /// `if`, `with` or `range`, whose keyword is past, with its lists.
    private mutating func parseControl(
        _ kind: SyntaxTree.Kind, _ context: String, from delimiter: Token
    ) throws(Interrupted) -> SyntaxTree.Index {
        try nested(at: delimiter) { (parser) throws(Interrupted) in
            try parser.parseControlParts(kind, context, from: delimiter)
        }
    }

    private mutating func parseControlParts(
        _ kind: SyntaxTree.Kind, _ context: String, from delimiter: Token
    ) throws(Interrupted) -> SyntaxTree.Index {
        let scope = variables.count
        let mark = pending.count
        defer { variables.shrink(to: scope) }
        var pipeline: SyntaxTree.Index?
        do throws(Interrupted) {
            pipeline = try parsePipeline(context, end: .rightDelimiter)
        } catch {
            // The lists are read all the same, so that their `{{end}}` is not taken for a stray one.
            resynchronize()
        }
        if kind == .range { rangeDepth += 1 }
        let lists = try parseLists(kind, opening: delimiter)
        guard let pipeline else {
            pending.removeLast(pending.count - mark)
            return addLeaf(.text, Token(kind: .text, start: delimiter.start, end: delimiter.start))
        }
        pending.append(pipeline)
        pending.append(contentsOf: lists)
        return add(kind, position: Int(tree[pipeline].position), start: delimiter.start, end: lastEnd, children: mark)
    }

    /// The list of a control structure and, if it has one, the list of its `{{else}}`.
    private mutating func parseLists(
        _ kind: SyntaxTree.Kind, opening: Token
    ) throws(Interrupted) -> [SyntaxTree.Index] {
        let first: (list: SyntaxTree.Index, clause: Clause)
        do throws(Interrupted) {
            first = try parseList(opening: opening)
        } catch {
            if kind == .range { rangeDepth -= 1 }
            throw error
        }
        if kind == .range { rangeDepth -= 1 }
        guard case .otherwise(let token, let isElseIf) = first.clause else { return [first.list] }
        if isElseIf {
            if kind == .conditional { return [first.list, try parseElseIf(token)] }
            // Go reads `{{else` and finds `if` where the list should begin.
            throw unexpected(nextNonSpace(), "input")
        }
        let second = try parseList(opening: token)
        if case .otherwise(let again, let isElseIf) = second.clause {
            report(.expectedEnd(found: "{{else}}"), again.start, again.end, opening: opening.start)
            if isElseIf { resynchronize() }
            _ = try parseList(opening: again)
        }
        return [first.list, second.list]
    }

    /// `{{else if …}}` is an `{{else}}` with an `{{if}}` in it that shares its `{{end}}`.
    private mutating func parseElseIf(_ delimiter: Token) throws(Interrupted) -> SyntaxTree.Index {
        _ = next()
        let mark = pending.count
        let conditional = try parseControl(.conditional, "if", from: delimiter)
        pending.append(conditional)
        return makeList(from: mark, start: delimiter.start, end: Int(tree[conditional].end))
    }

    // MARK: Definitions and calls

    /// `{{define "name"}}` and its list; the keyword is past.
    private mutating func parseDefinition(from delimiter: Token) throws(Interrupted) -> SyntaxTree.Index {
        let token = nextNonSpace()
        if token.kind != .string, token.kind != .rawString { throw unexpected(token, "define clause") }
        let name = try unquoted(token)
        _ = try expect(.rightDelimiter, "define clause")
        let list = try parseBody("define clause", opening: delimiter)
        define(name, as: list)
        let mark = pending.count
        pending.append(list)
        let node = add(.define, position: token.start, start: delimiter.start, end: lastEnd, children: mark)
        setName(name, of: node)
        return node
    }

    /// The list of a definition, which sees no variables and no loop around it.
    private mutating func parseBody(_ context: String, opening: Token) throws(Interrupted) -> SyntaxTree.Index {
        let outside = (variables, rangeDepth, actionStart)
        variables = VariableScope()
        rangeDepth = 0
        actionStart = nil
        defer { (variables, rangeDepth, actionStart) = outside }
        return try nested(at: opening) { (parser) throws(Interrupted) in
            let (list, clause) = try parser.parseList(opening: opening)
            if case .otherwise(let token, let isElseIf) = clause {
                parser.report(.strayClause("{{else}}", context: context), token.start, token.end)
                if isElseIf { parser.resynchronize() }
                _ = try parser.parseList(opening: opening)
            }
            return list
        }
    }

    /// `{{block "name" pipeline}}`: a definition and a call of it.
    private mutating func parseBlock(from delimiter: Token) throws(Interrupted) -> SyntaxTree.Index {
        let token = nextNonSpace()
        let name = try templateName(token, "block clause")
        let mark = pending.count
        let pipeline = try parsePipeline("block clause", end: .rightDelimiter)
        let list = try parseBody("block clause", opening: delimiter)
        define(name, as: list)
        pending.append(pipeline)
        pending.append(list)
        let node = add(.block, position: token.start, start: delimiter.start, end: lastEnd, children: mark)
        setName(name, of: node)
        return node
    }

    /// `{{template "name" pipeline}}`, the pipeline being optional.
    private mutating func parseCall(from delimiter: Token) throws(Interrupted) -> SyntaxTree.Index {
        let token = nextNonSpace()
        let name = try templateName(token, "template clause")
        let mark = pending.count
        if nextNonSpace().kind != .rightDelimiter {
            backUp()
            let pipeline = try parsePipeline("template clause", end: .rightDelimiter)
            pending.append(pipeline)
        }
        let node = add(.template, position: token.start, start: delimiter.start, end: lastEnd, children: mark)
        setName(name, of: node)
        return node
    }

    private mutating func templateName(_ token: Token, _ context: String) throws(Interrupted) -> [UInt8] {
        if token.kind != .string, token.kind != .rawString { throw unexpected(token, context) }
        return try unquoted(token)
    }

    private mutating func setName(_ name: [UInt8], of node: SyntaxTree.Index) {
        tree[node].firstName = Int32(tree.names.count)
        tree[node].nameCount = 1
        tree.names.append(name)
    }
}
