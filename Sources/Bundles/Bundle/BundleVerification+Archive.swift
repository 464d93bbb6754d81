import Compiler
import JSON

extension BundleVerification {
    /// Verifies a bundle's directory or archive: every `bundle.json` in it, and the files that lie beside each.
    public init(of entries: [CompiledBundle.Entry]) {
        let files = Dictionary(entries.map { ($0.path, $0.bytes) }) { first, _ in first }
        guard let text = files["bundle.json"] else {
            self.init(noBundle: "there is no bundle.json in it")
            return
        }
        var verification = BundleVerification(ofText: text)
        verification.add(Self.changedFiles(of: text, in: files, below: ""))
        for path in files.keys.sorted() where path != "bundle.json" && path.hasSuffix("/bundle.json") {
            guard let text = files[path] else { continue }
            let folder = String(path.dropLast("bundle.json".count))
            verification.add(
                BundleVerification(ofText: text).differences.map {
                    Difference(part: folder + $0.part, description: $0.description)
                })
            verification.add(Self.changedFiles(of: text, in: files, below: folder))
        }
        self = verification
    }

    /// Verifies the JSON text of a bundle.
    public init(ofText text: [UInt8]) {
        do {
            self.init(of: try JSONNode(parsing: text))
        } catch {
            self.init(noBundle: "\(error)")
        }
    }

    /// Files that are not those of the bundle beside them.
    private static func changedFiles(
        of text: [UInt8], in files: [String: [UInt8]], below folder: String
    ) -> [Difference] {
        let texts = (try? JSONNode(parsing: text))?["files"]?.object ?? [:]
        return texts.sorted { $0.key < $1.key }.compactMap { path, content in
            let part = "\(folder)files/\(path)"
            guard let bytes = files[part] else { return Difference(part: part, description: "is missing") }
            let isSame = content.string.map { $0.utf8.elementsEqual(bytes) } ?? false
            return isSame ? nil : Difference(part: part, description: "was changed, or damaged")
        }
    }
}
