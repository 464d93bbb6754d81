import Diagnostics

/// A diagnostic as compact bytes; see ``TemplateCodec``.
enum DiagnosticCodec {
    static func encode(_ diagnostics: [Diagnostic]) -> [UInt8] {
        var writer = ByteWriter()
        writer.list(diagnostics) { write($1, to: &$0) }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8]) throws(ByteReader.Damage) -> [Diagnostic] {
        var reader = ByteReader(bytes)
        let diagnostics = try reader.list(read)
        guard reader.isAtEnd else { throw ByteReader.Damage() }
        return diagnostics
    }

    static func write(_ diagnostic: Diagnostic, to writer: inout ByteWriter) {
        writer.text(diagnostic.code.rawValue)
        writer.text(diagnostic.severity.rawValue)
        writer.text(diagnostic.message)
        write(diagnostic.location, to: &writer)
        writer.list(diagnostic.related) {
            $0.text($1.message)
            write($1.location, to: &$0)
        }
        writer.list(diagnostic.notes) { $0.text($1) }
        writer.optional(diagnostic.help) { $0.text($1) }
        writer.list(diagnostic.fixes) {
            $0.text($1.title)
            $0.text($1.safety.rawValue)
            write($1.location, to: &$0)
            $0.text($1.replacement)
        }
    }

    static func read(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Diagnostic {
        let code = DiagnosticCode(try reader.text())
        guard let severity = Severity(rawValue: try reader.text()) else { throw ByteReader.Damage() }
        var diagnostic = Diagnostic(code, severity, try reader.text(), at: try readLocation(&reader))
        diagnostic.related = try reader.list { (reader) throws(ByteReader.Damage) in
            RelatedLocation(try reader.text(), at: try readLocation(&reader))
        }
        diagnostic.notes = try reader.list { (reader) throws(ByteReader.Damage) in try reader.text() }
        diagnostic.help = try reader.optional { (reader) throws(ByteReader.Damage) in try reader.text() }
        diagnostic.fixes = try reader.list(readFix)
        return diagnostic
    }

    private static func readFix(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Fix {
        let title = try reader.text()
        guard let safety = Fix.Safety(rawValue: try reader.text()) else { throw ByteReader.Damage() }
        return Fix(title, safety: safety, at: try readLocation(&reader), replacement: try reader.text())
    }

    private static func write(_ location: SourceLocation, to writer: inout ByteWriter) {
        writer.text(location.path)
        writer.list([location.start, location.end].compactMap { $0 }) {
            $0.integer($1.offset)
            $0.integer($1.line)
            $0.integer($1.column)
        }
    }

    private static func readLocation(_ reader: inout ByteReader) throws(ByteReader.Damage) -> SourceLocation {
        let path = try reader.text()
        let positions = try reader.list { (reader) throws(ByteReader.Damage) in
            let (offset, line, column) = (try reader.integer(), try reader.integer(), try reader.integer())
            guard offset >= 0, line >= 1, column >= 1 else { throw ByteReader.Damage() }
            return SourcePosition(offset: offset, line: line, column: column)
        }
        switch positions.count {
        case 0: return .wholeFile(path)
        case 2: return SourceLocation(path: path, start: positions[0], end: positions[1])
        default: throw ByteReader.Damage()
        }
    }
}
