import Foundation
import Testing

/// docs/configuration.md has every variable of the environment that the sources read, and no other.
@Suite("Variables of the environment")
struct EnvironmentPageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The files that read the environment, with the pattern of what they read of it.
    private static let readers = [
        "muster/EnvironmentVariable.swift": #"case \w+ = "([A-Z_]+)""#,
        "Git/Transport/SSHChannel.swift": #"for name in \["([A-Z_]+)", "([A-Z_]+)"\]"#,
    ]

    @Test("nothing else reads the environment")
    func readers() throws {
        let sources = Self.root.appending(path: "Sources")
        let files = FileManager.default.enumerator(atPath: sources.path)
        var found: Set<String> = []
        while let file = files?.nextObject() as? String {
            guard [".swift", ".c", ".h"].contains(where: file.hasSuffix) else { continue }
            let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
            if ["rocessInfo.environment", "getenv(", "environ["].contains(where: text.contains) { found.insert(file) }
        }
        #expect(found == Set(Self.readers.keys))
    }

    @Test("each of them is a row of the page")
    func page() throws {
        var read: Set<String> = []
        for (file, pattern) in Self.readers {
            let text = try String(contentsOf: Self.root.appending(path: "Sources/\(file)"), encoding: .utf8)
            for match in text.matches(of: try Regex(pattern)) {
                read.formUnion(match.output.dropFirst().compactMap { $0.substring.map(String.init) })
            }
        }
        #expect(read.count > 5)
        let page = try String(contentsOf: Self.root.appending(path: "docs/configuration.md"), encoding: .utf8)
        let rows = page.matches(of: try Regex(#"(?m)^\| `([A-Z_]+)` \|"#)).compactMap { $0.output[1].substring }
        #expect(Set(rows.map(String.init)) == read)
        #expect(rows.count == read.count)
    }
}
