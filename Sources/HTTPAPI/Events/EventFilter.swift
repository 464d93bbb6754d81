import Catalog
import Service

/// Which events a client is told of.
struct EventFilter: Sendable, Hashable {
    /// The client's environment, whose catalogs it sees beside the global ones.
    let environment: String
    /// The catalog that it follows; empty for all.
    let catalog: String

    /// Whether the client is told of an event.
    func shows(_ event: CatalogEvent) -> Bool {
        event.catalog.isVisible(in: environment) && (catalog.isEmpty || catalog == event.catalog.name)
    }
}
