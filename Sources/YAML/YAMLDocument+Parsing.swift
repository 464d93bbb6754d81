public import Budget
public import Diagnostics

extension YAMLDocument {
    /// Reads the first document of a text. Never fails: what is wrong is in ``diagnostics``, also that the budget ended.
    public static func parse(
        _ source: SourceText, limits: YAMLLimits = .default, budget: WorkBudget = .endless
    ) -> YAMLDocument {
        guard source.bytes.count <= limits.bytes else {
            let message = "the file has \(source.bytes.count) bytes; at most \(limits.bytes) are read as YAML"
            return broken(source, Diagnostic(.yamlTooLarge, .error, message, at: .wholeFile(source.path)))
        }
        let isASCII = isASCII(source.bytes)
        if !isASCII, let offset = firstInvalidByte(source.bytes) {
            let place = source.location(of: SourceSpan(offset, offset + 1))
            return broken(
                source,
                Diagnostic(
                    .yamlEncoding, .error, "the text is not valid UTF-8", at: place, help: "save the file as UTF-8"))
        }
        guard let events = EventParser(source.bytes, isASCII: isASCII) else {
            return broken(source, Diagnostic(.yamlSyntax, .error, "out of memory", at: .wholeFile(source.path)))
        }
        var composer = Composer(events: events, source: source, limits: limits, budget: budget)
        do throws(YAMLFailure) {
            let root = try composer.document()
            return YAMLDocument(
                source: source, root: root, diagnostics: composer.diagnostics, repeatsNodes: composer.repeatsNodes)
        } catch {
            return broken(source, diagnostic(for: error, in: source))
        }
    }

    private static func broken(_ source: SourceText, _ diagnostic: Diagnostic) -> YAMLDocument {
        YAMLDocument(source: source, root: nil, diagnostics: [diagnostic], repeatsNodes: false)
    }

    private static func diagnostic(for failure: YAMLFailure, in source: SourceText) -> Diagnostic {
        var related: [RelatedLocation] = []
        if let note = failure.note, let context = failure.context {
            related.append(RelatedLocation(note, at: source.location(of: SourceSpan(context, context))))
        }
        return Diagnostic(
            failure.code, .error, failure.message, at: source.location(of: failure.span), related: related,
            help: failure.code == .yamlSyntax ? SyntaxHelp.help(for: failure.message) : nil)
    }

    private static func isASCII(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var all: UInt8 = 0
            for byte in bytes { all |= byte }
            return all < 0x80
        }
    }

    /// The offset of the first byte that is not part of valid UTF-8.
    private static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .error: return min(offset, bytes.count - 1)
            case .emptyInput: return nil
            }
        }
    }
}
