public import JSON

/// Renders diagnostics for programs: one JSON object each, keys always present and in this order:
/// `code`, `severity`, `message`, `location`, `related`, `notes`, `help`, `fixes`.
public struct JSONRenderer: Sendable {
    /// A renderer; it has no settings.
    public init() {}

    /// A JSON array of all diagnostics, in the order given.
    public func render(_ diagnostics: [Diagnostic]) -> [UInt8] {
        var writer = JSONWriter()
        write(diagnostics, to: &writer)
        return writer.bytes
    }

    /// Writes a JSON array of all diagnostics as the next value of `writer`.
    public func write(_ diagnostics: [Diagnostic], to writer: inout JSONWriter) {
        writer.array { writer in for diagnostic in diagnostics { write(diagnostic, to: &writer) } }
    }

    private func write(_ diagnostic: Diagnostic, to writer: inout JSONWriter) {
        writer.object { writeMembers(of: diagnostic, to: &$0) }
    }

    /// Writes the members of a diagnostic into an object of `writer` that has others too.
    public func writeMembers(of diagnostic: Diagnostic, to writer: inout JSONWriter) {
        writer.member("code", diagnostic.code.rawValue)
        writer.member("severity", diagnostic.severity.rawValue)
        writer.member("message", diagnostic.message)
        writer.key("location")
        write(diagnostic.location, to: &writer)
        writer.key("related")
        writer.array { writer in
            for related in diagnostic.related {
                writer.object { writer in
                    writer.member("message", related.message)
                    writer.key("location")
                    write(related.location, to: &writer)
                }
            }
        }
        writer.member("notes", diagnostic.notes)
        writer.member("help", diagnostic.help)
        writer.key("fixes")
        writer.array { writer in for fix in diagnostic.fixes { write(fix, to: &writer) } }
    }

    private func write(_ fix: Fix, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("title", fix.title)
            writer.member("safety", fix.safety.rawValue)
            writer.key("location")
            write(fix.location, to: &writer)
            writer.member("replacement", fix.replacement)
        }
    }

    private func write(_ location: SourceLocation, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("file", location.path)
            guard let start = location.start, let end = location.end else { return }
            writer.member("line", start.line)
            writer.member("column", start.column)
            writer.member("endLine", end.line)
            writer.member("endColumn", end.column)
            writer.member("offset", start.offset)
            writer.member("length", end.offset - start.offset)
        }
    }
}
