package import Bundles
import Catalog
import Compiler
import Store

extension Publication {
    /// The catalogs that clients of `environment` see, one a name: of two with one name the global one, as everywhere.
    package func distinctCatalogs(visibleIn environment: String) -> [PublishedCatalog] {
        var kept: [PublishedCatalog] = []
        for catalog in catalogs(visibleIn: environment) where kept.last?.key.name != catalog.key.name {
            kept.append(catalog)
        }
        return kept
    }
}

extension CatalogOperations {
    /// What clients of `environment` can have compiled: every catalog of a publication that they see and that has something
    /// to serve.
    package func library(of publication: Publication, visibleIn environment: String) -> CatalogLibrary {
        let catalogs = publication.distinctCatalogs(visibleIn: environment).compactMap { catalog in
            catalog.snapshot.map { snapshot in
                CatalogLibrary.Catalog(
                    origin: CatalogOrigin(
                        catalog: catalog.key.name, url: catalog.url, branch: catalog.branch, commit: snapshot.commit),
                    snapshot: snapshot)
            }
        }
        return CatalogLibrary(catalogs) { try await content(of: $0) }
    }
}
