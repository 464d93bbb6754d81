import GoText

/// Pipelines, commands and operands.
extension Parser {
    /// `declarations? command ('|' command)*` up to `end`, which is read.
    mutating func parsePipeline(
        _ context: String, end: Token.Kind
    ) throws(Interrupted) -> SyntaxTree.Index {
        let mark = pending.count
        let first = peekNonSpace()
        var flag = false
        do throws(Interrupted) {
            flag = try parseDeclarations(context)
            let declarations = pending.count - mark
            while true {
                let token = nextNonSpace()
                if token.kind == end {
                    try checkPipeline(commandsFrom: mark + declarations, context, closing: token)
                    var node = SyntaxTree.Node(
                        kind: .pipeline, flag: flag, declarations: Int32(declarations), position: Int32(first.start),
                        start: Int32(first.start), end: Int32(max(first.start, token.start)))
                    node.firstChild = Int32(tree.children.count)
                    node.childCount = Int32(pending.count - mark)
                    tree.children.append(contentsOf: pending[mark...])
                    pending.removeLast(pending.count - mark)
                    return add(node)
                }
                guard Self.beginsOperand(token.kind) else { throw unexpected(token, context) }
                backUp()
                pending.append(try parseCommand())
            }
        } catch {
            pending.removeLast(pending.count - mark)
            throw error
        }
    }

