import Catalog
import Service

/// Templates in the midst of whose versions large lists are. They stay what they are in their commit, so that a list which goes
/// on while other catalogs change finds them again.
struct BegunTemplates: Sendable {
    /// By what the versions depend on; all of one generation, for each key names its commit.
    private let kept: GenerationCache<String, Int, FoundTemplate>

    /// Bounds as ``GenerationCache`` takes them.
    init(bytes: Int, entries: Int) {
        kept = GenerationCache(bytes: bytes, entries: entries) { $0.utf8.count + $1.keptBytes }
    }

    var usage: CacheUsage { kept.usage }

    /// What is kept of a template for a variant of its versions.
    func find(_ place: TemplateListing.Found, _ variant: [String]) -> FoundTemplate? {
        kept.find(Self.key(place, variant), generation: 0)
    }

    func keep(_ found: FoundTemplate, for place: TemplateListing.Found, _ variant: [String]) {
        kept.keep(found, for: Self.key(place, variant), generation: 0)
    }

    /// Lets go of templates of commits that are no longer served.
    func forget(allBut publication: Publication) {
        kept.removeAll { found in
            publication.catalog(found.catalog.key)?.snapshot?.commit != found.catalog.snapshot?.commit
        }
    }

    private static func key(_ place: TemplateListing.Found, _ variant: [String]) -> String {
        let commit = place.catalog.snapshot?.commit ?? ""
        return APIResponder.key([place.catalog.key.environment, commit, place.id.description] + variant)
    }
}
