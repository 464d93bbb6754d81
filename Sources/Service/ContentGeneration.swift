/// Which contents the clients of an environment see: equal ones mean the same templates in the same catalogs.
///
/// It changes when the snapshot of one of their catalogs or of a global one does; neither with the state of a catalog, nor with
/// what other environments see.
package struct ContentGeneration: Sendable, Hashable {
    let environment: String
    /// When the contents of a global catalog changed last; 0 while there is none.
    let global: UInt64
    /// When those of a catalog of the environment itself did.
    let own: UInt64

    /// What is made from no contents at all.
    package static let unchanging = ContentGeneration(environment: "", global: .max, own: .max)

    /// Numbers that tell this generation from every other one of its environment.
    package var numbers: String { "\(global).\(own)" }

    /// Whether a publication shows its environment later contents than these.
    package func isReplaced(in publication: Publication) -> Bool {
        if self == .unchanging { return false }
        let now = publication.contents(visibleIn: environment)
        return Self.isReplaced(global, by: now.global) || Self.isReplaced(own, by: now.own)
    }

    private static func isReplaced(_ old: UInt64, by new: UInt64) -> Bool { old < new || new == 0 && old > 0 }
}
