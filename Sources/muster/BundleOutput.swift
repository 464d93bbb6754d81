import Bundles
import Checkouts
import ArgumentParser
import Compiler
import Foundation

/// How bundles are written.
struct BundleOutput: ParsableArguments {
    /// The forms of a bundle.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// Canonical JSON.
        case json
        /// The same as YAML.
        case yaml
        /// A folder with `bundle.json` and the files.
        case dir
        /// That folder as a tar archive, the same bytes on every machine.
        case tar
    }

    @Option(help: "json, yaml, dir (bundle.json beside the files), or tar (that as an archive).")
    var format = Format.json

    @Option(help: "The file to write, or the folder for --format dir. (default: standard output)")
    var output: String?

    func validate() throws {
        if format == .dir, output == nil { throw ValidationError("--format dir needs --output FOLDER") }
    }

    /// Writes a bundle; one of an environment with its stacks and its lock.
    func write(_ bundle: CompiledBundle, lock: EnvironmentLock? = nil, stacks: [EnvironmentResult.Stack] = []) throws {
        switch format {
        case .json: try ResultOutput.write(bundle.text, to: output)
        case .yaml: try ResultOutput.write(bundle.yaml, to: output)
        case .tar:
            try ResultOutput.write(try TarArchive.make(of: bundle.entries(lock: lock, stacks: stacks)), to: output)
        case .dir: try writeFolder(bundle.entries(lock: lock, stacks: stacks), output ?? "")
        }
    }

    /// Writes a folder that is not there yet, or is empty: what lies in one is not this command's.
    private func writeFolder(_ entries: [CompiledBundle.Entry], _ folder: String) throws {
        let files = FileManager.default
        if let present = try? files.contentsOfDirectory(atPath: folder), !present.isEmpty {
            throw ServerError("cannot write to \(folder): the folder is not empty; name one that is not there yet")
        }
        let root = URL(filePath: folder).standardizedFileURL
        for entry in entries {
            let file = root.appending(path: entry.path).standardizedFileURL
            // A name from a catalog must not lead out of the folder.
            guard file.path.hasPrefix(root.path + "/") else {
                throw ServerError("cannot write \(entry.path): it leads out of \(folder)")
            }
            try files.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(entry.bytes).write(to: file)
        }
    }
}

/// Results on standard output, or in a file.
enum ResultOutput {
    /// Writes bytes to a file, or to standard output for nil.
    static func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path else { return FileHandle.standardOutput.write(Data(bytes)) }
        // A file is replaced whole or not at all; what is no file, such as /dev/null or a pipe, must stay what it is.
        let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        let isFile = type == nil || type == .typeRegular
        do {
            try Data(bytes).write(to: URL(filePath: path), options: isFile ? .atomic : [])
        } catch {
            throw ServerError("cannot write \(path): \((error as NSError).localizedDescription)")
        }
    }

    /// Writes a file that may be one of a checkout, see ``CheckoutFile``, or to standard output for nil.
    static func write(_ bytes: [UInt8], to path: String?, besides root: String) throws {
        if let path, let obstacle = CheckoutFile(path: path, root: root).obstacle {
            throw ServerError("cannot write \(path): it is \(obstacle)")
        }
        try write(bytes, to: path)
    }

    /// Writes text to standard output.
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
