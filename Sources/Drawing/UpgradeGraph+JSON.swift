package import Catalog
import JSON

extension UpgradeGraph {
    /// The graph for programs. Versions are known by the names of their folders; for every ordered pair there is the standing's
    /// ``UpgradeStanding/code``. Ends in a line feed.
    ///
    /// - Parameters:
    ///   - title: the template's id or path.
    ///   - version: the only version that `versions` holds, with its standings of all; nil for all.
    package func json(title: String, from version: TemplateVersion? = nil) -> [UInt8] {
        let ways = waysToDefault()
        var writer = JSONWriter(capacity: 1024 + versions.count * versions.count * 16)
        writer.object { writer in
            writer.member("template", title)
            writer.member("rancherVersion", selection.rancherVersion)
            writer.member("default", selection.defaultTarget?.folderName)
            writer.member("latest", selection.latest?.folderName)
            writer.member("leftOut", leftOut)
            writer.key("versions")
            writer.array { writer in
                for source in sources(version) { write(source, way: ways[source], to: &writer) }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ source: Int, way: WayToDefault, to writer: inout JSONWriter) {
        let version = versions[source]
        writer.object { writer in
            writer.member("folder", version.folderName)
            writer.member("id", version.idSuffix)
            writer.member("version", version.version)
            writer.member("minimumRancherVersion", version.minimumRancherVersion)
            writer.member("maximumRancherVersion", version.maximumRancherVersion)
            writer.member("upgradeFrom", version.upgradeFrom)
            writer.member("isVisible", selection.isVisible(version))
            writer.member("isDefault", version.folderName == selection.defaultTarget?.folderName)
            writer.member("isLatest", version.folderName == selection.latest?.folderName)
            writer.member("defaultUpgrade", defaultOffer(from: source).map { versions[$0].folderName })
            write(way, to: &writer)
            writer.key("standings")
            writer.object { writer in
                for target in versions.indices {
                    writer.member(versions[target].folderName, standing(of: target, from: source).code)
                }
            }
        }
    }

    /// The folders to run one after another; null where no way leads to the default.
    private func write(_ way: WayToDefault, to writer: inout JSONWriter) {
        writer.key("pathToDefault")
        guard case .steps(let path) = way else { return writer.null() }
        writer.array { writer in
            for position in path { writer.string(versions[position].folderName) }
        }
    }
}
