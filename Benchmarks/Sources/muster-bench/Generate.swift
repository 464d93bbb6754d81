import ArgumentParser
import Foundation

/// Writes a generated catalog as a bare git repository.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A catalog of any size as a bare git repository, the same for the same numbers.",
        discussion: """
            The branch master has every template. The branch pushes follows it with one commit a push, each of which
            changes one file: to push, move master to the next commit of pushes (git update-ref).
            """)

    @Argument(help: "The repository's folder, which must not exist.")
    var directory: String

    @Option(help: "Templates.")
    var templates = 20_000

    @Option(help: "Versions of each template.")
    var versions = 5

    @Option(help: "What the contents are made of.")
    var seed: UInt64 = 1

    @Option(help: "Commits of the branch pushes.")
    var pushes = 20

    func validate() throws {
        guard templates > 0, versions > 0, pushes >= 0 else { throw ValidationError("numbers must be positive") }
        guard !FileManager.default.fileExists(atPath: directory) else {
            throw ValidationError("\(directory) is there already")
        }
    }

    func run() throws {
        try Git.run(["init", "--quiet", "--bare", "--initial-branch", "master", directory])
        let catalog = GeneratedCatalog(templates: templates, versions: versions, seed: seed)
        var stream = try FastImport(repository: directory)
        stream.begin("master", message: "Add \(templates) templates")
        for number in 0..<templates {
            for file in catalog.files(ofTemplate: number) { try stream.file(file.path, file.text) }
        }
        for push in 0..<pushes {
            stream.begin("pushes", following: push == 0 ? "master" : nil, message: "Edit a template, push \(push + 1)")
            let number = push * 7919 % templates
            let edits = push / templates + 1
            if let file = catalog.files(ofTemplate: number, edits: edits).last { try stream.file(file.path, file.text) }
        }
        try stream.finish()
        print("\(directory): \(templates) templates, \(templates * versions) versions, \(pushes) pushes")
    }
}

/// Runs git.
enum Git {
    static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ValidationError("git \(arguments[0]) failed") }
    }
}

/// The input of `git fast-import`, which makes a history much faster than commits of a work tree.
struct FastImport {
    private static let chunk = 1 << 20
    /// A fixed moment, so that the same catalog has the same commits.
    private static let signature = "Muster <bench@example.org> 1700000000 +0000"
    private let process = Process()
    private let input = Pipe()
    private var buffer = Data()

    init(repository: String) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", repository, "fast-import", "--quiet"]
        process.standardInput = input
        try process.run()
    }

    /// Begins a commit on a branch.
    mutating func begin(_ branch: String, following: String? = nil, message: String) {
        append("commit refs/heads/\(branch)\ncommitter \(Self.signature)\ndata \(message.utf8.count)\n\(message)\n")
        if let following { append("from refs/heads/\(following)\n") }
    }

    /// Puts a file into the commit.
    mutating func file(_ path: String, _ text: String) throws {
        append("M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n")
        if buffer.count >= Self.chunk { try flush() }
    }

    /// Ends the last commit and waits for git.
    mutating func finish() throws {
        try flush()
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ValidationError("git fast-import failed") }
    }

    private mutating func append(_ text: String) {
        buffer.append(contentsOf: text.utf8)
    }

    private mutating func flush() throws {
        try input.fileHandleForWriting.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
