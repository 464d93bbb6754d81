public import Diagnostics
import GoTemplate

/// A file after the template engine, with the way back to the author's text.
public struct RenderedFile: Sendable {
    /// The name in the folder: `docker-compose.yml.tpl`.
    public let name: String
    /// The author's text.
    public let template: SourceText
    /// The text as Rancher would read it. Its path is the author's file's, with ` (rendered)` behind it where the texts
    /// differ.
    public let text: SourceText
    /// Where each byte came from; nil where the text is the author's own.
    public let spans: SpanMap?
    /// Whether the text was cut off where the template stopped.
    public let isPartial: Bool
    /// What the reference's engine says, nil when it says nothing.
    public let referenceError: String?

    /// Whether the engine left the text alone, because of `# notemplating` or because there is nothing in it to do.
    public var isUnchanged: Bool { spans == nil }
}

extension RenderedFile {
    /// The finding at the author's own place, with the rendered line as a related one where that reads differently.
    func relocated(_ diagnostic: Diagnostic) -> Diagnostic {
        guard let spans else { return diagnostic }
        var related: [RelatedLocation] = []
        for location in diagnostic.related {
            related.append(RelatedLocation(location.message, at: relocated(location.location, spans)))
        }
        let place = relocated(diagnostic.location, spans)
        if place != diagnostic.location, let line = diagnostic.location.start?.line,
            text.bytes(ofLine: line) != place.start.map({ template.bytes(ofLine: $0.line) })
        {
            related.append(RelatedLocation("this is the rendered line", at: diagnostic.location))
        }
        return Diagnostic(
            diagnostic.code, diagnostic.severity, diagnostic.message, at: place, related: related,
            notes: diagnostic.notes, help: diagnostic.help,
            // A fix of rendered text is not one of the author's.
            fixes: place == diagnostic.location ? diagnostic.fixes : [])
    }

    private func relocated(_ location: SourceLocation, _ spans: SpanMap) -> SourceLocation {
        guard location.path == text.path, let start = location.start, let end = location.end else { return location }
        guard let origin = spans.origin(of: SourceSpan(start.offset, end.offset)) else {
            return .wholeFile(template.path)
        }
        return template.location(of: origin)
    }
}
