import Diagnostics
import GoTemplate

/// A compose file made ready for the template engine, to be run any number of times.
struct ParsedFile: Sendable {
    enum Content {
        /// There is nothing for the engine to do.
        case text
        /// A template.
        case template(TextTemplate)
        /// A template that does not parse, with Go's text for it.
        case refused([Diagnostic], text: String?)
    }

    let file: SelectedFiles.File
    let content: Content

    init(_ file: SelectedFiles.File, library: FunctionLibrary, limits: TemplateLimits) {
        self.file = file
        content = Self.content(of: file.source, library: library, limits: limits)
    }

    private static func content(of source: SourceText, library: FunctionLibrary, limits: TemplateLimits) -> Content {
        guard !isUntemplated(source.bytes) else { return .text }
        let parsed = TextTemplate.parse(source, library: library, limits: limits)
        guard let template = parsed.template else {
            return .refused(
                parsed.problems.map { $0.diagnostic(in: source, functions: library.functions.keys) },
                text: parsed.problems.first?.goText(TextTemplate.defaultName, in: source))
        }
        return template.hasActions ? .template(template) : .text
    }

    /// `# notemplating` or `#notemplating` in front of everything but white space.
    private static func isUntemplated(_ bytes: [UInt8]) -> Bool {
        let text = bytes.drop { $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0D }
        return text.starts(with: "#notemplating".utf8) || text.starts(with: "# notemplating".utf8)
    }
}

/// Both compose files of a version, ready for the template engine.
struct ParsedFiles: Sendable {
    let dockerCompose: ParsedFile?
    let rancherCompose: ParsedFile?
    /// Every file of the folder, for `env_file` and `extends`.
    let folder: VersionFiles

    init(_ files: SelectedFiles, library: FunctionLibrary, limits: TemplateLimits) {
        dockerCompose = files.dockerCompose.map { ParsedFile($0, library: library, limits: limits) }
        rancherCompose = files.rancherCompose.map { ParsedFile($0, library: library, limits: limits) }
        folder = files.folder
    }
}
