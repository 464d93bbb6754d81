import Diagnostics

/// Reads one template's folder. What is wrong with one file or version costs that one, with a diagnostic.
public struct TemplateReader: Sendable {
    private let limits: CatalogLimits

    /// A reader that reads as much as `limits` allow.
    public init(limits: CatalogLimits = CatalogLimits()) {
        self.limits = limits
    }

    /// The template of a folder; nil when the folder holds none: hidden folders, folders without any version outside
    /// `templates` and `…-templates`, and folders with neither a configuration nor a version.
    ///
    /// - Parameters:
    ///   - previous: the template as it was read before, by the same limits: its versions whose files are the same are taken over.
    ///   - contents: gives a file's bytes by its id; it is asked only for files that are parsed. What it throws is thrown on.
    public func read(
        _ folder: TemplateFolder, previous: Template? = nil, contents: (ContentID) throws -> [UInt8]
    ) rethrows -> Template? {
        guard let path = CatalogPath(folder.path), let top = folder.path.split(separator: "/").first,
            !top.hasPrefix("."), !path.folderName.hasPrefix(".")
        else { return nil }
        let files = TemplateFiles(folder, limit: limits.filesPerTemplate)
        guard CatalogPath.isTemplatesFolder(top) || !files.configs.isEmpty else { return nil }
        guard !files.versions.isEmpty || CatalogPath.isTemplatesFolder(top) && !files.configs.isEmpty else {
            return nil
        }

        var template = Template(
            folderPath: folder.path, tree: folder.tree, base: path.base, folderName: path.folderName)
        try readConfig(files, into: &template, contents: contents)
        template.icon = served(files.icon, "icon", limit: limits.iconBytes, of: &template)
        template.readme = served(files.readme, "README", limit: limits.readmeBytes, of: &template)
        try readVersions(files, previous, into: &template, contents: contents)
        reportFolders(files, of: folder, into: &template)
        boundDiagnostics(of: &template)
        return template
    }

    private func readConfig(
        _ files: TemplateFiles, into template: inout Template, contents: (ContentID) throws -> [UInt8]
    ) rethrows {
        guard let config = files.configs.last else {
            template.name = template.folderName
            template.diagnostics.append(
                Diagnostic(
                    .configMissing, .error, "the template has no config.yml; its folder's name stands in for it",
                    at: .wholeFile(template.folderPath),
                    help: "add a config.yml with name, description, version and category"))
            return
        }
        for other in files.configs.dropLast() {
            template.diagnostics.append(
                Diagnostic(
                    .configTwice, .warning, "this file is not read: \(config.path) is the template's configuration",
                    at: .wholeFile(other.path), help: "remove one of them"))
        }
        if config.size > limits.parsedFileBytes {
            template.diagnostics.append(.fileTooLarge(config, limit: limits.parsedFileBytes))
        } else {
            let source = SourceText(path: config.path, bytes: try contents(config.content))
            TemplateConfig.read(source, into: &template, limits: limits)
        }
        let isBroken = template.diagnostics.contains { $0.severity == .error }
        if isBroken, template.name.isEmpty { template.name = template.folderName }
    }

    /// A file that is served whole; nil, with a finding, when it has too many bytes for that.
    private func served(
        _ file: CatalogFile?, _ what: String, limit: Int, of template: inout Template
    ) -> TemplateFile? {
        guard let file else { return nil }
        guard file.size > limit else { return TemplateFile(file: file) }
        template.diagnostics.append(.leftOut(file, what, limit: limit))
        return nil
    }

    private func readVersions(
        _ files: TemplateFiles, _ previous: Template?, into template: inout Template,
        contents: (ContentID) throws -> [UInt8]
    ) rethrows {
        let known = previous?.versionsWithoutFindings(limits) ?? [:]
        var blocks = KnownBlocks()
        for folder in files.versions.prefix(limits.versionsPerTemplate) {
            if var same = known[folder.folderPath], folder.folderNames.count == 1,
                same.files.elementsEqual(folder.files, by: { $0 == TemplateFile(file: $1) })
            {
                blocks.shareQuestions(of: &same)
                template.versions.append(same)
                continue
            }
            var reader = VersionReader(
                name: folder.name, folderPath: folder.folderPath, base: template.base, files: folder.files,
                limits: limits)
            if var version = try reader.read(known: &blocks, contents: contents) {
                blocks.shareQuestions(of: &version)
                template.versions.append(version)
            }
            template.diagnostics += reader.diagnostics
            if folder.folderNames.count > 1 {
                template.diagnostics.append(
                    Diagnostic(
                        .revisionTwice, .error,
                        "the folders \(folder.folderNames.joined(separator: ", ")) are one revision; their files are mixed",
                        at: .wholeFile(folder.folderPath), help: "keep one of them"))
            }
        }
    }

    private func reportFolders(_ files: TemplateFiles, of folder: TemplateFolder, into template: inout Template) {
        for path in files.unnamed {
            template.diagnostics.append(
                Diagnostic(
                    .versionFolderName, .warning,
                    "the folder is named neither by a number nor by a version, and is not served",
                    at: .wholeFile(path), help: "name it by the next number, or by a version such as 1.0.0"))
        }
        if template.versions.isEmpty {
            template.diagnostics.append(
                Diagnostic(
                    .noVersions, .warning, "the template has no version that can be served",
                    at: .wholeFile(folder.path)))
        }
        reportBeyond(folder.files.count, limits.filesPerTemplate, "files", in: folder, into: &template)
        reportBeyond(files.versions.count, limits.versionsPerTemplate, "versions", in: folder, into: &template)
    }

    private func reportBeyond(
        _ count: Int, _ limit: Int, _ what: String, in folder: TemplateFolder, into template: inout Template
    ) {
        guard count > limit else { return }
        template.diagnostics.append(
            Diagnostic(
                .tooMany, .error, "the template has \(count) \(what); only the first \(limit) are read",
                at: .wholeFile(folder.path)))
    }

    private func boundDiagnostics(of template: inout Template) {
        let count = template.diagnostics.count
        guard count > limits.diagnosticsPerTemplate else { return }
        template.diagnostics = Array(template.diagnostics.prefix(limits.diagnosticsPerTemplate))
        template.diagnostics.append(
            Diagnostic(
                .tooMany, .error, "\(count - limits.diagnosticsPerTemplate) further findings are left out",
                at: .wholeFile(template.folderPath)))
    }
}

extension Template {
    /// The versions, by their folders, about which nothing was found; none where some findings were left out.
    fileprivate func versionsWithoutFindings(_ limits: CatalogLimits) -> [String: TemplateVersion] {
        guard diagnostics.count <= limits.diagnosticsPerTemplate else { return [:] }
        var versions = Dictionary(versions.map { ("\(folderPath)/\($0.folderName)", $0) }) { first, _ in first }
        for path in diagnostics.map(\.location.path) {
            versions[path.split(separator: "/").prefix(3).joined(separator: "/")] = nil
        }
        return versions
    }
}
