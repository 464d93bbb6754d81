public import Foundation

/// The small catalogs of `catalog-fixtures/`, which a person can read, lint and serve.
public enum CatalogFixtures {
    /// The folder that they are in.
    public static let folder = SharedCorpus.packageRoot.appending(path: "catalog-fixtures")

    /// The names of the trees that have a fault, in order.
    public static let broken = names(in: folder.appending(path: "broken"))

    /// The names of all trees.
    public static let all = ["good"] + broken.map { "broken/\($0)" }

    /// The template folders of the good catalog: `infra-templates/agent` and so on.
    public static let goodTemplates = Set(
        goodFiles { _ in true }.map { $0.split(separator: "/").prefix(2).joined(separator: "/") }
    )
    .sorted()

    /// The version folders of the good catalog that hold a stack: `infra-templates/agent/0` and so on.
    public static let goodStacks = goodFiles { $0.contains("/docker-compose.yml") }
        .map { $0.split(separator: "/").dropLast().joined(separator: "/") }

    /// The good catalog's YAML that is no template.
    public static let goodYAML = goodFiles { $0.hasSuffix(".yml") }

    /// The good catalog's files below template folders, by path.
    private static func goodFiles(_ isWanted: (String) -> Bool) -> [String] {
        ((try? files("good")) ?? []).map(\.path).filter { $0.split(separator: "/").count > 2 && isWanted($0) }
    }

    /// The lines of a file in a tree that says what tests expect of it: `expected-findings.txt`.
    public static func expected(_ name: String, of tree: String) throws -> [String] {
        let file = folder.appending(path: "\(tree)/expected-\(name).txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

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
