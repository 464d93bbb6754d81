import Foundation
import Testing

/// The layers of the project: a module may import modules of lower layers only, and an outside package
/// only where it is owned. This table is the rule; Package.swift and the import lines must agree with it.
private struct Module: Sendable {
    let name: String
    let layer: Int
    let outside: Set<String>

    init(_ layer: Int, _ name: String, outside: Set<String> = []) {
        self.name = name
        self.layer = layer
        self.outside = outside
    }
}

private let modules: [Module] = [
    Module(
        5, "muster",
        outside: ["CMalloc", "CPidFD", "ArgumentParser", "ServiceLifecycle", "UnixSignals", "Logging", "Foundation"]),
    Module(
        4, "HTTPAPI",
        outside: [
            "CZlib", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOPosix", "NIOHTTP1", "ServiceLifecycle", "Logging",
            "Foundation", "Crypto",
        ]),
    Module(3, "Checkouts", outside: ["Foundation"]),
    Module(3, "Service", outside: ["ServiceLifecycle", "Logging", "Foundation"]),
    Module(
        2, "Git",
        outside: [
            "CGitShim", "CZlib", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOSSL", "NIOPosix", "Crypto", "Foundation",
        ]),
    Module(2, "Store", outside: ["GRDB", "GRDBSQLite", "Crypto", "Foundation"]),
    Module(1, "Catalog"),
    Module(2, "Compiler"),
    Module(2, "Bundles", outside: ["Crypto"]),
    Module(2, "Lint"),
    Module(2, "Authoring"),
    Module(2, "Drawing"),
    Module(1, "TemplateFunctions", outside: ["Crypto", "CryptoExtras"]),
    Module(1, "Compose"),
    Module(1, "GoTemplate"),
    Module(1, "YAML", outside: ["CLibYAML"]),
    Module(0, "Versions"),
    Module(0, "GoText"),
    Module(0, "Diagnostics"),
    Module(0, "Encodings"),
    Module(0, "JSON"),
    Module(0, "Budget"),
    Module(0, "Lanes", outside: ["Foundation", "Dispatch", "Synchronization"]),
]

/// The one module of the lower layers that is not pure: everything may wait in a lane.
private let impure: Set<String> = ["Lanes"]

/// What the toolchain itself brings; allowed where purity is not at stake.
private let toolchain: Set<String> = ["Synchronization", "Glibc", "Musl", "Darwin", "Dispatch"]

/// The arrows inside a layer that the table draws on purpose.
private let sideways: Set<String> = [
    "Diagnostics>JSON", "Budget>Diagnostics", "Catalog>YAML", "TemplateFunctions>GoTemplate", "Compose>YAML",
    "Bundles>Compiler", "Lint>Bundles", "Lint>Compiler",
]

