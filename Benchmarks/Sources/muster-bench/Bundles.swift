import Bundles
import ArgumentParser
import Catalog
import Compiler
import Foundation

/// Bundles every version, and prints one digest over all of theirs: runs in other orders and processes must print the same.
struct Bundles: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bundles of every version, on one thread; one digest over all of them.")

    @Argument(help: "Checked-out catalogs.")
    var catalogs: [String]

    @Flag(help: "Make them in the opposite order.")
    var reverse = false

    func run() throws {
        var sources = try catalogs.flatMap(Self.sources)
        if reverse { sources.reverse() }
        // As the reference loads them: a template that stops is cut off by the rules of its engine.
        let compiler = Compiler(rendering: RenderOptions(isLenient: true))
        var digests: [String] = []
        let best = Measurement.best(of: 1) {
            digests = sources.compactMap { source in
                let result = compiler.bundle(source, for: StackContext(stackName: source.template.folderName))
                return result.bundle.map { "\($0.id) \($0.digest)" }
            }
        }
        let all = digests.sorted().joined(separator: "\n")
        let sum = all.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        print("{\"bundles\":\(digests.count),\"digests\":\"\(String(sum, radix: 16))\",\"nanoseconds\":\(best)}")
    }

    /// Every version of a checkout with its files.
    private static func sources(of catalog: String) throws -> [VersionSource] {
        let name = URL(filePath: catalog).lastPathComponent
        var contents: [ContentID: [UInt8]] = [:]
        var folders: [String: [CatalogFile]] = [:]
        for path in FileManager.default.enumerator(atPath: catalog)?.allObjects as? [String] ?? [] {
            let parts = path.split(separator: "/")
            guard parts.count > 2, parts[0].hasSuffix("templates"),
                let data = FileManager.default.contents(atPath: "\(catalog)/\(path)")
            else { continue }
            let number = UInt64(contents.count)
            let digits = (0..<20).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) : 0 }
            guard let id = ContentID(bytes: digits) else { continue }
            contents[id] = Array(data)
            folders["\(parts[0])/\(parts[1])", default: []].append(
                CatalogFile(path: path, content: id, size: data.count))
        }
        let origin = CatalogOrigin(catalog: name, url: "", branch: "", commit: String(repeating: "0", count: 40))
        return folders.sorted { $0.key < $1.key }.flatMap { path, files -> [VersionSource] in
            let folder = TemplateFolder(path: path, tree: files[0].content, files: files)
            guard let template = TemplateReader().read(folder, contents: { contents[$0] ?? [] }) else { return [] }
            return template.versions.map { version in
                VersionSource(version, of: template, from: origin) { contents[$0] ?? [] }
            }
        }
    }
}
