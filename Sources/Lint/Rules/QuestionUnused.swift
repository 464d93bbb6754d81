import Compiler
import Catalog
import Diagnostics

extension Rule {
    static let questionUnused = Rule(
        "MU074", "question-unused", .warning,
        finds: "A question whose answer no file of the version uses.",
        because: "People answer it, and nothing happens: mostly a variable that was renamed in one of two places.",
        example: .asking(
            "{variable: ANSWERS, default: a}", "{variable: ANSWER, default: a}",
            better: "{variable: ANSWER, default: a}"),
        check: .version { version, rule in
            guard version.isCompiled, !version.asked.isEmpty else { return [] }
            let uses = VariableUses(in: version.files.files.values.map(\.bytes))
            let names = uses.names.filter { $0.first?.isNumber == false }
            let unused = version.asked.filter { asked in
                asked.question.variable.utf8.allSatisfy(Words.isPart) && !asked.question.variable.isEmpty
                    && !uses.contains(asked.question.variable)
            }
            return rule.findings(about: unused, at: { $0.location("variable") }) { asked, place in
                rule.finding(
                    "no file uses the answer to \(asked.question.variable)", at: place,
                    help: NearestName.to(asked.question.variable, in: names).map {
                        "did you mean \($0), which is used?"
                    })
            }
        })
}
