import Compiler
import Diagnostics
import Foundation
import JSON

/// `muster bundle --verify`: a bundle as JSON or YAML, or its folder or archive.
enum BundleVerify {
    /// The largest file that is read, in bytes: an environment with all its bundles.
    private static let limit = 64 << 20

    /// Prints the digest of a bundle that is as it was made; says what differs, and ends with 1, otherwise.
    static func run(on path: String) throws {
        let verification = try verification(of: path)
        for difference in verification.differences {
            say("\(path): \(difference.part.isEmpty ? "" : "\(difference.part): ")\(difference.description)")
        }
        guard verification.isIntact else {
            say("\(path): this is not the bundle that was made; it was edited or damaged")
            throw ExitStatus.findings
        }
        ResultOutput.write("\(verification.stated)  \(verification.id)\n")
    }

    private static func verification(of path: String) throws -> BundleVerification {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if isFolder.boolValue { return BundleVerification(of: try entries(of: path)) }
        let source = try TextInput.read(path, limit: limit)
        if path.hasSuffix(".yml") || path.hasSuffix(".yaml") {
            return JSONNode(yaml: source).map { BundleVerification(of: $0) } ?? BundleVerification(of: .null)
        }
        if path.hasSuffix(".tar") || TarArchive.read(source.bytes) != nil {
            // One that cannot be read has no bundle.json.
            return BundleVerification(of: TarArchive.read(source.bytes) ?? [])
        }
        return BundleVerification(ofText: source.bytes)
    }

    private static func entries(of folder: String) throws -> [CompiledBundle.Entry] {
        var entries: [CompiledBundle.Entry] = []
        for path in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [] {
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)") else { continue }
            entries.append(.init(path: path, bytes: Array(bytes)))
        }
        return entries
    }

    private static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
