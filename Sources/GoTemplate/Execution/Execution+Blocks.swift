/// Blocks, loops and calls: what opens, what it restores when it closes, and where the run goes on.
extension Execution {
    mutating func open(_ kind: Frame.Kind) {
        frames.append(Frame(kind: kind, variables: variables.count, dot: dot, pass: pass))
    }

    mutating func close() {
        guard let frame = frames.popLast() else { return }
        variables.removeLast(variables.count - frame.variables)
        dot = frame.dot
        pass = frame.pass
    }

    mutating func beginLoop(
        _ pipeline: SyntaxTree.Index, body: Int, otherwise: Int, after: Int, node: SyntaxTree.Index
    ) throws(ExecutionProblem) -> Int {
        open(.block)
        let items: LoopItems
        let count: Int
        switch try evaluate(pipeline) {
        case .list(let list): (items, count) = (.list(list), list.elements.count)
        case .map(let map):
            items = .map(keys: map.keys, values: map.values, holdsInterfaces: map.holdsInterfaces)
            count = map.count
        case .none: (items, count) = (.list(GoList([])), 0)
        case let value: throw fail(.notIterable(String(decoding: GoPrinter.text(of: value), as: UTF8.self)))
        }
        record?.loop(program.tree[node], passes: count)
        guard count > 0 else { return otherwise }
        let declarations = Int(program.tree[pipeline].declarations)
        // `range $, $ = …` sets two where a definition may have `$` alone. Go ends the process there.
        guard variables.count - base >= declarations else {
            throw fail(.call(function: "range", message: "it sets two variables, and $ is the only one here"))
        }
        frames[frames.count - 1].kind = .loop(
            items: items, pass: 0, body: body, after: after, declarations: declarations, mark: variables.count)
        return nextPass()
    }

    /// Closes blocks down to the innermost loop, and begins its next pass or ends it.
    mutating func nextPass() -> Int {
        while let frame = frames.last {
            guard case .loop(let items, let pass, let body, let after, let declarations, let mark) = frame.kind else {
                close()
                continue
            }
            variables.removeLast(variables.count - mark)
            guard let (index, element) = items[pass] else {
                close()
                return after
            }
            // As in Go, also where the variable was assigned and the newest one is another.
            if declarations > 0 { variables[variables.count - 1].value = element }
            if declarations > 1 { variables[variables.count - 2].value = index }
            dot = element
            self.pass = pass + 1
            frames[frames.count - 1].kind = .loop(
                items: items, pass: pass + 1, body: body, after: after, declarations: declarations, mark: mark)
            return body
        }
        return program.instructions.count
    }

    mutating func endLoop() -> Int {
        while let frame = frames.last {
            close()
            if case .loop(_, _, _, let after, _, _) = frame.kind { return after }
        }
        return program.instructions.count
    }

    // MARK: Calls

    mutating func call(
        _ pipeline: SyntaxTree.Index?, _ target: Int, returnTo: Int
    ) throws(ExecutionProblem) -> Int {
        let node = program.tree[current]
        guard target >= 0 else {
            throw fail(.undefinedTemplate(String(decoding: program.tree.names[Int(node.firstName)], as: UTF8.self)))
        }
        if callDepth == limits.callDepth { throw fail(.tooDeep(limit: limits.callDepth)) }
        let argument = try pipeline.map { (pipeline) throws(ExecutionProblem) in try evaluate(pipeline) } ?? .none
        open(.call(returnTo: returnTo, base: base, definition: definition))
        callDepth += 1
        dot = Operand(value: argument)
        base = variables.count
        definition = target
        variables.append(Variable(name: [UInt8(ascii: "$")], value: dot))
        return Int(program.entries[target])
    }

    /// Where to go on after the running definition, nil when it was the first.
    mutating func finishCall() -> Int? {
        guard case .call(let returnTo, let base, let definition)? = frames.last?.kind else { return nil }
        close()
        self.base = base
        self.definition = definition
        callDepth -= 1
        return returnTo
    }
}

extension Execution.LoopItems {
    /// The index or key, and the element, of a pass from 0; nil after the last.
    subscript(pass: Int) -> (index: Execution.Operand, element: Execution.Operand)? {
        switch self {
        case .list(let list):
            guard pass < list.elements.count else { return nil }
            let element = Execution.Operand(value: list.elements[pass], isInterface: list.holdsInterfaces)
            return (Execution.Operand(value: .int(pass)), element)
        case .map(let keys, let values, let holdsInterfaces):
            guard pass < keys.count else { return nil }
            let element = Execution.Operand(value: values[pass], isInterface: holdsInterfaces)
            return (Execution.Operand(value: .string(keys[pass])), element)
        }
    }
}
