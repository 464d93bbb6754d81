import Versions

extension FuzzTarget {
    /// Reads two versions and a range. Laws: a version's text spells it; no order has each before the other, and
    /// precedence is total; errors lie in the text; a Rancher window is closed at both ends.
    static let versions = FuzzTarget("versions") { bytes in
        let parts = parts(3, of: bytes).map { String(decoding: $0, as: UTF8.self) }
        let (one, other, range) = (parts[0], parts[1], parts[2])
        checkOrders(one, other)
        for text in parts { if let version = SemanticVersion(parsing: text) { checkSpelling(version) } }
        checkUpgradeRange(range, one)
        if let npm = try? NPMRange(parsing: range) {
            _ = npm.contains(one)
            // Of larger numbers npm reads no text.
            if let version = SemanticVersion(parsing: one),
                [version.major, version.minor, version.patch].allSatisfy({ $0 < 1 << 53 })
            {
                law(
                    npm.contains(version) == npm.contains(version.description),
                    "a range takes a version and not its text")
            }
        }
        let window = RancherWindow(minimum: one, maximum: one)
        law(window.contains(one), "a window without the version at its ends")
        _ = RancherWindow(minimum: one, maximum: other).contains(range)
        law(FallbackOrder.highest(of: parts) != nil, "no version is the highest")
    }

    private static func checkOrders(_ one: String, _ other: String) {
        let isGreater = RancherOrder.isGreater(one, than: other)
        law(!(isGreater && RancherOrder.isGreater(other, than: one)), "each is greater than the other")
        law(!RancherOrder.isGreater(one, than: one), "greater than itself")
        law(!(FallbackOrder.isLess(one, other) && FallbackOrder.isLess(other, one)), "each is less than the other")
        guard let left = SemanticVersion(parsing: one), let right = SemanticVersion(parsing: other) else { return }
        let isSame = !(left < right) && !(right < left)
        law(!(left < right && right < left), "each precedes the other")
        law(!isSame || (left.major, left.minor, left.patch) == (right.major, right.minor, right.patch), "not ordered")
    }

    private static func checkSpelling(_ version: SemanticVersion) {
        law(SemanticVersion(parsing: version.description) == version, "a version's text is another version's")
    }

    private static func checkUpgradeRange(_ text: String, _ version: String) {
        do throws(UpgradeRangeError) {
            let range = try UpgradeRange(parsing: text)
            let isIn = (try? range.contains(version)) ?? false
            law(UpgradeRange.offers(version, in: text) == isIn, "an upgrade is offered and is not")
        } catch {
            law(error.offset >= 0 && error.offset <= text.utf8.count, "an error outside the text")
        }
    }
}
