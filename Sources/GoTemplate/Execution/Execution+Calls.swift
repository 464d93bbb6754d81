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
        let given = words.map { Int($0.childCount) - 1 } ?? 0
        let parameters = function.parameters
        try checkCount(
            function.name, given: given, final: final,
            least: function.isVariadic ? parameters.count - 1 : parameters.count, isVariadic: function.isVariadic)
        var arguments: [Value] = []
        arguments.reserveCapacity(given + 1)
        if let words {
            for place in 0..<given {
                let type = parameters[min(place, parameters.count - 1)]
                arguments.append(try argument(program.tree.child(place + 1, of: words), type).value)
            }
        }
        if let final {
            arguments.append(try validate(final, parameters[min(given, parameters.count - 1)]).value)
        }
        let value: Value
        do throws(FunctionFailure) {
            value = try function.call(arguments, in: &surroundings)
        } catch {
            throw callFailure(function.name, node, error)
        }
        try checkSize(value)
        return Operand(value: value, isInterface: function.result == .any)
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
    func checkSize(_ value: Value) throws(ExecutionProblem) {
        if case .string(let bytes) = value, bytes.count > limits.outputBytes {
            throw fail(.tooMuchOutput(limit: limits.outputBytes))
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
        let result: Operand
        do throws(FunctionFailure) {
            result = try builtin.result(arguments, rules)
        } catch {
            throw callFailure(builtin.rawValue, node, error)
        }
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