    private static func beginsOperand(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .boolean, .characterConstant, .complex, .dot, .field, .identifier, .number, .nilKeyword, .rawString,
            .string, .variable, .leftParenthesis:
            true
        default: false
        }
    }

    /// The variables in front of `:=` or `=`, put on ``pending``; true for an assignment.
    private mutating func parseDeclarations(_ context: String) throws(Interrupted) -> Bool {
        var count = 0
        while peekNonSpace().kind == .variable {
            let variable = nextNonSpace()
            let following = peek()
            let token = peekNonSpace()
            let isComma = token.kind == .character && text(token).first == UInt8(ascii: ",")
            guard token.kind == .assign || token.kind == .declare || isComma else {
                if following.kind == .space {
                    backUp(to: variable, following)
                } else {
                    backUp(to: variable)
                }
                return false
            }
            _ = nextNonSpace()
            pending.append(addVariable(variable))
            variables.append(text(variable))
            count += 1
            if !isComma { return token.kind == .assign }
            guard context == "range", count < 2 else {
                throw interrupt(.tooManyDeclarations(context: context), at: token)
            }
            switch peekNonSpace().kind {
            case .variable, .rightDelimiter, .rightParenthesis: continue
            default: throw interrupt(.rangeNeedsVariables, at: peekNonSpace())
            }
        }
        return false
    }

    private mutating func checkPipeline(
        commandsFrom mark: Int, _ context: String, closing: Token
    ) throws(Interrupted) {
        guard pending.count > mark else { throw interrupt(.missingValue(context: context), at: closing) }
        for place in (mark + 1)..<max(pending.count, mark + 1) {
            let command = tree[pending[place]]
            let word = tree[tree.child(0, of: command)]
            switch word.kind {
            case .boolean, .dot, .null, .number, .string:
                let token = Token(kind: .string, start: Int(word.start), end: Int(word.end))
                throw interrupt(.notExecutable(stage: place - mark + 1), at: token)
            default: break
            }
        }
    }

    /// `operand (space operand)*`; a `|` behind it is read too.
    private mutating func parseCommand() throws(Interrupted) -> SyntaxTree.Index {
        let mark = pending.count
        let first = peekNonSpace()
        var end = first.end
        words: while true {
            _ = peekNonSpace()
            if let operand = try parseOperand() {
                pending.append(operand)
                end = Int(tree[operand].end)
            }
            let token = next()
            switch token.kind {
            case .space: continue words
            case .rightDelimiter, .rightParenthesis: backUp()
            case .pipe: break
            default: throw unexpected(token, "operand")
            }
            break
        }
        if pending.count == mark { throw interrupt(.emptyCommand, at: first) }
        return add(.command, position: first.start, start: first.start, end: end, children: mark)
    }

    /// `term .Field*`, nil where no term begins.
    private mutating func parseOperand() throws(Interrupted) -> SyntaxTree.Index? {
        guard let term = try parseTerm() else { return nil }
        guard peek().kind == .field else { return term }
        let firstField = peek()
        let kind = tree[term].kind
        switch kind {
        case .boolean, .string, .number, .null, .dot:
            let text = String(decoding: tree.printed(term), as: UTF8.self)
            while peek().kind == .field { _ = next() }
            throw interrupt(.fieldAfterTerm(text), at: firstField)
        default: break
        }
        let names = Int32(tree.names.count)
        let old = tree[term]
        if kind == .field || kind == .variable { tree.names.append(contentsOf: tree.names(of: old)) }
        var end = firstField.end
        while peek().kind == .field {
            let field = next()
            tree.names.append(Array(text(field).dropFirst()))
            end = field.end
        }
        let isChain = kind != .field && kind != .variable
        var node = SyntaxTree.Node(
            kind: isChain ? .chain : kind, position: Int32(firstField.start), start: old.start, end: Int32(end))
        node.firstName = names
        node.nameCount = Int32(tree.names.count) - names
        guard isChain else {
            tree[term] = node
            return term
        }
        node.firstChild = Int32(tree.children.count)
        node.childCount = 1
        tree.children.append(term)
        return add(node)
    }

    private mutating func parseTerm() throws(Interrupted) -> SyntaxTree.Index? {
        let token = nextNonSpace()
        switch token.kind {
        case .identifier:
            if !hasFunction(text(token)) { report(.undefinedFunction(string(token)), token.start, token.end) }
            return addLeaf(.identifier, token)
        case .dot: return addLeaf(.dot, token)
        case .nilKeyword: return addLeaf(.null, token)
        case .variable:
            if !variables.contains(text(token)) { report(.undefinedVariable(string(token)), token.start, token.end) }
            return addVariable(token)
        case .field:
            let node = addLeaf(.field, token)
            tree[node].firstName = Int32(tree.names.count)
            tree[node].nameCount = 1
            tree.names.append(Array(text(token).dropFirst()))
            return node
        case .boolean:
            let node = addLeaf(.boolean, token)
            tree[node].flag = text(token).count == 4
            return node
        case .characterConstant, .complex, .number: return try addNumber(token)
        case .leftParenthesis:
            return try nested(at: token) { (parser) throws(Interrupted) in
                let pipeline = try parser.parsePipeline("parenthesized pipeline", end: .rightParenthesis)
                parser.tree[pipeline].start = Int32(token.start)
                parser.tree[pipeline].end += 1
                return pipeline
            }
        case .string, .rawString:
            let value = try unquoted(token)
            let node = addLeaf(.string, token)
            tree[node].firstName = Int32(tree.names.count)
            tree[node].nameCount = 1
            tree.names.append(value)
            return node
        default:
            backUp()
            return nil
        }
    }

    private mutating func addVariable(_ token: Token) -> SyntaxTree.Index {
        let node = addLeaf(.variable, token)
        tree[node].firstName = Int32(tree.names.count)
        tree[node].nameCount = 1
        tree.names.append(Array(text(token)))
        return node
    }

    private mutating func addNumber(_ token: Token) throws(Interrupted) -> SyntaxTree.Index {
        do {
            let number = try NumberLiteral(text(token), kind: token.kind)
            let node = addLeaf(.number, token)
            tree[node].firstName = Int32(tree.numbers.count)
            tree.numbers.append(number)
            return node
        } catch {
            switch error {
            case .invalidSyntax: throw interrupt(.invalidLiteral, at: token)
            case .malformedCharacter: throw interrupt(.malformedCharacter(string(token)), at: token)
            case .overflow: throw interrupt(.integerOverflow(string(token)), at: token)
            case .illegal: throw interrupt(.illegalNumber(string(token)), at: token)
            }
        }
    }

    mutating func unquoted(_ token: Token) throws(Interrupted) -> [UInt8] {
        guard let value = GoQuote.unquote(text(token)) else { throw interrupt(.invalidLiteral, at: token) }
        return value
    }

    func string(_ token: Token) -> String { String(decoding: text(token), as: UTF8.self) }
}
