public import Diagnostics
import YAML

/// What a version's `rancher-compose.yml` asks whoever launches it, as the 1.6 executor reads it: from the raw text,
/// before any templating.
public struct QuestionForm: Sendable {
    /// The `version` of the catalog block, empty when it has none. A folder's name does not stand in here.
    public let version: String
    /// The questions in their order.
    public let questions: [Question]
    /// Where each question stands, in the order of ``questions``.
    public let locations: [SourceLocation]
    /// What is wrong with the block.
    public let diagnostics: [Diagnostic]
    /// Whether the block could not be read. The reference then refuses the whole stack.
    public let isBroken: Bool

    /// The form of a version without questions.
    public static let empty = QuestionForm(
        version: "", questions: [], locations: [], diagnostics: [], isBroken: false)

    private init(
        version: String, questions: [Question], locations: [SourceLocation], diagnostics: [Diagnostic], isBroken: Bool
    ) {
        self.version = version
        self.questions = questions
        self.locations = locations
        self.diagnostics = diagnostics
        self.isBroken = isBroken
    }

    /// Reads the form from the text of a `rancher-compose.yml`.
    public static func read(from source: SourceText, limits: CatalogLimits = CatalogLimits()) -> QuestionForm {
        let (outcome, findings) = CatalogBlock.find(in: source, named: "rancher-compose.yml")
        guard case .found(let block, _) = outcome else {
            var isBroken = false
            if case .broken = outcome { isBroken = true }
            return QuestionForm(
                version: "", questions: [], locations: [], diagnostics: findings, isBroken: isBroken)
        }
        var reader = FieldReader(source: source, limits: limits)
        let version = reader.string(block, "version")
        let questions = QuestionReader.read(block, with: &reader) ?? []
        let nodes = (block["questions"]?.elements ?? []).prefix(questions.count)
        return QuestionForm(
            version: version, questions: questions, locations: nodes.map { source.location(of: $0.span) },
            diagnostics: findings + reader.diagnostics, isBroken: reader.failed)
    }
}
