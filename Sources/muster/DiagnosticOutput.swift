import Diagnostics
import Foundation

/// Findings on standard error: as text with the source line, in colour on a terminal.
struct DiagnosticOutput {
    private let renderer: TextRenderer
    private let root: String?

    /// An output that knows the texts of `sources`, and reads any other file from disk. Paths are shown below `root`.
    init(sources: [SourceText] = [], root: String? = nil) {
        self.root = root
        let known = Dictionary(sources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let isColoured = isatty(STDERR_FILENO) == 1 && EnvironmentVariable.noColor.value == nil
        renderer = TextRenderer(isColoured: isColoured) { path in
            known[path] ?? root.flatMap { path.hasPrefix("\($0)/") ? known[String(path.dropFirst($0.count + 1))] : nil }
        }
    }

    /// Prints the findings, errors last, so that they stand where the eye is.
    func show(_ diagnostics: [Diagnostic]) {
        let ordered = diagnostics.filter { $0.severity < .error } + diagnostics.filter { $0.severity == .error }
        for diagnostic in ordered.map({ shown($0) }) {
            FileHandle.standardError.write(Data(renderer.render(diagnostic).utf8))
        }
    }

    private func shown(_ diagnostic: Diagnostic) -> Diagnostic {
        guard let root else { return diagnostic }
        func below(_ location: SourceLocation) -> SourceLocation {
            guard let start = location.start, let end = location.end else {
                return .wholeFile("\(root)/\(location.path)")
            }
            return SourceLocation(path: "\(root)/\(location.path)", start: start, end: end)
        }
        return Diagnostic(
            diagnostic.code, diagnostic.severity, diagnostic.message, at: below(diagnostic.location),
            related: diagnostic.related.map { RelatedLocation($0.message, at: below($0.location)) },
            notes: diagnostic.notes, help: diagnostic.help)
    }
}