@Suite("Architecture")
struct ImportTableTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("every folder of Sources is in the table, or is a C library")
    func foldersAreKnown() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
        let cLibraries: Set = ["CLibGit2", "CGitShim", "CLibYAML", "CMalloc", "CPidFD", "CZlib"]
        #expect(Set(folders).subtracting(cLibraries) == Set(modules.map(\.name)))
    }

    @Test("a module imports only what lies below it or what it owns", arguments: modules.map(\.name))
    func importsPointDown(name: String) throws {
        let module = try #require(modules.first { $0.name == name })
        for (file, imported) in try Self.imports(of: name) {
            if let target = modules.first(where: { $0.name == imported }) {
                let allowed = target.layer < module.layer || sideways.contains("\(name)>\(imported)")
                #expect(allowed, "\(file) imports \(imported)")
            } else {
                let allowed = module.outside.contains(imported) || module.layer >= 2 && toolchain.contains(imported)
                #expect(allowed, "\(file) imports \(imported)")
            }
        }
    }

    @Test("Package.swift draws no arrow that the table does not allow")
    func manifestAgrees() throws {
        let manifest = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
        for module in modules where module.name != "muster" {
            let declared = try #require(Self.declaration(of: module.name, in: manifest), "\(module.name)")
            for other in modules where declared.contains("\"\(other.name)\"") && other.name != module.name {
                let allowed = other.layer < module.layer || sideways.contains("\(module.name)>\(other.name)")
                #expect(allowed, "\(module.name) depends on \(other.name)")
            }
        }
    }

    /// What is linked for another target of the package, and not imported.
    private static let linkedOnly: Set<String> = ["CLibGit2"]

    @Test("a module declares what it imports, and nothing else", arguments: modules.map(\.name))
    func declaredIsImported(name: String) throws {
        let manifest = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
        let declaration = try #require(Self.declaration(of: name, in: manifest))
        let products = manifest.matches(of: /let (\w+) = Target.Dependency.product\(name: "(\w+)"/)
        var declared = Set(declaration.matches(of: /"(\w+)"/).map { String($0.output.1) })
        for product in products where declaration.contains(try Regex("\\b\(product.output.1)\\b")) {
            declared.insert(String(product.output.2))
        }
        declared.subtract(Self.linkedOnly.union([name]))
        let imported = Set(try Self.imports(of: name).map(\.imported)).subtracting(toolchain.union(["Foundation"]))
        #expect(declared.subtracting(imported) == [], "declared, and not imported")
        #expect(imported.subtracting(declared) == [], "imported, and not declared")
    }

    @Test(
        "what only this package uses is not public",
        arguments: [
            "HTTPAPI", "Service", "Checkouts", "Git", "Store", "Lint", "Drawing", "Authoring", "Lanes", "GoText",
            "Encodings",
        ])
    func nothingIsPublic(name: String) throws {
        let folder = Self.root.appending(path: "Sources/\(name)")
        for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where file.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            #expect(!text.contains(#/(?m)^\s*(?:@\w+ )*public /#), "\(file)")
        }
    }

    @Test("ARCHITECTURE.md has the table")
    func documented() throws {
        let page = try String(contentsOf: Self.root.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
        let rows = page.matches(of: /(?m)^\| (\d) \| `(\w+)` \|/).map { "\($0.output.1) \($0.output.2)" }
        #expect(rows.sorted() == modules.map { "\($0.layer) \($0.name)" }.sorted())
    }

    /// The text of `module("NAME", […])` in the manifest, over as many lines as it takes.
    private static func declaration(of module: String, in manifest: String) -> Substring? {
        guard
            let name = manifest.firstRange(of: "module(\"\(module)\"")
                ?? manifest.firstRange(of: "module(\n            \"\(module)\"")
                ?? manifest.firstRange(of: ".executableTarget(\n            name: \"\(module)\"")
        else { return nil }
        let rest = manifest[name.lowerBound...]
        return rest[..<(rest.firstIndex(of: ")") ?? rest.endIndex)]
    }

    @Test("the pure modules know no clock, file, environment, network, log or lock")
    func pureModulesArePure() throws {
        for module in modules where module.layer <= 1 && !impure.contains(module.name) {
            for (file, imported) in try Self.imports(of: module.name) {
                #expect(imported != "Foundation" && !toolchain.contains(imported), "\(file) imports \(imported)")
            }
        }
    }

    private static func imports(of module: String) throws -> [(file: String, imported: String)] {
        let folder = root.appending(path: "Sources/\(module)")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var found: [(String, String)] = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                guard let imported = importedModule(String(line)) else { continue }
                found.append((file.lastPathComponent, imported))
            }
        }
        return found
    }

    /// The module that a line imports: `public import Foo`, `@preconcurrency import Foo`, `import struct Foo.Bar`.
    private static func importedModule(_ line: String) -> String? {
        let words = line.split(separator: " ").map(String.init)
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
            words[..<index].allSatisfy({
                $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0)
            })
        else { return nil }
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "typealias", "var", "let"]
        let name = kinds.contains(words[index + 1]) ? words[index + 2] : words[index + 1]
        return name.split(separator: ".").first.map(String.init)
    }
}
