/// Arguments and their types, after `evalArg` and `validateType` of Go's `exec.go`.
extension Execution {
    /// An operand where no type is asked for: what a chain of fields begins with.
    mutating func operand(_ index: SyntaxTree.Index) throws(ExecutionProblem) -> Operand {
        switch program.tree[index].kind {
        case .field: try evaluate(field: index)
        case .chain: try evaluate(chain: index)
        case .variable: try evaluate(variable: index)
        case .pipeline: Operand(value: try evaluate(index))
        case .identifier: try call(index, in: index, words: nil, final: nil)
        default: try literal(index)
        }
    }

    /// An argument for a parameter of a type.
    mutating func argument(_ index: SyntaxTree.Index, _ type: GoType) throws(ExecutionProblem) -> Operand {
        current = index
        switch program.tree[index].kind {
        case .dot: return try validate(dot, type)
        case .field, .chain, .variable, .pipeline, .identifier: return try validate(try operand(index), type)
        case .null:
            guard type.admitsNil else { throw fail(.nilArgument(type: type.name)) }
            return Operand(value: .none, isInterface: type == .any)
        default: return Operand(value: try literal(index, as: type))
        }
    }

    /// A literal where a type is asked for.
    private mutating func literal(_ index: SyntaxTree.Index, as type: GoType) throws(ExecutionProblem) -> Value {
        let node = program.tree[index]
        switch type {
        case .any, .reflected: return try literal(index).value
        case .bool:
            if node.kind == .boolean { return .bool(node.flag) }
            throw wrongLiteral(index, "bool")
        case .string:
            if node.kind == .string { return .string(program.tree.names[Int(node.firstName)]) }
            throw wrongLiteral(index, "string")
        case .integer(let type):
            let number = number(index)
            if type.isUnsigned {
                guard let value = number?.unsigned else { throw wrongLiteral(index, "unsigned integer") }
                return .integer(Int64(bitPattern: value), type)
            }
            guard let value = number?.integer else { throw wrongLiteral(index, "integer") }
            return .integer(value, type)
        case .float64:
            guard let value = number(index)?.float else { throw wrongLiteral(index, "float") }
            return .float(value)
        case .complex128:
            guard let value = number(index)?.complex else { throw wrongLiteral(index, "complex") }
            return .complex(real: value.real, imaginary: value.imaginary)
        case .list, .map, .structure:
            throw fail(
                .unfitLiteral(String(decoding: program.tree.printed(index), as: UTF8.self), type: type.name))
        }
    }

    private func number(_ index: SyntaxTree.Index) -> NumberLiteral? {
        let node = program.tree[index]
        return node.kind == .number ? program.tree.numbers[Int(node.firstName)] : nil
    }

    private func wrongLiteral(_ index: SyntaxTree.Index, _ expected: String) -> ExecutionProblem {
        let found = String(decoding: program.tree.printed(index), as: UTF8.self)
        return fail(.wrongLiteral(expected: expected, found: found))
    }

    /// The value as a parameter of a type takes it, if it can.
    func validate(_ operand: Operand, _ type: GoType) throws(ExecutionProblem) -> Operand {
        if type == .reflected { return operand }
        if type == .any { return Operand(value: operand.value, isInterface: true) }
        guard let actual = operand.value.type else {
            if operand.isInterface { throw fail(.wrongType(expected: type.name, got: GoType.any.name)) }
            guard type.admitsNil else { throw fail(.invalidValue(expected: type.name)) }
            return Operand(value: .none)
        }
        guard actual == type else { throw fail(.wrongType(expected: type.name, got: actual.name)) }
        return Operand(value: operand.value)
    }
}
