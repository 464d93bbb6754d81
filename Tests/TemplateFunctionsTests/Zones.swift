import Foundation

/// Time zone files of the IANA database (2022a, public domain), so that tests do not depend on the system's.
enum Zones {
    /// The contents of a zone's TZif file, nil for a zone that is not among them.
    @Sendable static func file(_ name: String) -> [UInt8]? { files[name].map(Array.init) }

    private static let files: [String: Data] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance/zones.json")
        do {
            return try JSONDecoder().decode([String: Data].self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("\(file.path): \(error)")
        }
    }()
}
