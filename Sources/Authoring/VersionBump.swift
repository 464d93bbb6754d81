import Versions

/// Which number of a version is raised.
package enum VersionBump: String, Sendable, Hashable, CaseIterable {
    /// The first.
    case major
    /// The second.
    case minor
    /// The third.
    case patch
    /// The last of what stands behind `-`: `rancher1` becomes `rancher2`.
    case suffix

    /// The next version after one, written in its way: `v` in front stays, and so does what stands behind `-`, with its last
    /// number begun anew. What marks a preview (`-rc1`, `-beta`) goes, for nobody previews what a higher number says.
    ///
    /// What is not of the form 1.2.3 has no next version that one could guess.
    package func next(after text: String) throws(AuthoringRefusal) -> String {
        let bare = text.hasPrefix("v") ? text.dropFirst() : text[...]
        guard let version = SemanticVersion(parsing: bare) else {
            throw AuthoringRefusal("\"\(text)\" is not of the form 1.2.3; name the next version yourself")
        }
        let prefix = text.hasPrefix("v") ? "v" : ""
        let core = bare.prefix { $0 != "-" && $0 != "+" }
        let suffix = String(bare.dropFirst(core.count).prefix { $0 != "+" })
        if self == .suffix {
            guard let raised = Suffix.raised(suffix) else {
                throw AuthoringRefusal("\"\(text)\" ends in no number to raise; raise a number of 1.2.3 instead")
            }
            return prefix + core + raised
        }
        let numbers = try raised(version)
        return "\(prefix)\(numbers.0).\(numbers.1).\(numbers.2)\(Suffix.begunAnew(suffix))"
    }

    private func raised(_ version: SemanticVersion) throws(AuthoringRefusal) -> (UInt64, UInt64, UInt64) {
        let old =
            switch self {
            case .major: version.major
            case .minor: version.minor
            default: version.patch
            }
        let (number, overflows) = old.addingReportingOverflow(1)
        guard !overflows else { throw AuthoringRefusal("no number follows \(old)") }
        return switch self {
        case .major: (number, 0, 0)
        case .minor: (version.major, number, 0)
        default: (version.major, version.minor, number)
        }
    }
}

/// What stands behind the numbers of a version: `-rancher1`.
private enum Suffix {
    private static let previews = ["alpha", "beta", "dev", "pre", "preview", "rc", "snapshot"]

    /// The suffix of the next version: without previews, and counted from 1 again.
    static func begunAnew(_ suffix: String) -> String {
        let parts = suffix.split(separator: "-").filter { !isPreview($0) }
        guard let last = parts.last else { return "" }
        let digits = last.reversed().prefix(while: \.isNumber).count
        // A longer number is a date or a build, and no count.
        let counted = digits > 0 && digits <= 3 ? last.dropLast(digits) + "1" : last
        return (parts.dropLast() + [counted]).map { "-" + $0 }.joined()
    }

    /// The suffix with its last number raised; nil for one that does not end in one.
    static func raised(_ suffix: String) -> String? {
        let digits = suffix.reversed().prefix(while: \.isNumber).count
        guard digits > 0, let number = UInt64(suffix.suffix(digits)) else { return nil }
        let (next, overflows) = number.addingReportingOverflow(1)
        return overflows ? nil : suffix.dropLast(digits) + String(next)
    }

    private static func isPreview(_ part: Substring) -> Bool {
        let word = part.lowercased().prefix { $0.isLetter }
        return previews.contains(String(word))
    }
}
