import Diagnostics
import Foundation

/// Findings on standard error: as text with the source line, in colour on a terminal.
struct DiagnosticOutput {
    private let renderer: TextRenderer

    /// An output that knows the texts of `sources`, and reads any other file from disk.
    init(sources: [SourceText] = []) {
        let known = Dictionary(sources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let isColoured = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
        renderer = TextRenderer(isColoured: isColoured) { path in known[path] }
    }

    /// Prints the findings, errors last, so that they stand where the eye is.
    func show(_ diagnostics: [Diagnostic]) {
        let ordered = diagnostics.filter { $0.severity < .error } + diagnostics.filter { $0.severity == .error }
        for diagnostic in ordered { FileHandle.standardError.write(Data(renderer.render(diagnostic).utf8)) }
    }
}
