import Catalog
import Service
import Store
import Testing

@Suite("What is published")
struct PublicationTests {
    private static let publication = Publication(
        generation: 1,
        catalogs: [
            ("1a5", "web"), ("global", "library"), ("1a5", "library"), ("1a7", "web"), ("global", "web"),
            ("1a5", "api"),
            ("global", "zeta"),
        ].map { environment, name in
            PublishedCatalog(
                key: CatalogKey(environment: environment, name: name), url: "", branch: "", kind: "", state: .active,
                lastRefresh: nil, snapshot: nil)
        })

    @Test(
        "an environment sees its own catalogs and the global ones by name, of two of one name the global one first",
        arguments: [
            ("global", ["global/library", "global/web", "global/zeta"]),
            ("1a5", ["1a5/api", "global/library", "1a5/library", "global/web", "1a5/web", "global/zeta"]),
            ("1a7", ["global/library", "global/web", "1a7/web", "global/zeta"]),
            ("1a9", ["global/library", "global/web", "global/zeta"]),
        ])
    func visible(environment: String, expected: [String]) {
        let visible = Self.publication.catalogs(visibleIn: environment)
        #expect(visible.map { "\($0.key.environment)/\($0.key.name)" } == expected)
        let names = Self.publication.distinctCatalogs(visibleIn: environment).map(\.key.name)
        #expect(names == Array(Set(names)).sorted())
    }

    @Test(
        "a name means the global catalog before the environment's own",
        arguments: [
            ("web", "1a5", "global"), ("api", "1a5", "1a5"), ("api", "1a7", nil), ("library", "1a5", "global"),
            ("nothing", "1a5", nil), ("zeta", "global", "global"),
        ] as [(String, String, String?)])
    func named(name: String, environment: String, expected: String?) {
        #expect(Self.publication.catalog(named: name, visibleIn: environment)?.key.environment == expected)
    }

    @Test("every catalog is found by its key")
    func keys() {
        for catalog in Self.publication.catalogs { #expect(Self.publication.catalog(catalog.key)?.key == catalog.key) }
        #expect(Self.publication.catalog(CatalogKey(environment: "1a7", name: "api")) == nil)
    }
}
