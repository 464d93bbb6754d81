import Versions

/// Comparing Rancher versions in rules.
enum RancherReach {
    /// Whether one Rancher version is later than another.
    static func isLater(_ one: String, than other: String) -> Bool { RancherOrder.isGreater(one, than: other) }
}
