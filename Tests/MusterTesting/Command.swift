public import Foundation

/// Runs a program of the system and waits for it.
public enum Command {
    /// A program ended with something but 0.
    public struct Failure: Error, CustomStringConvertible {
        /// The command line, its status, and what it said.
        public let description: String
    }

    /// The standard output of `program`, looked up on the PATH.
    ///
    /// - Throws: ``Failure`` with its standard error when it does not end with 0.
    @discardableResult
    public static func run(
        _ program: String, _ arguments: [String], in folder: String? = nil, input: Data? = nil,
        environment: [String: String] = [:]
    ) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        let errors = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString).err")
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardError = try FileHandle(forWritingTo: errors)
        let output = Pipe()
        process.standardOutput = output
        let standardInput = try inputFile(input)
        process.standardInput = try standardInput.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
        defer { if let standardInput { try? FileManager.default.removeItem(at: standardInput) } }
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let said = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
            throw Failure(
                description: "\(program) \(arguments.joined(separator: " ")): \(process.terminationStatus): \(said)")
        }
        return data
    }

    /// As ``run(_:_:in:input:environment:)``, on a thread of its own: for tests whose own process has to go on working
    /// meanwhile, since a blocked thread of the cooperative pool would hold it up.
    public static func output(_ program: String, _ arguments: [String]) async throws -> Data {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try run(program, arguments) })
            }
        }
    }

    private static func inputFile(_ input: Data?) throws -> URL? {
        guard let input else { return nil }
        let file = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString).in")
        try input.write(to: file)
        return file
    }
}
