import Bundles
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
            StandardError.say(
                "\(path): \(difference.part.isEmpty ? "" : "\(difference.part): ")\(difference.description)")
        }
        guard verification.isIntact else {
            StandardError.say("\(path): this is not the bundle that was made; it was edited or damaged")
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

    /// The regular files of a folder. Links are not followed.
    private static func entries(of folder: String) throws -> [CompiledBundle.Entry] {
        var entries: [CompiledBundle.Entry] = []
        var size = 0
        guard let files = FileManager.default.enumerator(atPath: folder) else { return [] }
        for case let path as String in files where files.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
            let bytes = try TextInput.read("\(folder)/\(path)", limit: limit).bytes
            size += bytes.count
            guard size <= limit else { throw ServerError("\(folder) holds more than \(limit) bytes; it is no bundle") }
            entries.append(.init(path: path, bytes: bytes))
        }
        return entries
    }
}
