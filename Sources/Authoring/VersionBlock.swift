import Catalog
import Diagnostics
import YAML

/// The catalog block of a version with the file that it stands in.
struct VersionBlock {
    let source: SourceText
    let node: YAMLNode

    /// The block of a version's folder; nil where the catalog finds none that could be edited.
    init?(in folder: String, files: [String: [UInt8]]) {
        for name in ["rancher-compose.yml", "template-version.yml"] {
            guard let bytes = files["\(folder)/\(name)"] else { continue }
            let source = SourceText(path: "\(folder)/\(name)", bytes: bytes)
            let document = YAMLDocument.parse(source)
            let node = name == "rancher-compose.yml" ? CatalogBlock.node(in: document) : document.root
            guard let node, node.entries?.isEmpty == false else { continue }
            self.source = source
            self.node = node
            return
        }
        return nil
    }

    /// Why a version without a block cannot be given a window.
    static func missing(in folderName: String) -> AuthoringRefusal {
        AuthoringRefusal("the version in \(folderName) has no catalog block to write a window into")
    }
}
