import Foundation
import Testing

/// What the scripts behind `make` say to whoever builds for the first time.
@Suite("Scripts of the build")
struct ScriptTests {
    private static let scripts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts")

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What stands for `swift`: a script of the shell; nil for none.
        let swift: String?
        let status: Int32
        var says: [String] = []
        var saysNot: [String] = []
    }

    @Test(
        "check-swift",
        arguments: [
            Row(
                testDescription: "no Swift", swift: nil, status: 1,
                says: ["There is no 'swift' on the PATH.", "https://www.swift.org/install/linux/"]),
            Row(
                testDescription: "an old one", swift: "echo 'Swift version 5.10.1 (swift-5.10.1-RELEASE)'", status: 1,
                says: ["This is Swift 5.10.", "6.2 or newer"]),
            Row(testDescription: "the oldest that will do", swift: "echo 'Swift version 6.2 (swift)'", status: 0),
            Row(testDescription: "a newer one", swift: "echo noise >&2; echo 'Swift version 7.0.1'", status: 0),
            Row(
                testDescription: "a library is missing",
                swift: """
                    echo "$0: error while loading shared libraries: libncurses.so.6: cannot open shared object file" >&2
                    exit 127
                    """, status: 1,
                says: [
                    "libncurses.so.6: cannot open shared object file",
                    "apt-get install --no-install-recommends libncurses6\n",
                ], saysNot: ["swiftly"]),
            Row(
                testDescription: "a library of Python is missing",
                swift: "echo 'x: error while loading shared libraries: libpython3.11.so.1.0: no' >&2; exit 127",
                status: 1, says: ["recommends libpython3.11\n"]),
            Row(
                testDescription: "a library that nobody knows is missing",
                swift: "echo 'x: error while loading shared libraries: libodd.so.1: no' >&2; exit 127", status: 1,
                says: ["libodd.so.1: no", "Swift needs libodd.so.1, which is missing."], saysNot: ["apt-get"]),
            Row(
                testDescription: "it fails for another reason", swift: "echo 'no toolchain is chosen' >&2; exit 1",
                status: 1, says: ["'swift --version' does not run:", "no toolchain is chosen"], saysNot: ["apt-get"]),
            Row(
                testDescription: "it says nothing that can be read", swift: "echo hello", status: 1, says: ["  hello"]),
        ])
    func checkSwift(row: Row) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-path-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Nothing but these, for the machine's own Swift may be beside them.
        for tool in ["sh", "sed", "head", "sort", "dirname", "readlink", "ldd"] {
            let file = try #require(["/usr/bin", "/bin"].map { "\($0)/\(tool)" }.first(where: Self.isProgram))
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: tool).path, withDestinationPath: file)
        }
        if let swift = row.swift {
            let file = folder.appending(path: "swift")
            try Data("#!/bin/sh\n\(swift)\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        let (status, said) = try Self.run("check-swift", [], in: folder, environment: ["PATH": folder.path])
        #expect(status == row.status, "\(said)")
        for words in row.says { #expect(said.contains(words), "\(said)") }
        for words in row.saysNot { #expect(!said.contains(words), "\(said)") }
        if row.status == 0 { #expect(said == "") }
    }

    @Test("say-first-build speaks where nothing is built, and only there", arguments: ["debug", "release"])
    func firstBuild(configuration: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-built-\(UUID().uuidString)")
        let built = folder.appending(path: ".build/\(configuration)")
        try FileManager.default.createDirectory(at: built, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (status, said) = try Self.run("say-first-build", [configuration], in: folder)
        #expect(status == 0 && said.contains("minutes"))
        try Data().write(to: built.appending(path: "muster"))
        #expect(try Self.run("say-first-build", [configuration], in: folder) == (0, ""))
    }

    private static func isProgram(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// The status of a script, and what it says on both its outputs.
    private static func run(
        _ script: String, _ arguments: [String], in folder: URL, environment: [String: String]? = nil
    ) throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [scripts.appending(path: script).path] + arguments
        process.currentDirectoryURL = folder
        if let environment { process.environment = environment }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
}
