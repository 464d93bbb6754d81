import Compiler
import Diagnostics
import Foundation

/// The version folders of checked-out catalogs: `BASE/TEMPLATE/VERSION`.
struct Versions {
    let folders: [VersionFiles]

    init(catalogs: [String]) throws {
        folders = try catalogs.flatMap(Self.folders)
    }

    private static func folders(of catalog: String) throws -> [VersionFiles] {
        let files = FileManager.default
        var found: [VersionFiles] = []
        for base in try files.contentsOfDirectory(atPath: catalog).sorted() where base.hasSuffix("templates") {
            let templates = "\(catalog)/\(base)"
            for template in try files.contentsOfDirectory(atPath: templates).sorted() {
                for version in (try? files.contentsOfDirectory(atPath: "\(templates)/\(template)"))?.sorted() ?? [] {
                    let folder = "\(templates)/\(template)/\(version)"
                    if let texts = texts(in: folder) { found.append(VersionFiles(folder: folder, files: texts)) }
                }
            }
        }
        return found
    }

    private static func texts(in folder: String) -> [String: SourceText]? {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue else {
            return nil
        }
        var texts: [String: SourceText] = [:]
        for name in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [] {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
            texts[name] = SourceText(path: "\(folder)/\(name)", bytes: Array(data))
        }
        return texts
    }
}
