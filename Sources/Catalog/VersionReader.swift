import Diagnostics
import YAML

/// Reads one version from the files of its folder.
struct VersionReader {
    let name: VersionFolderName
    let folderPath: String
    let files: [CatalogFile]
    let limits: CatalogLimits
    private(set) var diagnostics: [Diagnostic]
    private let isServed: Bool

    /// A reader of the version in `folderPath`, with its files in the order of the walk; `base` is the template's.
    init(
        name: VersionFolderName, folderPath: String, base: String, files: [CatalogFile],
        limits: CatalogLimits
    ) {
        self.name = name
        self.folderPath = folderPath
        self.limits = limits
        let served = ServedFiles(of: files, base: base, limits: limits)
        self.files = served.files ?? []
        isServed = served.files != nil
        diagnostics = served.diagnostics
    }

    /// The version; nil, with a diagnostic, when it cannot be served. A folder named by a version is
    /// served whatever its block says; its name stands in when the block names none.
    ///
    /// - Parameter known: the blocks of versions before; this one's is added.
    mutating func read(
        known: inout KnownBlocks, contents: (ContentID) throws -> [UInt8]
    ) rethrows -> TemplateVersion? {
        guard isServed else { return nil }
        var version = empty
        let found = try findBlock(like: &known, filling: &version, contents: contents)
        if let block = found.block { fill(&version, from: block, of: found, adding: &known) }
        if case .version(let text) = name, version.version.isEmpty { version.version = text }
        if version.version.isEmpty {
            if !found.isBroken, !diagnostics.contains(where: { $0.severity == .error }) { reportMissingVersion(found) }
            return nil
        }
        version.files = files.map { TemplateFile(file: $0) }
        version.readme = version.files.last { $0.name.lowercased() == "readme.md" }
        reportRepeatedNames(version.files)
        return version
    }

    private var folderName: String { CatalogPath.baseName(folderPath) }

    private var empty: TemplateVersion {
        switch name {
        case .revision(let revision): TemplateVersion(folderName: folderName, revision: revision, version: "")
        case .version(let text): TemplateVersion(folderName: folderName, revision: nil, version: text)
        }
    }

    private struct Found {
        var block: YAMLNode?
        /// What was parsed to find the block.
        var document: YAMLDocument?
        var isBroken = false
        var file: CatalogFile?
    }

    /// The block of the file that counts most among those that have one; none where the version was filled in from a known one.
    private mutating func findBlock(
        like known: inout KnownBlocks, filling version: inout TemplateVersion,
        contents: (ContentID) throws -> [UInt8]
    ) rethrows -> Found {
        var found = Found()
        for fileName in CatalogBlock.fileNames {
            guard let file = files.last(where: { CatalogPath.baseName($0.path) == fileName }) else { continue }
            found.file = found.file ?? file
            guard file.size <= limits.parsedFileBytes else {
                diagnostics.append(.fileTooLarge(file, limit: limits.parsedFileBytes))
                return Found(isBroken: true, file: file)
            }
            let bytes = try contents(file.content)
            if fileName == CatalogBlock.fileNames[0], known.fill(&version, from: bytes) { return Found(file: file) }
            let source = SourceText(path: file.path, bytes: bytes)
            let (outcome, findings) = CatalogBlock.find(in: source, named: fileName)
            diagnostics += findings
            switch outcome {
            case .found(let block, let document): return Found(block: block, document: document, file: file)
            case .broken: return Found(isBroken: true, file: file)
            case .absent: continue
            }
        }
        return found
    }

    /// Fills in what the block says. The reference takes nothing of a block with a field that does not fit.
    private mutating func fill(
        _ version: inout TemplateVersion, from block: YAMLNode, of found: Found, adding known: inout KnownBlocks
    ) {
        guard let document = found.document else { return }
        var reader = FieldReader(source: document.source, limits: limits)
        var filled = version
        filled.version = reader.string(block, "version")
        filled.minimumRancherVersion = reader.string(block, "minimum_rancher_version")
        filled.maximumRancherVersion = reader.string(block, "maximum_rancher_version")
        filled.upgradeFrom = reader.string(block, "upgrade_from")
        filled.labels = reader.map(block, "labels")
        filled.questions = QuestionReader.read(block, with: &reader)
        diagnostics += reader.diagnostics
        if reader.failed { return }
        version = filled
        if reader.diagnostics.isEmpty, found.file.map({ CatalogPath.baseName($0.path) }) == CatalogBlock.fileNames[0] {
            known.add(block, of: document, as: filled)
        }
    }

    private mutating func reportMissingVersion(_ found: Found) {
        let place =
            found.block.flatMap { block in found.document?.source.location(of: block.span) }
            ?? .wholeFile(found.file?.path ?? folderPath)
        diagnostics.append(
            Diagnostic(
                .versionMissing, .error, "the version of revision \(folderName) is not named, so it is not served",
                at: place, help: "write version: '1.0.0' into the catalog block of rancher-compose.yml"))
    }

    private mutating func reportRepeatedNames(_ files: [TemplateFile]) {
        var seen: [String: TemplateFile] = [:]
        for file in files {
            if let first = seen.updateValue(file, forKey: file.name) {
                diagnostics.append(
                    Diagnostic(
                        .fileNameTwice, .warning, "two files of the version are named \(file.name); this one is served",
                        at: .wholeFile(file.path),
                        related: [RelatedLocation("not served", at: .wholeFile(first.path))],
                        help: "clients see files by their name alone: rename one"))
            }
        }
    }
}

extension TemplateFile {
    /// The file as a template's, by its base name.
    init(file: CatalogFile) {
        self.init(
            name: CatalogPath.baseName(file.path), path: file.path, content: file.content, size: file.size)
    }
}

extension TemplateVersion {
    /// The files as clients see them, by base name and ordered by it: of two with one name the last of the walk.
    public var servedFiles: [TemplateFile] {
        var named: [String: TemplateFile] = [:]
        for file in files { named[file.name] = file }
        return named.values.sorted { $0.name < $1.name }
    }
}

extension Diagnostic {
    /// A file is not read because of its size.
    static func fileTooLarge(_ file: CatalogFile, limit: Int) -> Diagnostic {
        Diagnostic(
            .fileTooLarge, .error, "the file has \(file.size) bytes; at most \(limit) are read",
            at: .wholeFile(file.path))
    }
}
