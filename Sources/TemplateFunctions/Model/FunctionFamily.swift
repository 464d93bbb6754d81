/// What a function is about. The order is that of the reference manual.
public enum FunctionFamily: String, Sendable, Hashable, CaseIterable {
    case language, strings, numbers, lists, dictionaries, defaults, types, dates, encoding, paths, environment, random
    case crypto, rancher

    /// The heading of the family in the reference manual.
    public var title: String {
        switch self {
        case .language: "The template language"
        case .rancher: "Rancher's own"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }
}
