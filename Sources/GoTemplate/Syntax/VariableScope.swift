/// The variables that may be named at a place of a template, the newest last. Looking a name up costs the same however many
/// there are.
struct VariableScope {
    private var names: [ArraySlice<UInt8>] = []
    private var counts: [ArraySlice<UInt8>: Int] = [:]

    /// What every definition begins with: `$`.
    init() { append([UInt8(ascii: "$")]) }

    /// How many there are.
    var count: Int { names.count }

    func contains(_ name: ArraySlice<UInt8>) -> Bool { counts[name] != nil }

    mutating func append(_ name: ArraySlice<UInt8>) {
        names.append(name)
        counts[name, default: 0] += 1
    }

    /// Forgets the newest ones, so that `count` are left.
    mutating func shrink(to count: Int) {
        while names.count > count, let name = names.popLast() {
            let left = (counts[name] ?? 1) - 1
            counts[name] = left == 0 ? nil : left
        }
    }
}
