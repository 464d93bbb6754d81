import GoTemplate

/// The arguments of a call, by their place.
///
/// The engine has checked them against the declared parameters; what fits none of them is still answered with a failure
/// and never with a trap.
struct Arguments {
    let values: [Value]

    /// Any value; none where the call has no such argument.
    func any(_ index: Int) -> Value { values.indices.contains(index) ? values[index] : .none }

    /// The arguments of the repeating parameter at `index`.
    func rest(from index: Int) -> ArraySlice<Value> { values.dropFirst(index) }

    /// All arguments as they print, each changed by `change`. Fails as soon as they are longer together than a result can be: a
    /// value that shares its parts can be far larger printed than kept.
    func printed(_ change: ([UInt8]) -> [UInt8]) throws(FunctionFailure) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        var bytes = 0
        for value in values {
            let text = change(GoPrinter.text(of: value, limit: FunctionLimits.resultBytes))
            bytes += text.count
            try FunctionLimits.check(bytes: bytes)
            texts.append(text)
        }
        return texts
    }

    /// A `string` parameter.
    func text(_ index: Int) throws(FunctionFailure) -> [UInt8] {
        guard case .string(let text) = any(index) else { throw unfit(index, .string) }
        return text
    }

    /// An `int` parameter.
    func int(_ index: Int) throws(FunctionFailure) -> Int {
        guard case .integer(let value, _) = any(index) else { throw unfit(index, .int) }
        return Int(value)
    }

    /// A map parameter; nil for Go's nil map.
    func dictionary(_ index: Int) throws(FunctionFailure) -> GoMap? {
        switch any(index) {
        case .map(let map): return map
        case .none: return nil
        default: throw unfit(index, .map(.any))
        }
    }

    /// A `[]string` parameter; Go's nil slice is empty.
    func texts(_ index: Int) throws(FunctionFailure) -> [[UInt8]] {
        switch any(index) {
        case .list(let list):
            return list.elements.map { element in if case .string(let text) = element { text } else { [] } }
        case .none: return []
        default: throw unfit(index, .list(.string))
        }
    }

    private func unfit(_ index: Int, _ type: GoType) -> FunctionFailure {
        FunctionFailure("argument \(index + 1) is \(any(index).typeName), not \(type.name)")
    }
}
