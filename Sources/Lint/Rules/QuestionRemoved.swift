import Catalog
import Diagnostics

extension Rule {
    static let questionRemoved = Rule(
        "MU088", "question-removed", .note,
        finds: "A question that the version before asks and this one does not.",
        because: """
            An upgrade drops the answer that somebody gave, without a word: what it decided is now decided by the template alone. Where the question \
            only got another name, every upgraded stack falls back to its default.
            """,
        example: .upgrade(
            "rancher-compose.yml", from: asking("NAME", "SIZE"), to: asking("NAME"), better: asking("NAME", "SIZE")),
        check: .template { template, rule in
            template.upgrades.compactMap { older, newer -> Diagnostic? in
                let kept = Set(newer.asked.map(\.question.variable))
                let gone = older.asked.filter { !kept.contains($0.question.variable) && !$0.question.variable.isEmpty }
                guard let first = gone.first else { return nil }
                let names = gone.map(\.question.variable).prefix(8).joined(separator: ", ")
                let before = Set(older.asked.map(\.question.variable))
                let new = newer.asked.map(\.question.variable).filter { !before.contains($0) }
                let near = NearestName.to(first.question.variable, in: new)
                return rule.finding(
                    "\(older.version.version) asks for \(names), and this version does not",
                    at: newer.blockLocation("questions"), related: [RelatedLocation("asked here", at: first.place)],
                    help: near.map { "keep the variable \(first.question.variable) where \($0) means the same" })
            }
        })

    private static func asking(_ variables: String...) -> String {
        let questions = variables.map { "  - {variable: \($0), default: a}\n" }.joined()
        return ".catalog:\n  name: Web\n  version: 1.0.0\n  questions:\n\(questions)web:\n  scale: 1\n"
    }
}
