import Foundation

/// Damage to a repository's only pack.
public enum SpoiledPack {
    /// What the damage was to be done to is not there.
    public struct Missing: Error {}

    /// Overwrites the end of a content in the pack of a bare repository; its header, which says kind and size, stays whole.
    public static func overwrite(contentOf file: String, in repository: String) throws {
        let id = try text(["hash-object", file]).prefix(40)
        let folder = repository + "/objects/pack"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".pack") }
        guard let name = names.first else { throw Missing() }
        let pack = "\(folder)/\(name)"
        let lines = try text(["verify-pack", "-v", pack]).split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix(id) }) else { throw Missing() }
        // The size in the pack, and the offset.
        let numbers = line.split(separator: " ").dropFirst().compactMap { UInt64($0) }
        guard numbers.count >= 3 else { throw Missing() }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: pack)
        let handle = try FileHandle(forUpdating: URL(filePath: pack))
        try handle.seek(toOffset: numbers[2] + numbers[1] - 8)
        try handle.write(contentsOf: Data(repeating: 0xA5, count: 8))
        try handle.close()
    }

    private static func text(_ arguments: [String]) throws -> String {
        String(decoding: try Command.run("git", arguments), as: UTF8.self)
    }
}
