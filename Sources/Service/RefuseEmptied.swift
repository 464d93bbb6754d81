import Catalog
import Store

extension CatalogService {
    /// Refuses a snapshot without templates in the place of one that has some. A branch that was emptied by mistake, a folder
    /// that is not mounted or a repository that is half there would otherwise take everything from everybody who runs stacks of it.
    static func refuseEmptied(_ snapshot: CatalogSnapshot, following previous: CatalogSnapshot?) throws {
        guard snapshot.templates.isEmpty, let previous, !previous.templates.isEmpty else { return }
        throw ServiceError(
            .emptied,
            "the commit \(snapshot.commit.prefix(12)) has no templates, and \(previous.commit.prefix(12)) had "
                + "\(previous.templates.count); what was served stays. To serve nothing, remove the catalog")
    }
}
