import Catalog
import Diagnostics
import YAML

/// A question with the lines that ask it.
struct AskedQuestion: Sendable {
    /// What is asked.
    let question: Question
    /// Where the question stands.
    let place: SourceLocation
    private let node: YAMLNode?
    private let source: SourceText?

    /// The questions of a form, with the nodes of the catalog block that ask them.
    static func all(in form: QuestionForm, _ block: YAMLNode?, of source: SourceText?, folder: String) -> [Self] {
        let nodes = block?["questions"]?.elements ?? []
        return form.questions.enumerated().map { index, question in
            AskedQuestion(
                question: question,
                place: form.locations.indices.contains(index) ? form.locations[index] : .wholeFile(folder),
                node: nodes.indices.contains(index) ? nodes[index] : nil, source: source)
        }
    }

    /// The value of one of its fields as written; nil for one that is not.
    func field(_ key: String) -> YAMLNode? { node?[key] }

    /// Where a field of it stands; the question where it has none.
    func location(_ key: String) -> SourceLocation {
        guard let source, let node = field(key) else { return place }
        return source.location(of: node.span)
    }

    /// How findings call it.
    var title: String {
        if !question.variable.isEmpty { return "the question \(question.variable)" }
        return question.label.isEmpty ? "a question" : "the question \"\(question.label)\""
    }

    /// Its type, of which Rancher makes a text when none is named.
    var type: String { question.type.isEmpty ? "string" : question.type }
}

extension Rule.Example {
    /// An example whose `rancher-compose.yml` asks questions, each a flow mapping, and whose `docker-compose.yml` uses `${ANSWER}`.
    static func asking(_ questions: String..., better: String...) -> Self {
        .web(
            "rancher-compose.yml", form(questions), better: form(better),
            ["docker-compose.yml": "web:\n  image: example/web:1.0.0\n  command: run ${ANSWER}\n"])
    }

    /// A `rancher-compose.yml` that asks questions.
    static func form(_ questions: String..., scale: String = "1") -> String { form(questions, scale: scale) }

    private static func form(_ questions: [String], scale: String = "1") -> String {
        """
        .catalog:
          name: Web
          version: 1.0.0
          questions:
        \(questions.map { "  - \($0)\n" }.joined())web:
          scale: \(scale)

        """
    }
}
