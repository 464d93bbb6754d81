extension Execution {
    /// What a command gives its first word: the other words, and what the pipeline hands on.
    struct Arguments {
        var words: SyntaxTree.Node?
        var final: Operand?

        static var none: Arguments { Arguments() }

        var isEmpty: Bool { (words?.childCount ?? 1) <= 1 && final == nil }
    }
}

/// Pipelines, commands, fields and variables, after Go's `exec.go`.
extension Execution {
    /// The value of a pipeline, with its variables declared or assigned.
    mutating func evaluate(_ index: SyntaxTree.Index) throws(ExecutionProblem) -> Value {
        let node = program.tree[index]
        current = index
        let declarations = Int(node.declarations)
        var value = Value.none
        var final: Operand?
        for place in declarations..<Int(node.childCount) {
            value = try evaluate(command: program.tree.child(place, of: node), final: final).value
            // A pipeline looks into interfaces, so what it hands on is a plain value.
            final = Operand(value: value)
        }
        for place in 0..<declarations {
            let variable = program.tree[program.tree.child(place, of: node)]
            let name = program.tree.names[Int(variable.firstName)]
            if node.flag {
                try assign(Operand(value: value), to: name)
            } else {
                variables.append(Variable(name: name, value: Operand(value: value)))
            }
        }
        return value
    }

    private mutating func evaluate(
        command: SyntaxTree.Index, final: Operand?
    ) throws(ExecutionProblem) -> Operand {
        try step()
        let words = program.tree[command]
        let first = program.tree.child(0, of: words)
        let node = program.tree[first]
        let arguments = Arguments(words: words, final: final)
        switch node.kind {
        case .identifier: return try call(first, in: command, words: words, final: final)
        case .field: return try evaluate(field: first, arguments)
        case .chain: return try evaluate(chain: first, arguments)
        case .variable: return try evaluate(variable: first, arguments)
        case .pipeline:
            if rules == .go119 { try refuse(arguments, first) }
            return Operand(value: try evaluate(first))
        default: break
        }
        current = first
        try refuse(arguments, first)
        if node.kind == .null { throw fail(.nilCommand) }
        return try literal(first)
    }

    private func refuse(_ arguments: Arguments, _ word: SyntaxTree.Index) throws(ExecutionProblem) {
        guard !arguments.isEmpty else { return }
        throw fail(.argumentsToNonFunction(String(decoding: program.tree.printed(word), as: UTF8.self)))
    }

    /// The value of a literal or of the dot where no type is asked for.
    mutating func literal(_ index: SyntaxTree.Index) throws(ExecutionProblem) -> Operand {
        let node = program.tree[index]
        switch node.kind {
        case .boolean: return Operand(value: .bool(node.flag))
        case .dot: return dot
        case .string: return Operand(value: .string(program.tree.names[Int(node.firstName)]))
        case .number:
            return Operand(value: try idealConstant(index, program.tree.numbers[Int(node.firstName)]))
        default: return Operand(value: .none)
        }
    }

    /// The type of a number follows from how it is written.
    private mutating func idealConstant(
        _ index: SyntaxTree.Index, _ number: NumberLiteral
    ) throws(ExecutionProblem) -> Value {
        current = index
        if let complex = number.complex { return .complex(real: complex.real, imaginary: complex.imaginary) }
        let text = program.tree.text(program.tree[index])
        if let float = number.float, Self.isWrittenAsFloat(text) { return .float(float) }
        if let integer = number.integer { return .integer(integer, .int) }
        throw fail(.integerOverflow(String(decoding: text, as: UTF8.self)))
    }

    private static func isWrittenAsFloat(_ text: ArraySlice<UInt8>) -> Bool {
        if text.first == UInt8(ascii: "'") { return false }
        let hasExponent = text.contains { $0 | 0x20 == UInt8(ascii: "p") }
        let isHexadecimal =
            text.count > 2 && text.first == UInt8(ascii: "0")
            && text.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "x")
        if isHexadecimal, !hasExponent { return false }
        return text.contains { ".eEpP".utf8.contains($0) }
    }

    // MARK: Fields

    mutating func evaluate(
        field index: SyntaxTree.Index, _ arguments: Arguments = .none
    ) throws(ExecutionProblem) -> Operand {
        current = index
        let node = program.tree[index]
        return try follow(
            names: node.firstName, node.nameCount, from: dot, arguments)
    }

    mutating func evaluate(
        chain index: SyntaxTree.Index, _ arguments: Arguments = .none
    ) throws(ExecutionProblem) -> Operand {
        current = index
        let node = program.tree[index]
        let base = program.tree.child(0, of: node)
        if program.tree[base].kind == .null {
            throw fail(.fieldOfNil(String(decoding: program.tree.printed(index), as: UTF8.self)))
        }
        let receiver = try operand(base)
        return try follow(names: node.firstName, node.nameCount, from: receiver, arguments)
    }

    mutating func evaluate(
        variable index: SyntaxTree.Index, _ arguments: Arguments = .none
    ) throws(ExecutionProblem) -> Operand {
        current = index
        let node = program.tree[index]
        let value = try variable(program.tree.names[Int(node.firstName)])
        guard node.nameCount > 1 else {
            try refuse(arguments, index)
            return value
        }
        return try follow(
            names: node.firstName + 1, node.nameCount - 1, from: value, arguments)
    }

    /// Goes along a chain of names; the last one may have arguments, which only Go's methods could take.
    private mutating func follow(
        names first: Int32, _ count: Int32, from receiver: Operand, _ arguments: Arguments
    ) throws(ExecutionProblem) -> Operand {
        var operand = receiver
        for place in first..<first + count {
            let isLast = place == first + count - 1
            operand = try field(Int(place), of: operand, isLast ? arguments : .none)
        }
        return operand
    }

    private mutating func field(
        _ place: Int, of receiver: Operand, _ arguments: Arguments
    ) throws(ExecutionProblem) -> Operand {
        switch receiver.value {
        case .map(let map):
            let name = program.tree.names[place]
            if !arguments.isEmpty { throw fail(.argumentsToEntry(String(decoding: name, as: UTF8.self))) }
            let value = map[name]
            record?.read(name, of: map, isFound: value != nil, at: program.tree[current])
            guard let value else {
                if misses.count < Self.missLimit { misses.append((map, name, current)) }
                return Operand(value: .none)
            }
            return Operand(value: value, isInterface: map.holdsInterfaces)
        case .none where !receiver.isInterface: return Operand(value: .none)
        case .none:
            throw fail(.nilPointer(type: GoType.any.name, field: name(place)))
        case .structure(let structure):
            if let method = structure.methods[name(place)] {
                return try call(method, named: name(place), of: structure, arguments)
            }
            if let value = structure.field(program.tree.names[place]) {
                return Operand(value: try exported(value, place, of: structure, arguments))
            }
        default: break
        }
        let type = receiver.isInterface ? GoType.any.name : receiver.value.typeName
        throw fail(.noField(name(place), type: type))
    }

    private func exported(
        _ value: Value, _ place: Int, of structure: GoStructure, _ arguments: Arguments
    ) throws(ExecutionProblem) -> Value {
        if let first = program.tree.names[place].first, first >= UInt8(ascii: "a") {
            throw fail(.unexportedField(name(place), type: structure.typeName))
        }
        if !arguments.isEmpty { throw fail(.argumentsToField(name(place))) }
        return value
    }

    private func name(_ place: Int) -> String { String(decoding: program.tree.names[place], as: UTF8.self) }
}
