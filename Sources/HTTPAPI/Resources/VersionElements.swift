import Catalog
import JSON
import Service

/// The elements of a list of versions, template by template, each with all its upgrades: in a template of thousands of versions
/// they are millions.
struct VersionElements: ListElements {
    let listing: TemplateListing
    let links: Links
    /// Templates that a list has shown some versions of: what is known of one is not held for a client that may not read on.
    let begun: BegunTemplates
    /// What the versions of a template depend on beside it.
    let variant: [String]
    let find: @Sendable (TemplateListing.Found) -> FoundTemplate
    /// Where the list is: the template, and how many of its versions were shown.
    private(set) var template = 0
    private(set) var version = 0

    var keptBytes: Int { listing.keptBytes }

    mutating func write(to writer: inout JSONWriter, upTo bytes: Int) -> Bool {
        while template < listing.count {
            guard let place = listing.found(at: template) else {
                template += 1
                continue
            }
            let found = (version == 0 ? nil : begun.find(place, variant)) ?? find(place)
            for version in found.selection.visible[version...] {
                if writer.bytes.count >= bytes {
                    if self.version > 0 { begun.keep(found, for: place, variant) }
                    return true
                }
                found.resource(version, links).write(to: &writer) { _ in }
                self.version += 1
            }
            (template, version) = (template + 1, 0)
        }
        return false
    }
}
