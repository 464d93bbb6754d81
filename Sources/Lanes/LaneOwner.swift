/// Whom a piece of work is for. Lanes are fair between environments first, then between the catalogs of one.
public struct LaneOwner: Sendable, Hashable {
    /// The environment's id, `global` for what all environments share; empty for the process itself.
    public let environment: String
    /// The catalog's name; empty when the work concerns no single catalog.
    public let catalog: String

    /// The owner of work for one environment, or for one catalog of it.
    public init(environment: String, catalog: String = "") {
        self.environment = environment
        self.catalog = catalog
    }

    /// The process itself, for work that no client and no catalog asks for.
    public static let process = LaneOwner(environment: "")
}
