import Versions

/// Comparing Rancher versions in rules.
enum RancherReach {
    /// The last release of Rancher 1.6.
    static let lastRelease = "v1.6.30"

    /// Whether one Rancher version is later than another.
    static func isLater(_ one: String, than other: String) -> Bool { RancherOrder.isGreater(one, than: other) }
}
