/// The Rancher versions that a template's version works with.
public struct RancherWindow: Sendable, Hashable {
    /// The oldest one; empty for no bound.
    public let minimum: String
    /// The newest one; empty for no bound.
    public let maximum: String

    /// A window; empty bounds are open.
    public init(minimum: String, maximum: String) {
        self.minimum = minimum
        self.maximum = maximum
    }

    /// Whether a server of this version is in the window, by ``RancherOrder``. A server that does not say its version is.
    public func contains(_ rancherVersion: String) -> Bool {
        if rancherVersion.isEmpty { return true }
        if !minimum.isEmpty, RancherOrder.isGreater(minimum, than: rancherVersion) { return false }
        return maximum.isEmpty || !RancherOrder.isGreater(rancherVersion, than: maximum)
    }
}
