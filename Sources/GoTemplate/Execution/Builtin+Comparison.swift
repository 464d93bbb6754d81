/// `eq`, `ne`, `lt`, `le`, `gt` and `ge`, after Go's `funcs.go`.
extension Builtin {
    static func equals(_ arguments: [Execution.Operand], _ rules: EngineRules) throws(FunctionFailure) -> Bool {
        let first = arguments[0].value
        guard arguments.count > 1 else { throw FunctionFailure("missing argument for comparison") }
        if rules == .go18, first.isNone { throw invalidType }
        for operand in arguments.dropFirst() {
            if rules == .go18, operand.value.isNone { throw invalidType }
            if try isEqual(first, operand.value) { return true }
        }
        return false
    }

    private static let invalidType = FunctionFailure("invalid type for comparison")
    private static let incompatible = FunctionFailure("incompatible types for comparison")

    private static func isEqual(_ left: Value, _ right: Value) throws(FunctionFailure) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): return left == right
        case (.integer(let left, let leftType), .integer(let right, let rightType)):
            if leftType.isUnsigned == rightType.isUnsigned { return left == right }
            return left == right && left >= 0
        case (.float(let left), .float(let right)): return left == right
        case (.complex(let real, let imaginary), .complex(let otherReal, let otherImaginary)):
            return real == otherReal && imaginary == otherImaginary
        case (.string(let left), .string(let right)): return left == right
        case (.none, .none): return true
        case (.none, _), (_, .none): return false
        default: break
        }
        guard !left.isBasic, !right.isBasic else { throw incompatible }
        return try isEqualCompound(left, right)
    }

    private static func isEqualCompound(_ left: Value, _ right: Value) throws(FunctionFailure) -> Bool {
        guard left.type?.kind == right.type?.kind else {
            throw FunctionFailure(
                GoPrinter.format("non-comparable types %s: ", left)
                    + "\(left.typeName), \(right.typeName): \(String(decoding: GoPrinter.text(of: right), as: UTF8.self))"
            )
        }
        guard case .structure(let left) = left, case .structure(let other) = right else {
            throw FunctionFailure(GoPrinter.format("non-comparable type %s: ", right) + right.typeName)
        }
        guard left.typeName == other.typeName, left.fields.count == other.fields.count else { return false }
        for (one, two) in zip(left.fields, other.fields) {
            guard try isEqual(one.value, two.value) else { return false }
        }
        return left.text == other.text
    }

    static func isLess(_ left: Value, _ right: Value) throws(FunctionFailure) -> Bool {
        guard left.isBasic, right.isBasic else { throw invalidType }
        switch (left, right) {
        case (.integer(let left, let leftType), .integer(let right, let rightType)):
            switch (leftType.isUnsigned, rightType.isUnsigned) {
            case (false, false): return left < right
            case (true, true): return UInt64(bitPattern: left) < UInt64(bitPattern: right)
            case (false, true): return left < 0 || UInt64(left) < UInt64(bitPattern: right)
            case (true, false): return right >= 0 && UInt64(bitPattern: left) < UInt64(right)
            }
        case (.float(let left), .float(let right)): return left < right
        case (.string(let left), .string(let right)): return order(left, right) < 0
        case (.bool, .bool), (.complex, .complex): throw invalidType
        default: throw incompatible
        }
    }
}

extension Value {
    /// Whether Go can compare the value's kind at all.
    fileprivate var isBasic: Bool {
        switch self {
        case .bool, .integer, .float, .complex, .string: true
        case .none, .list, .map, .structure: false
        }
    }
}
