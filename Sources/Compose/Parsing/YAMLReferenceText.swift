import Diagnostics
import YAML

/// The reference's parser (a go-yaml of 2017) in its own words. It counts lines from 0, takes the place where the broken
/// thing began when the problem itself is in the first line, and names no line for a problem there.
enum YAMLReferenceText {
    static func syntax(of document: YAMLDocument) -> ReferenceFailure.Kind {
        guard let diagnostic = document.diagnostics.first(where: { $0.severity == .error }) else {
            return .syntax(line: nil, problem: "unknown problem parsing YAML content")
        }
        guard diagnostic.code == .yamlSyntax else { return .syntax(line: nil, problem: diagnostic.message) }
        let places = [diagnostic.location] + diagnostic.related.map(\.location)
        let lines = places.compactMap { $0.start.map { $0.line - 1 } }
        return .syntax(line: lines.first { $0 > 0 }, problem: diagnostic.message)
    }
}
