public import Foundation

/// The small catalogs of `catalog-fixtures/`, which a person can read, lint and serve.
public enum CatalogFixtures {
    /// The folder that they are in.
    public static let folder = SharedCorpus.packageRoot.appending(path: "catalog-fixtures")

    /// The names of the trees that have a fault, in order.
    public static let broken = names(in: folder.appending(path: "broken"))

    /// The good catalog; its environment template calls it `fixtures`.
    public static func good() throws -> FileTree { try tree("good") }

    /// The files of a tree, such as `good` or `broken/tab`.
    public static func tree(_ name: String) throws -> FileTree { FileTree(try files(name)) }

    /// The files of a tree by their paths in it.
    public static func files(_ name: String) throws -> [(path: String, bytes: [UInt8])] {
        let root = folder.appending(path: name)
        return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted().compactMap { path in
            let file = root.appending(path: path)
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory), !isDirectory.boolValue
            else { return nil }
            return (path, Array(try Data(contentsOf: file)))
        }
    }

    private static func names(in folder: URL) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") && !$0.hasSuffix(".md") }.sorted()
    }
}
