import Catalog
import Diagnostics
import GoTemplate

/// A condition of a version's templates, as far as answers decide it.
struct TemplateCondition: Sendable {
    let source: SourceText
    let branch: TemplateBranch
    /// The questions that decide.
    let variables: [String]
    /// Whether everything that answers can do to it can be tried.
    let isJudged: Bool

    /// Where it stands.
    var place: BranchPlace { BranchPlace(path: source.path, span: branch.span) }

    /// The conditions of both files, in their order.
    static func all(in version: PreparedVersion) -> [TemplateCondition] {
        let asked = Set(version.form.questions.map(\.variable))
        let closed = Set(version.form.questions.filter { ["boolean", "enum"].contains($0.type) }.map(\.variable))
        let files = [version.parsed.dockerCompose, version.parsed.rancherCompose].compactMap(\.self)
        return files.flatMap { file -> [TemplateCondition] in
            guard case .template(let template) = file.content else { return [] }
            return template.branches.map { branch in
                let variables = branch.fields.compactMap(answer).filter(asked.contains).sorted()
                return TemplateCondition(
                    source: file.file.source, branch: branch, variables: variables,
                    isJudged: branch.isWhole && (branch.isPlain || closed.isSuperset(of: variables)))
            }
        }
    }

    /// The texts and numbers that conditions compare each answer with.
    static func compared(in conditions: [TemplateCondition]) -> [String: [String]] {
        var compared: [String: [String]] = [:]
        for comparison in conditions.flatMap(\.branch.comparisons) {
            for variable in comparison.fields.compactMap(answer) {
                compared[variable, default: []] += comparison.literals
            }
        }
        return compared
    }

    /// The variable that a field of the template's data is the answer to.
    private static func answer(_ field: [String]) -> String? {
        field.count == 2 && field[0] == "Values" ? field[1] : nil
    }
}
