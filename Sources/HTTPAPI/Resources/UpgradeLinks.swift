import Catalog
import JSON

/// The links to the upgrades of any version of a template. Each is spelled once, however many versions lead to it.
struct UpgradeLinks: Sendable {
    /// What is offered.
    let offers: UpgradeOffers
    /// The member of a JSON object for each of the targets, by its text.
    private let members: [[UInt8]]

    init(of selection: VersionSelection, _ id: TemplateID, _ links: Links) {
        offers = selection.offers
        members = offers.targets.map { target in
            var writer = JSONWriter(capacity: 128)
            writer.member(target.version, links.template(id.version(target)))
            return writer.bytes
        }
    }

    /// The bytes that the links take.
    var keptBytes: Int { members.reduce(0) { $0 + 40 + $1.count } }

    /// Writes a link to each upgrade of a version, by its text, sorted as every map is.
    func write(from version: TemplateVersion, to writer: inout JSONWriter) {
        writer.object { writer in
            for place in offers.offered(from: version) { writer.raw(members[place]) }
        }
    }
}
