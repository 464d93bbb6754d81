public import Compiler
import Catalog
import Compose
import Diagnostics
import JSON
import Versions

extension Compiler {
    /// Makes the bundle of a version.
    ///
    /// A required question without an answer is a warning here: a bundle may be completed later, and says in
    /// ``CompiledBundle/unanswered`` what it lacks. Secrets are hidden: files keep `${NAME}` for them, unless the bundle is made
    /// `includingSecrets`, which changes its text but not its digest.
    public func bundle(
        _ source: VersionSource, answers: GivenAnswers = GivenAnswers(), for context: StackContext,
        includingSecrets: Bool = false
    ) -> BundleResult {
        let kind = BundleKind(base: source.template.base)
        let outside = source.outsideWindow(context)
        let hidden = content(of: source, kind, answers, context, hidesSecrets: true)
        var diagnostics = outside + hidden.diagnostics
        let parts = source.identityParts(kind, context).merging(hidden.parts(source)) { $1 }
        var shown = hidden
        var clear: [String: JSONNode] = [:]
        if includingSecrets || hidden.hasSecrets(in: answers) {
            let open = content(of: source, kind, answers, context, hidesSecrets: false)
            diagnostics += hidden.secretsThatShape(open)
            if includingSecrets {
                shown = open
                clear = open.parts(source)
                if hidden.isAccepted { diagnostics += open.diagnostics.filter { $0.severity == .error } }
            }
        }
        guard !diagnostics.contains(where: { $0.severity == .error }) else {
            return BundleResult(bundle: nil, diagnostics: diagnostics, compilation: hidden.compilation)
        }
        let bundle = CompiledBundle(
            kind, source.id, parts: parts, shownParts: clear, files: shown.files,
            images: shown.compilation?.images ?? [], unanswered: hidden.compilation?.answers?.unanswered ?? [],
            diagnostics: diagnostics)
        return BundleResult(bundle: bundle, diagnostics: diagnostics, compilation: hidden.compilation)
    }

    private func content(
        of source: VersionSource, _ kind: BundleKind, _ answers: GivenAnswers, _ context: StackContext,
        hidesSecrets: Bool
    ) -> BundleContent {
        guard source.isCompiled(kind) else { return BundleContent(of: source, compilation: nil, showsSecrets: true) }
        var compiler = self
        compiler.missingAnswers = .warning
        compiler.hidesSecrets = hidesSecrets
        let compilation = compiler.compile(source.files, answers: answers, for: context)
        return BundleContent(of: source, compilation: compilation, showsSecrets: !hidesSecrets)
    }
}

extension VersionSource {
    /// Whether the version has compose files to compile: drivers and environments have none, and Kubernetes templates may
    /// bring its own files instead.
    fileprivate func isCompiled(_ kind: BundleKind) -> Bool {
        switch kind {
        case .machineDriver, .environment: false
        case .infraService: true
        case .stack:
            template.base.isEmpty
                || ["docker-compose.yml", "docker-compose.yml.tpl", "rancher-compose.yml"].contains { files[$0] != nil }
        }
    }

    /// The finding that the version is not for the server.
    func outsideWindow(_ context: StackContext) -> [Diagnostic] {
        guard !version.window.contains(context.rancherVersion) else { return [] }
        let others = VersionSelection(of: template, rancherVersion: context.rancherVersion).visible.map(\.version)
        return [
            Diagnostic(
                .versionOutsideWindow, .error,
                "version \(version.version) is \(version.window.phrase ?? ""); this is \(context.rancherVersion)",
                at: .wholeFile(files.folder),
                help: others.isEmpty
                    ? "no version of \(template.folderName) is for this server"
                    : "versions for this server: \(others.suffix(10).joined(separator: ", "))")
        ]
    }
}
