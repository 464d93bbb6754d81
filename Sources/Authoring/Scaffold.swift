import Encodings
import YAML

/// The files that new templates begin as: `Templates/scaffolds/`, built in.
enum Scaffold {
    /// The files of a kind, by their paths from the catalog's folder: `SCAFFOLD_FOLDER/config.yml`.
    static func files(of kind: TemplateKind) -> [(path: String, text: String)] {
        let prefix = kind.rawValue + "/"
        return EmbeddedScaffolds.files.filter { $0.path.hasPrefix(prefix) }
            .map { (String($0.path.dropFirst(prefix.count)), $0.text) }
    }

    /// A file's text with words filled in, written as its format has texts. A line with a word for which there is none is left out.
    static func filled(_ text: String, at path: String, with words: [(word: String, text: String?)]) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            !words.contains { $0.text == nil && line.contains($0.word) }
        }
        var filled = lines.joined(separator: "\n")
        for case (let word, let text?) in words { filled = filled.replacing(word, with: written(text, at: path)) }
        return filled
    }

    private static func written(_ text: String, at path: String) -> String {
        if path.hasSuffix(".yml") { return YAMLText.scalar(text) }
        return path.hasSuffix(".svg") ? XMLText.escaped(text) : text
    }
}
