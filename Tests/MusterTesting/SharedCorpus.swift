public import Foundation

/// The optional corpus of real catalogs and of what the reference recorded over them: `$MUSTER_SHARED`, or `../shared`
/// beside the package. Tests that need it are skipped, plainly, where it is not.
public enum SharedCorpus {
    /// The corpus's folder; nil when it is not there.
    public static let directory: URL? = {
        let named = ProcessInfo.processInfo.environment["MUSTER_SHARED"].map { URL(filePath: $0) }
        let folder = named ?? packageRoot.deletingLastPathComponent().appending(path: "shared")
        let marker = folder.appending(path: "conformance").path
        return FileManager.default.fileExists(atPath: marker) ? folder : nil
    }()

    /// Whether the corpus is there.
    public static var isPresent: Bool { directory != nil }

    /// The package's own folder.
    public static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The bytes of a file of the corpus; gzipped files are unpacked.
    public static func contents(of path: String) throws -> Data {
        guard let directory else { throw CocoaError(.fileNoSuchFile) }
        let file = directory.appending(path: path)
        guard path.hasSuffix(".gz") else { return try Data(contentsOf: file) }
        return try Command.run("gzip", ["-dc", file.path])
    }
}

extension SharedCorpus {
    private static let branches = ["library": "v1.6-development", "community": "master", "test": "master"]

    /// The files of the three public catalogs, by catalog and path.
    public static let catalogFiles: [String: [String: [UInt8]]] = {
        do {
            return try Dictionary(
                uniqueKeysWithValues: branches.map { catalog, branch in
                    let checkout = try GitCheckout(bundle: "\(catalog).bundle", branch: branch)
                    return (catalog, Dictionary(checkout.files.map { ($0.path, $0.contents) }) { $1 })
                })
        } catch {
            preconditionFailure("the catalogs: \(error)")
        }
    }()

    /// The rows of a file of the corpus that has one JSON value a line.
    public static func lines<Row: Decodable>(_ path: String) -> [Row] {
        do {
            let data = try SharedCorpus.contents(of: path)
            return try data.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Row.self, from: $0) }
        } catch {
            preconditionFailure("\(path): \(error)")
        }
    }
}
