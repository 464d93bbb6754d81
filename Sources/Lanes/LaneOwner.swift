/// Whom a piece of work is for. Lanes are fair between environments first, then between the catalogs of one.
package struct LaneOwner: Sendable, Hashable {
    /// The environment's id, `global` for what all environments share; empty for the process itself.
    package let environment: String
    /// The catalog's name; empty when the work concerns no single catalog.
    package let catalog: String

    /// The owner of work for one environment, or for one catalog of it.
    package init(environment: String, catalog: String = "") {
        self.environment = environment
        self.catalog = catalog
    }

    /// The process itself, for work that no client and no catalog asks for.
    package static let process = LaneOwner(environment: "")
}
