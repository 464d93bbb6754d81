public import Diagnostics
import GoText
import YAML

/// An answers file, read as `rancher up --answers` and the executor read it.
///
/// `.yml` and `.yaml` hold a map, `.json` an object whose numbers are all floating-point, any other name has lines of
/// `NAME=VALUE`, taken as they are: no comments, no quotes.
public struct AnswersFile: Sendable {
    /// The answers by variable.
    public private(set) var answers: [String: String] = [:]
    /// Where each answer stands.
    public private(set) var locations: [String: SourceLocation] = [:]
    /// What is wrong with the file. Warnings where the reference went on without the answers.
    public private(set) var diagnostics: [Diagnostic] = []
    /// The reference's text for an answer it refuses, nil when it takes all.
    public private(set) var referenceError: String?

    private let source: SourceText

    /// Reads a file; its name decides the form.
    public static func read(_ source: SourceText) -> AnswersFile {
        var file = AnswersFile(source: source)
        let name = source.path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ""
        if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
            file.readMap(isJSON: false)
        } else if name.hasSuffix(".json") {
            file.readMap(isJSON: true)
        } else {
            file.readLines()
        }
        return file
    }

    private init(source: SourceText) { self.source = source }

    // MARK: NAME=VALUE

    private mutating func readLines() {
        for line in 1...source.lineCount {
            let start = source.start(ofLine: line)
            let text = source.line(line)
            if line == source.lineCount, text.isEmpty { break }
            let parts = text.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(Substring(parts[0]))
            answers[name] = parts.count > 1 ? String(Substring(parts[1])) : ""
            locations[name] = source.location(of: SourceSpan(start, start + text.utf8.count))
        }
    }

    // MARK: YAML and JSON

    private mutating func readMap(isJSON: Bool) {
        let document = YAMLDocument.parse(source)
        if document.isBroken || isJSON && !isObject(document) {
            if source.bytes.isEmpty { return }
            diagnostics += document.diagnostics.map(asWarning)
            return complainAboutForm(isJSON)
        }
        guard let root = document.root, !root.isNull else { return }
        guard let entries = root.entries else { return complainAboutForm(isJSON) }
        for entry in entries { read(entry, isJSON: isJSON) }
    }

    /// JSON is read by the YAML parser; what only YAML allows is told apart by the form of keys.
    private func isObject(_ document: YAMLDocument) -> Bool {
        guard let entries = document.root?.entries else { return false }
        return entries.allSatisfy { $0.key.scalar?.style == .doubleQuoted }
    }

    private mutating func complainAboutForm(_ isJSON: Bool) {
        diagnostics.append(
            Diagnostic(
                .answersUnreadable, .warning,
                "the file is not \(isJSON ? "a JSON object" : "a map"), so no answers are taken",
                at: .wholeFile(source.path),
                help: isJSON ? "write {\"NAME\": \"value\"}" : "write a line NAME: value for each answer"))
    }

    private func asWarning(_ diagnostic: Diagnostic) -> Diagnostic {
        Diagnostic(
            diagnostic.code, .warning, diagnostic.message, at: diagnostic.location, related: diagnostic.related,
            notes: diagnostic.notes, help: diagnostic.help, fixes: diagnostic.fixes)
    }

    private mutating func read(_ entry: YAMLEntry, isJSON: Bool) {
        guard let name = entry.key.scalar?.reencoded else { return }
        guard let scalar = entry.value.scalar, let text = Self.text(scalar, isJSON: isJSON) else {
            let type = Self.goType(entry.value)
            referenceError =
                referenceError
                ?? "Environment variables must be of type string, bool, or int. Key \(name) is of type \(type)"
            diagnostics.append(
                Diagnostic(
                    .answerType, .error,
                    "the answer \(name) is \(Self.kind(entry.value)), not a text, a number or a truth value",
                    at: source.location(of: entry.value.span), help: "write it in quotes"))
            return
        }
        answers[name] = text
        locations[name] = source.location(of: entry.value.span)
    }

    /// What Go prints for the value: `1e+06` for a JSON number of a million.
    private static func text(_ scalar: YAMLScalar, isJSON: Bool) -> String? {
        switch scalar.value {
        case .null: nil
        case .integer(let value) where isJSON: general(Double(value))
        case .unsigned(let value) where isJSON: general(Double(value))
        case .integer(let value): String(value)
        case .unsigned(let value): String(value)
        case .float(let value): general(value)
        case .boolean(let value): value ? "true" : "false"
        case .string: scalar.text
        case .binary(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func general(_ value: Double) -> String {
        String(decoding: FloatText.text(value, .general), as: UTF8.self)
    }

    private static func goType(_ node: YAMLNode) -> String {
        if node.elements != nil { return "[]interface {}" }
        return node.entries != nil ? "map[interface {}]interface {}" : "<nil>"
    }

    private static func kind(_ node: YAMLNode) -> String {
        if node.elements != nil { return "a list" }
        return node.entries != nil ? "a map" : "empty"
    }
}
