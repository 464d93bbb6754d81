import Foundation
import MusterTesting
import Testing

/// What the README and the pages of docs/ show is what a reader gets. Blocks of the kind `console` have commands with what they
/// print, and are run from top to bottom beside a service of the starter catalog; `sh network` and `sh root` say what a test cannot
/// run, and `text` what was printed elsewhere.
@Suite("Documents", .serialized)
struct DocumentTests {
    private static let root = SharedCorpus.packageRoot

    private struct Block {
        let kind: String
        let lines: [String]
    }

    @Test(
        "commands print what the page shows",
        arguments: ["README.md", "docs/authoring.md", "docs/api.md", "docs/operating.md"])
    func commands(page: String) async throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "muster-docs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place.appending(path: "bin"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        for folder in ["Templates", "catalog-fixtures"] {
            try FileManager.default.copyItem(at: Self.root.appending(path: folder), to: place.appending(path: folder))
        }
        try FileManager.default.createSymbolicLink(
            at: place.appending(path: "bin/muster"), withDestinationURL: RunningServer.executable)
        let server = try await RunningServer([
            "serve", "--port", "0", "--data-dir", place.path + "/data", "--catalog", "starter=\(place.path)/Templates",
        ])
        for block in try Self.blocks(of: page) where block.kind == "console" {
            for (command, printed) in Self.commands(in: block) {
                let here = command.replacing("127.0.0.1:8088", with: "127.0.0.1:\(server.port)")
                let path = "\(place.path)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
                let output = try Self.run(here, in: place.path, path: path)
                #expect(output == printed, "\(command)")
            }
        }
        #expect(server.stop() == 0)
    }

    /// Both outputs of a command, whatever its status.
    private static func run(_ command: String, in folder: String, path: String) throws -> String {
        let output = try Command.run(
            "sh", ["-c", "{ \(command)\n} 2>&1 || true"], in: folder, environment: ["PATH": path])
        return String(decoding: output, as: UTF8.self)
    }

    @Test("a block that looks like a command says whether a test runs it")
    func kinds() throws {
        for page in try Self.pages() {
            for block in try Self.blocks(of: page) where block.kind == "sh" {
                let isTop = page == "README.md" && block.lines.first?.hasPrefix("make serve") == true
                let isContributing = page == "CONTRIBUTING.md"
                #expect(isTop || isContributing, "\(page): \(block.lines.first ?? "")")
            }
        }
    }

    @Test("the README is short")
    func length() throws {
        let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
    }

    @Test("links between documents lead somewhere")
    func links() throws {
        for page in try Self.pages() {
            let text = try String(contentsOf: Self.root.appending(path: page), encoding: .utf8)
            let folder = Self.root.appending(path: page).deletingLastPathComponent()
            for link in text.matches(of: /\]\(([^)#:\s]+)(?:#[^)]*)?\)/) {
                let target = folder.appending(path: String(link.output.1)).standardizedFileURL.path
                #expect(FileManager.default.fileExists(atPath: target), "\(page): \(link.output.1)")
            }
        }
    }

    private static func pages() throws -> [String] {
        let files = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: "docs").path)
        let top = try FileManager.default.contentsOfDirectory(atPath: root.path)
        return (top + files.map { "docs/\($0)" }).filter { $0.hasSuffix(".md") }.sorted()
    }

    private static func blocks(of page: String) throws -> [Block] {
        let text = try String(contentsOf: root.appending(path: page), encoding: .utf8)
        var blocks: [Block] = []
        var open: (kind: String, lines: [String])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let block = open {
                if line == "```" {
                    blocks.append(Block(kind: block.kind, lines: block.lines))
                    open = nil
                } else {
                    open?.lines.append(String(line))
                }
            } else if line.hasPrefix("```") {
                open = (String(line.dropFirst(3)), [])
            }
        }
        return blocks
    }

    private static func commands(in block: Block) -> [(command: String, printed: String)] {
        var commands: [(command: String, printed: String)] = []
        for line in block.lines {
            if line.hasPrefix("$ ") {
                commands.append((String(line.dropFirst(2)), ""))
            } else if !commands.isEmpty {
                commands[commands.count - 1].printed += line + "\n"
            }
        }
        return commands
    }
}
