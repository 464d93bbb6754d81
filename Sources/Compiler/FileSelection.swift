public import Diagnostics

/// Which of a version's files a client of Rancher 1.6 takes when there are two.
public enum FileChoice: String, Sendable, Hashable, CaseIterable {
    /// The command line and the server: `docker-compose.yml`, and the `.tpl` only where that is missing or empty.
    case cli
    /// The user interface: the `.tpl` first.
    case ui
}

/// The compose files that a compilation works on.
public struct SelectedFiles: Sendable {
    /// A file by its name in the folder.
    public struct File: Sendable {
        /// The name in the folder: `docker-compose.yml.tpl`.
        public let name: String
        /// The text.
        public let source: SourceText
    }

    /// Nil when the version has none; the reference then deploys nothing.
    public let dockerCompose: File?
    /// Nil when the version has none.
    public let rancherCompose: File?
    /// The raw `rancher-compose.yml` that the questions are read from, whichever file is rendered.
    public let questions: File?
    /// Every file of the folder, for `env_file` and `extends`.
    public let folder: VersionFiles
}

/// Takes the compose files out of a version's folder. Where both forms of one are there, the choice is a finding.
public struct SelectFiles: CompilerStage {
    /// The stage's name.
    public static let name = "select files"
    /// What the stage does.
    public static let summary = "takes docker-compose and rancher-compose, or their .tpl, out of the folder"
    let choice: FileChoice

    /// The files that the choice takes; there is always an output, if only an empty one.
    public func run(_ folder: VersionFiles) -> StageResult<SelectedFiles> {
        let docker = pick("docker-compose.yml", from: folder, templated: true)
        let rancher = pick("rancher-compose.yml", from: folder, templated: choice == .ui)
        var diagnostics = docker.diagnostics + rancher.diagnostics
        if docker.file == nil {
            diagnostics.append(
                Diagnostic(
                    .composeFileMissing, .warning, "there is no docker-compose.yml, so nothing would be deployed",
                    at: .wholeFile(folder.folder), help: "add docker-compose.yml or docker-compose.yml.tpl"))
        }
        let questions = folder["rancher-compose.yml"].map {
            SelectedFiles.File(name: "rancher-compose.yml", source: $0)
        }
        return StageResult(
            SelectedFiles(
                dockerCompose: docker.file, rancherCompose: rancher.file, questions: questions, folder: folder),
            diagnostics)
    }

    private func pick(
        _ name: String, from folder: VersionFiles, templated: Bool
    ) -> (file: SelectedFiles.File?, diagnostics: [Diagnostic]) {
        let plain = folder[name].map { SelectedFiles.File(name: name, source: $0) }
        let template =
            templated ? folder["\(name).tpl"].map { SelectedFiles.File(name: "\(name).tpl", source: $0) } : nil
        guard let plain, let template else { return (plain ?? template, []) }
        let chosen = choice == .ui || plain.source.bytes.isEmpty ? template : plain
        let other = chosen.name == plain.name ? template : plain
        let finding = Diagnostic(
            .composeFileTwice, .warning,
            "\(chosen.name) is taken and \(other.name) is not; other clients choose otherwise",
            at: .wholeFile(other.source.path), related: [RelatedLocation("taken", at: .wholeFile(chosen.source.path))],
            help: "keep one of them")
        return (chosen, [finding])
    }
}
