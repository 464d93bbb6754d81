import Catalog
import Store

/// What an examination found that can be repaired: data, which ``ExamineDataDirectory/perform(_:)`` carries out.
package struct DataDirectoryRepair: Sendable {
    /// Repairs of the key and the database.
    var store: [StoreRepair] = []
    /// Mirrors that have to be cloned anew.
    var damagedMirrors: [String] = []
    /// Mirrors of no catalog, and folders that an update did not finish or remove.
    var leftovers: [String] = []
    /// The catalogs whose mirrors are whole.
    var mirrored: Set<CatalogKey> = []

    /// Whether there is nothing to repair.
    package var isEmpty: Bool { store.isEmpty && damagedMirrors.isEmpty && leftovers.isEmpty }
}
