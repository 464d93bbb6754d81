/// The order Rancher 1.6 puts versions in: `VersionGreaterThan` of its catalog service, kept to the letter.
///
/// It is not SemVer, and not an order: on odd texts it has loops, and different texts can be mutually not greater.
/// Look pairs up; do not sort by it. Many pairs are looked up in a ``RancherOrderTable``.
public enum RancherOrder {
    /// Whether `a` is newer than `b`.
    public static func isGreater(_ a: String, than b: String) -> Bool {
        RancherOrderTable([a, b]).isGreater(0, than: 1)
    }
}
