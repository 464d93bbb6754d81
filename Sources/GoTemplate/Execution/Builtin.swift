/// Go's own template functions.
enum Builtin: String, Sendable, CaseIterable {
    case and, or, not, len, index, slice, call
    case eq, ne, lt, le, gt, ge
    case print, printf, println, html, js, urlquery

    /// The least number of arguments, and whether more are allowed.
    var arity: (least: Int, isVariadic: Bool) {
        switch self {
        case .and, .or, .index, .slice, .call, .eq, .printf: (1, true)
        case .not, .len: (1, false)
        case .ne, .lt, .le, .gt, .ge: (2, false)
        case .print, .println, .html, .js, .urlquery: (0, true)
        }
    }

    /// The type of the parameter at a place.
    func parameter(_ place: Int) -> GoType {
        switch self {
        case .printf: place == 0 ? .string : .any
        case .print, .println, .html, .js, .urlquery: .any
        default: .reflected
        }
    }
}
