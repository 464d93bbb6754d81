import Budget

/// Calls of functions, after `evalCall` of Go's `exec.go`.
extension Execution {
    /// Calls the function that an identifier names. `words` is the command it begins, nil where it stands alone as an
    /// argument; `final` is what the pipeline hands on.
    mutating func call(
        _ identifier: SyntaxTree.Index, in node: SyntaxTree.Index, words: SyntaxTree.Node?, final: Operand?
    ) throws(ExecutionProblem) -> Operand {
        current = identifier
        switch program.callees[Int(program.tree[identifier].firstName)] {
        case .builtin(let builtin): return try call(builtin, in: node, words: words, final: final)
        case .function(let function): return try call(function, in: node, words: words, final: final)
        }
    }

    private mutating func call(
        _ function: TemplateFunction, in node: SyntaxTree.Index, words: SyntaxTree.Node?, final: Operand?
    ) throws(ExecutionProblem) -> Operand {
        let arguments = try evaluate(
            Arguments(words: words, final: final), of: function.name, function.parameters,
            isVariadic: function.isVariadic)
        let value: Value
        let costlyCalls = surroundings.costlyCalls
        do throws(FunctionFailure) {
            value = try function.call(arguments, in: &surroundings)
        } catch {
            throw callFailure(function.name, node, error)
        }
        // What takes long gives little: the budget is looked at behind every such call.
        if surroundings.costlyCalls < costlyCalls { try move(WorkMeter.lookInterval) }
        try checkSize(value)
        if case .map(let map) = value { madeMaps.append(map) }
        return Operand(value: value, isInterface: function.result == .any)
    }

    /// Calls a method of a struct.
    mutating func call(
        _ method: GoStructure.Method, named name: String, of receiver: GoStructure, _ given: Arguments
    ) throws(ExecutionProblem) -> Operand {
        let node = current
        let arguments = try evaluate(given, of: name, method.parameters, isVariadic: false)
        do throws(FunctionFailure) {
            return Operand(value: try method.body(receiver, arguments))
        } catch {
            throw callFailure(name, node, error)
        }
    }

    /// The arguments, counted and with the types that the parameters ask for.
    private mutating func evaluate(
        _ given: Arguments, of name: String, _ parameters: [GoType], isVariadic: Bool
    ) throws(ExecutionProblem) -> [Value] {
        let count = given.words.map { Int($0.childCount) - 1 } ?? 0
        let least = isVariadic ? parameters.count - 1 : parameters.count
        try checkCount(name, given: count, final: given.final, least: least, isVariadic: isVariadic)
        var arguments: [Value] = []
        arguments.reserveCapacity(count + 1)
        if let words = given.words {
            for place in 0..<count {
                let type = parameters[min(place, parameters.count - 1)]
                arguments.append(try argument(program.tree.child(place + 1, of: words), type).value)
            }
        }
        if let final = given.final {
            arguments.append(try validate(final, parameters[min(count, parameters.count - 1)]).value)
        }
        for argument in arguments { try charge(argument) }
        return arguments
    }

    /// Charges for a value that a function takes or gives, by its length, so that a run's time follows from its steps and bytes.
    private mutating func charge(_ value: Value) throws(ExecutionProblem) {
        switch value {
        case .string(let bytes):
            try step(bytes.count / 256)
            try move(bytes.count)
        case .list(let list): try charge(elements: list.elements.count)
        case .map(let map): try charge(elements: map.count)
        default: break
        }
    }

    private mutating func charge(elements: Int) throws(ExecutionProblem) {
        try step(elements / 8)
        try move(elements * MemoryLayout<Value>.stride)
    }

    func checkCount(
        _ name: String, given: Int, final: Operand?, least: Int, isVariadic: Bool
    ) throws(ExecutionProblem) {
        let count = given + (final == nil ? 0 : 1)
        if isVariadic {
            if count < least {
                throw fail(.argumentCount(function: name, wanted: least, orMore: true, got: given))
            }
        } else if count != least {
            throw fail(.argumentCount(function: name, wanted: least, orMore: false, got: count))
        }
    }

    /// A value that would not fit the output is refused where it arises, so that texts cannot be doubled for ever.
    private mutating func checkSize(_ value: Value) throws(ExecutionProblem) {
        try charge(value)
        switch value {
        case .string(let bytes) where bytes.count > limits.outputBytes:
            throw fail(.tooMuchOutput(limit: limits.outputBytes))
        case .list(let list) where list.depth > limits.listDepth: throw fail(.tooNested(limit: limits.listDepth))
        default: break
        }
    }

    mutating func callFailure(
        _ name: String, _ node: SyntaxTree.Index, _ failure: FunctionFailure
    ) -> ExecutionProblem {
        current = node
        return fail(.call(function: name, message: failure.message))
    }

    private mutating func call(
        _ builtin: Builtin, in node: SyntaxTree.Index, words: SyntaxTree.Node?, final: Operand?
    ) throws(ExecutionProblem) -> Operand {
        let given = words.map { Int($0.childCount) - 1 } ?? 0
        let arity = builtin.arity
        try checkCount(
            builtin.rawValue, given: given, final: final, least: arity.least, isVariadic: arity.isVariadic)
        if builtin == .and || builtin == .or { return try chooseOperand(builtin, words, given, final) }
        var arguments: [Operand] = []
        arguments.reserveCapacity(given + 1)
        if let words {
            for place in 0..<given {
                arguments.append(try argument(program.tree.child(place + 1, of: words), builtin.parameter(place)))
            }
        }
        if let final { arguments.append(try validate(final, builtin.parameter(given))) }
        for argument in arguments { try charge(argument.value) }
        if builtin == .eq || builtin == .ne, arguments.contains(where: { $0.value.isNone }) {
            let span = program.tree[node].span
            if comparedMissing.count < Self.missLimit, comparedMissing.last != span { comparedMissing.append(span) }
        }
        let result: Operand
        do throws(FunctionFailure) {
            result = try builtin.result(arguments, rules, limit: limits.outputBytes, &meter)
        } catch {
            throw callFailure(builtin.rawValue, node, error)
        }
        try move(0)
        try checkSize(result.value)
        return result
    }

    /// `and` and `or` stop at the argument that decides.
    private mutating func chooseOperand(
        _ builtin: Builtin, _ words: SyntaxTree.Node?, _ given: Int, _ final: Operand?
    ) throws(ExecutionProblem) -> Operand {
        var operand = Operand(value: .none)
        if let words {
            for place in 0..<given {
                operand = try argument(program.tree.child(place + 1, of: words), .reflected)
                if operand.value.isTrue == (builtin == .or) { return operand }
            }
        }
        return final ?? operand
    }
}
