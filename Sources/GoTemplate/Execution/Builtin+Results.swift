import Budget

/// What Go's own functions give, after its `funcs.go`.
extension Builtin {
    /// The result for arguments that were counted and validated.
    func result(
        _ arguments: [Execution.Operand], _ rules: EngineRules, limit: Int, _ meter: inout WorkMeter
    ) throws(FunctionFailure) -> Execution.Operand {
        switch self {
        case .and, .or: return arguments.last ?? .init(value: .none)
        case .not: return .init(value: .bool(!arguments[0].value.isTrue))
        case .len: return .init(value: .int(try Self.length(arguments[0])))
        case .index: return try Self.element(arguments)
        case .slice: return .init(value: try Self.slice(arguments.map(\.value)))
        case .call:
            if arguments[0].value.isNone { throw FunctionFailure("call of nil") }
            throw FunctionFailure("non-function of type \(arguments[0].value.typeName)")
        case .eq: return .init(value: .bool(try Self.equals(arguments, rules)))
        case .ne: return .init(value: .bool(try !Self.equals(arguments, rules)))
        case .lt: return .init(value: .bool(try Self.isLess(arguments[0].value, arguments[1].value)))
        case .le: return .init(value: .bool(try Self.isLessOrEqual(arguments, rules)))
        case .gt: return .init(value: .bool(try !Self.isLessOrEqual(arguments, rules)))
        case .ge: return .init(value: .bool(try !Self.isLess(arguments[0].value, arguments[1].value)))
        case .print: return .init(value: .string(GoFormatter.print(arguments.map(\.value), limit: limit, &meter)))
        case .println: return .init(value: .string(GoFormatter.printLine(arguments.map(\.value), limit: limit, &meter)))
        case .printf:
            guard case .string(let format) = arguments[0].value else { return .init(value: .none) }
            let values = arguments.dropFirst().map(\.value)
            return .init(value: .string(GoFormatter.format(format, values, limit: limit, &meter)))
        case .html: return .init(value: .string(Escaping.html(Self.text(arguments, limit, &meter))))
        case .js: return .init(value: .string(Escaping.javaScript(Self.text(arguments, limit, &meter))))
        case .urlquery: return .init(value: .string(Escaping.query(Self.text(arguments, limit, &meter))))
        }
    }

    private static func isLessOrEqual(
        _ arguments: [Execution.Operand], _ rules: EngineRules
    ) throws(FunctionFailure) -> Bool {
        if try isLess(arguments[0].value, arguments[1].value) { return true }
        return try equals(arguments, rules)
    }

    /// The arguments as `print` would show them, but a missing one as `<no value>`.
    private static func text(_ arguments: [Execution.Operand], _ limit: Int, _ meter: inout WorkMeter) -> [UInt8] {
        let values = arguments.map { $0.value.isNone ? Value.string("<no value>") : $0.value }
        if values.count == 1, case .string(let bytes) = values[0] { return bytes }
        return GoFormatter.print(values, limit: limit, &meter)
    }

    private static func length(_ operand: Execution.Operand) throws(FunctionFailure) -> Int {
        switch operand.value {
        case .string(let bytes): bytes.count
        case .list(let list): list.elements.count
        case .map(let map): map.count
        case .none where operand.isInterface: throw FunctionFailure("len of nil pointer")
        case .none: throw FunctionFailure("reflect: call of reflect.Value.Type on zero Value")
        default: throw FunctionFailure("len of type \(operand.value.typeName)")
        }
    }

    // MARK: index

    private static func element(_ arguments: [Execution.Operand]) throws(FunctionFailure) -> Execution.Operand {
        var item = arguments[0]
        if item.value.isNone { throw FunctionFailure("index of untyped nil") }
        for place in arguments.dropFirst() { item = try element(place.value, of: item.value) }
        return item
    }

    private static func element(_ place: Value, of item: Value) throws(FunctionFailure) -> Execution.Operand {
        switch item {
        case .none: throw FunctionFailure("index of nil pointer")
        case .string(let bytes):
            let index = try position(place, capacity: bytes.count)
            guard index < bytes.count else { throw FunctionFailure("reflect: string index out of range") }
            return .init(value: .integer(Int64(bytes[index]), .uint8))
        case .list(let list):
            let index = try position(place, capacity: list.elements.count)
            guard index < list.elements.count else { throw FunctionFailure("reflect: slice index out of range") }
            return .init(value: list.elements[index], isInterface: list.holdsInterfaces)
        case .map(let map):
            if place.isNone { throw FunctionFailure("value is nil; should be of type string") }
            guard case .string(let key) = place else {
                throw FunctionFailure("value has type \(place.typeName); should be string")
            }
            return .init(value: map[key] ?? map.element.zero, isInterface: map.holdsInterfaces)
        default: throw FunctionFailure("can't index item of type \(item.typeName)")
        }
    }

    /// An index of a list or text. Go lets it be as large as the length, and stumbles a step later.
    private static func position(_ value: Value, capacity: Int) throws(FunctionFailure) -> Int {
        switch value {
        case .integer(let index, _):
            guard index >= 0, index <= capacity else { throw FunctionFailure("index out of range: \(index)") }
            return Int(index)
        case .none: throw FunctionFailure("cannot index slice/array with nil")
        default: throw FunctionFailure("cannot index slice/array with type \(value.typeName)")
        }
    }

    // MARK: slice

    private static func slice(_ arguments: [Value]) throws(FunctionFailure) -> Value {
        let item = arguments[0]
        let indexes = arguments.dropFirst()
        if item.isNone { throw FunctionFailure("slice of untyped nil") }
        if indexes.count > 3 { throw FunctionFailure("too many slice indexes: \(indexes.count)") }
        let count: Int
        let capacity: Int
        switch item {
        case .string(let bytes):
            if indexes.count == 3 { throw FunctionFailure("cannot 3-index slice a string") }
            (count, capacity) = (bytes.count, bytes.count)
        case .list(let list): (count, capacity) = (list.elements.count, list.capacity)
        default: throw FunctionFailure("can't slice item of type \(item.typeName)")
        }
        var bounds = [0, count, capacity]
        for (place, index) in indexes.enumerated() { bounds[place] = try position(index, capacity: capacity) }
        if bounds[0] > bounds[1] { throw FunctionFailure("invalid slice index: \(bounds[0]) > \(bounds[1])") }
        if bounds[1] > bounds[2] { throw FunctionFailure("invalid slice index: \(bounds[1]) > \(bounds[2])") }
        return part(of: item, from: bounds[0], to: bounds[1], capacity: bounds[2])
    }

    /// The part of a list may reach beyond its end, up to its capacity: there Go finds zero values.
    private static func part(of item: Value, from start: Int, to end: Int, capacity: Int) -> Value {
        switch item {
        case .string(let bytes): return .string(Array(bytes[start..<end]))
        case .list(let list):
            let missing = max(0, end - list.elements.count)
            let all = list.elements + repeatElement(list.element.zero, count: missing)
            return .list(GoList(Array(all[start..<end]), of: list.element, capacity: capacity - start))
        default: return .none
        }
    }
}

extension GoType {
    /// The zero value of a type.
    var zero: Value {
        switch self {
        case .string: .string([])
        case .bool: .bool(false)
        case .integer(let type): .integer(0, type)
        case .float64: .float(0)
        default: .none
        }
    }
}
